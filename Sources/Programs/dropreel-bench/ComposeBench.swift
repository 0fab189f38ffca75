import Production

/// The kit's recording of 60 seconds between intro and outro, composed into four sizes by us and by what else could do it, in turn.
///
/// All are measured by the processor time of their whole processes. Ours is as like to what ffmpeg composes and scales as ffmpeg's own files are: the rate factor
/// that gives that is looked for, and told.
struct ComposeBench {
  private let kit: RenderKit
  private let rounds: Int
  /// Each size is less like than ffmpeg's by no more than that.
  private static let tolerance = 0.0005

  init(inputs: String?, kit: String?, rounds: Int) throws {
    self.kit = try RenderKit(inputs: inputs, kit: kit)
    self.rounds = max(1, rounds)
  }

  func run() throws {
    var best = [try kit.composePeer("single")]
    let wanted = try likeness { "single_\($0).mp4" }
    let factor = try equal(wanted)
    var ours: [RenderKit.Run] = [], decimated: [RenderKit.Run] = [], four: [RenderKit.Run] = []
    var every: [RenderKit.Run] = [], limit: [Double] = []
    for round in 0..<rounds {
      if round > 0 { best.append(try kit.composePeer("single")) }
      ours.append(try kit.compose(factor))
      decimated.append(try kit.composePeer("vfr"))
      four.append(try kit.composePeer("naive"))
      every.append(try kit.compose(factor, every: true))
      limit.append(try kit.composeLimit())
    }
    let mine = kit.median(ours)
    Figure.say("compose.cpu_s", mine.cpu, "s", places: 2)
    Figure.say("compose.encoder_cpu_s", mine.encoder, "s", places: 2)
    Figure.say("compose.wall_s", mine.wall, "s", places: 2)
    Figure.say("compose.peak_mb", mine.peak, "MB")
    Figure.say("compose.best_ffmpeg_cpu_s", kit.median(best).cpu, "s", places: 2)
    Figure.say("compose.best_ffmpeg_peak_mb", kit.median(best).peak, "MB")
    Figure.say("compose.x_best_ffmpeg", kit.median(best).cpu / mine.cpu, "x", places: 2)
    Figure.say("compose.x_mpdecimate", kit.median(decimated).cpu / mine.cpu, "x", places: 2)
    Figure.say("compose.x_four_commands", kit.median(four).cpu / mine.cpu, "x", places: 2)
    Figure.say("compose.limit_cpu_s", Figure.median(limit), "s", places: 2)
    Figure.say("compose.limit_ratio", kit.median(every).cpu / Figure.median(limit), "x", places: 3)
    try batch(factor)
  }

  /// Two of four parts are told otherwise to each of a hundred customers, and the first card is theirs.
  private func batch(_ factor: Double) throws {
    let one = try kit.composeBatch(factor, customers: 1)
    let hundred = try kit.composeBatch(factor, customers: 100)
    Figure.say("compose.batch100", hundred.cpu / (100 * one.cpu), "x", places: 3)
    Figure.say("compose.batch100_cpu_s", hundred.cpu, "s", places: 1)
    Figure.say("compose.batch100_peak_mb", hundred.peak, "MB")
  }

  /// In every size.
  private func likeness(_ name: (Int) -> String) throws -> [Int: Double] {
    var seen: [Int: Double] = [:]
    for size in KitCompose.sizes { seen[size] = try kit.likeness(name(size), size) }
    return seen
  }

  /// The highest rate factor, in halves, at which no size is less like than ffmpeg's by more than is allowed.
  private func equal(_ wanted: [Int: Double]) throws -> Double {
    var (factor, isFair) = (Self.factor, false)
    var seen: [Int: Double] = [:]
    for _ in 0..<5 where !isFair {
      _ = try kit.compose(factor)
      seen = try likeness { "\($0)p.mp4" }
      isFair = KitCompose.sizes.allSatisfy { (seen[$0] ?? 0) >= (wanted[$0] ?? 1) - Self.tolerance }
      if !isFair { factor -= 0.5 }
    }
    for size in KitCompose.sizes {
      Figure.say("compose.ssim_\(size)", seen[size] ?? .nan, "", places: 6)
      Figure.say("compose.ssim_\(size)_vs_ffmpeg", (seen[size] ?? .nan) - (wanted[size] ?? .nan), "", places: 6)
    }
    Figure.say("compose.rate_factor", factor, "", places: 1)
    if !isFair { Figure.note("compose: ours is less like; its ratios are not fair.") }
    return factor
  }

  /// Where the search begins.
  private static let factor = 19.5
}
