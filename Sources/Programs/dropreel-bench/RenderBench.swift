import Glibc
import Production

/// The explainer of the benchmark kit, 60 seconds of 1080x1920 with 246 different pictures, made by us and by what else could make it, in turn.
///
/// The kit's inputs are drawn by its `make_inputs.sh`. All are measured by the processor time of their whole processes, and by the peak of the
/// largest. Ours is as near to what was drawn as x264 with all frames at 23: the rate factor that gives that is looked for, and told.
struct RenderBench {
  private let kit: RenderKit
  private let rounds: Int
  private static let formats = ["tiktok", "youtube_short", "instagram_reel", "twitter_square", "instagram_post", "twitter_wide"]

  /// As near as this to x264 with all frames, and not nearer than it is.
  private static let tolerance = 0.3

  init(inputs: String?, kit: String?, rounds: Int) throws {
    self.kit = try RenderKit(inputs: inputs, kit: kit)
    self.rounds = max(1, rounds)
  }

  func run() throws {
    let factor = try equal("render", "still", from: 23.5)
    var best: [RenderKit.Run] = [], decimated: [RenderKit.Run] = [], ours: [RenderKit.Run] = []
    for _ in 0..<rounds {
      best.append(try kit.peer("full"))
      ours.append(try kit.film("ours.mp4", factor))
      decimated.append(try kit.peer("vfr"))
    }
    let mine = kit.median(ours)
    Figure.say("render.cpu_s", mine.cpu, "s", places: 2)
    Figure.say("render.wall_s", mine.wall, "s", places: 2)
    Figure.say("render.best_ffmpeg_cpu_s", kit.median(best).cpu, "s", places: 2)
    Figure.say("render.x_best_ffmpeg", kit.median(best).cpu / mine.cpu, "x", places: 2)
    Figure.say("render.wall_x_best_ffmpeg", kit.median(best).wall / mine.wall, "x", places: 2)
    Figure.say("render.x_mpdecimate", kit.median(decimated).cpu / mine.cpu, "x", places: 2)
    Figure.say("render.encoder_cpu_s", mine.encoder, "s", places: 2)
    Figure.say("render.rest_cpu_s", Figure.median(ours.map { $0.cpu - $0.encoder }), "s", places: 2)
    Figure.say("render.peak_mb", mine.peak, "MB")
    Figure.say("render.best_ffmpeg_peak_mb", kit.median(best).peak, "MB")
    Figure.say(
      "render.bytes_vs_ffmpeg", kit.pictureBytes("ours.mp4") / kit.pictureBytes("explainer_filter_still.mp4"), "x", places: 2)
    try edit(factor)
    try formats(factor)
    try moving()
    try slowOnes(mine)
  }

  /// The rate factor at which ours is as near to what was drawn as x264 given each of the same frames, at 23.
  private func equal(_ name: String, _ motion: String, from first: Double) throws -> Double {
    let alone = try kit.alone(motion)
    let wanted = try kit.nearness("alone.mp4", motion)
    var (factor, seen) = (first, 0.0)
    for _ in 0..<6 {
      _ = try kit.film("ours.mp4", factor, motion)
      seen = try kit.nearness("ours.mp4", motion)
      if seen < wanted + Self.tolerance, seen > wanted - Self.tolerance { break }
      // Six more halve what an encoder spends: about as many dB.
      factor = ((factor + (seen - wanted + Self.tolerance / 2) * 1.5) * 10).rounded() / 10
    }
    Figure.say("\(name).x264_alone_cpu_s", alone.cpu, "s", places: 2)
    Figure.say("\(name).psnr_x264_alone_db", wanted, "dB", places: 2)
    Figure.say("\(name).psnr_db", seen, "dB", places: 2)
    Figure.say("\(name).rate_factor", factor, "", places: 1)
    if abs(seen - wanted) > Self.tolerance { Figure.note("\(name): the two are not equally near; its ratios are not fair.") }
    return factor
  }

  /// All is kept; then one sentence of ten is mended. What is compared ran one after the other: within minutes such a machine becomes half as quick.
  private func edit(_ factor: Double) throws {
    var runs: [RenderKit.Run] = []
    var parts: [Double] = []
    for round in 0..<rounds {
      let scenes = try kit.place.folder("scenes-\(round)")
      let whole = try kit.film("kept.mp4", factor, shelf: [scenes])
      let edited = try kit.film("edited.mp4", factor, shelf: [scenes, "edit"])
      runs.append(edited)
      parts.append(edited.cpu / whole.cpu)
    }
    let edited = kit.median(runs)
    Figure.say("render.edit_one_line", Figure.median(parts), "x", places: 3)
    Figure.say("render.edit_one_line_cpu_s", edited.cpu, "s", places: 2)
    Figure.say("render.edit_one_line_wall_s", edited.wall, "s", places: 2)
  }

  private func formats(_ factor: Double) throws {
    let times = try (0..<rounds).map { round in
      let one = try kit.formats([Self.formats[0]], in: kit.place.folder("format-\(round)"), factor)
      let six = try kit.formats(Self.formats, in: kit.place.folder("formats-\(round)"), factor)
      return six.cpu / one.cpu
    }
    Figure.say("render.six_formats", Figure.median(times), "x", places: 2)
  }

  /// A background that moves slowly; and every frame of it, whether it differs or not.
  private func moving() throws {
    let factor = try equal("render.pan", "pan", from: 20)
    var best: [RenderKit.Run] = [], ours: [RenderKit.Run] = [], every: [RenderKit.Run] = [], alone: [RenderKit.Run] = []
    for _ in 0..<min(rounds, 3) {
      best.append(try kit.peer("full", ["MOTION": "pan"]))
      ours.append(try kit.film("pan.mp4", factor, "pan"))
      every.append(try kit.film("every.mp4", factor, "pan", "every"))
      alone.append(try kit.alone("pan"))
    }
    Figure.say("render.pan_x_best_ffmpeg", kit.median(best).cpu / kit.median(ours).cpu, "x", places: 2)
    Figure.say(
      "render.pan_bytes_vs_ffmpeg", kit.pictureBytes("pan.mp4") / kit.pictureBytes("explainer_filter_pan.mp4"), "x", places: 2)
    Figure.say("render.limit_ratio", kit.median(every).cpu / kit.median(alone).cpu, "x", places: 3)
  }

  /// These are run once, as they take minutes.
  private func slowOnes(_ mine: RenderKit.Run) throws {
    Figure.say("render.x_loop1", try kit.peer("full", ["LOOPING": "demuxer"]).cpu / mine.cpu, "x", places: 1)
    if let other = try kit.python() {
      Figure.say("render.x_moviepy", other.cpu / mine.cpu, "x", places: 1)
    } else {
      Figure.note("MoviePy is not installed beside the kit (venv), nor in DROPREEL_KIT_PYTHON; render.x_moviepy is NOT RUN.")
    }
  }
}
