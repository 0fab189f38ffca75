package import Media
package import Production

/// One rule, held against a finished file.
package struct FilmCheck: Hashable, Sendable {
  /// What was looked at, and what was found: "length 43.2 s (3 s to 10 min)".
  package let words: String
  package let isPassed: Bool
  /// Who breaks it is not taken there, or is shown as something else: such a file is not delivered.
  package let isTheirs: Bool

  private init(_ words: String, _ isPassed: Bool, isTheirs: Bool = false) {
    (self.words, self.isPassed, self.isTheirs) = (words, isPassed, isTheirs)
  }

  /// Holds the very file against what its platform takes, and against what plays everywhere.
  package static func all(of format: VideoFormat, facts: MovieFacts, index: MovieIndex, bytes: Int64) -> [FilmCheck] {
    [length(format, facts), size(format, bytes), rate(format, index), frame(format, facts)]
      + [
        pace(format, facts, index), coding(format, facts, index), colours(facts), keyFrames(format, index), order(index),
        sound(facts),
      ]
  }

  private static func length(_ format: VideoFormat, _ facts: MovieFacts) -> FilmCheck {
    let platform = format.platform
    guard let length = facts.duration else { return FilmCheck("length unknown", false, isTheirs: true) }
    let limits = platform == .anywhere ? "" : " (\(Platform.words(platform.shortest)) to \(Platform.words(platform.longest)))"
    // A file's own clock is a little coarser than the film's.
    let near = Timecode(seconds: max(0, length.seconds - 0.05))
    let isPassed = length >= platform.shortest && near <= platform.longest
    return FilmCheck("length \(Platform.words(length))\(limits)", isPassed, isTheirs: true)
  }

  private static func size(_ format: VideoFormat, _ bytes: Int64) -> FilmCheck {
    let most = Int64(format.platform.largestMegabytes) * 1_000_000
    let limit = format.platform == .anywhere ? "" : " (at most \(format.platform.largestMegabytes) MB)"
    return FilmCheck("size \(tenths(Double(bytes) / 1_000_000)) MB\(limit)", bytes <= most, isTheirs: true)
  }

  private static func rate(_ format: VideoFormat, _ index: MovieIndex) -> FilmCheck {
    let (sizes, window) = (index.frameSizes, max(1, format.framesPerSecond))
    var sum = sizes.prefix(window).reduce(0, +)
    var most = sum
    for frame in sizes.indices.dropFirst(window) {
      sum += sizes[frame] - sizes[frame - window]
      most = max(most, sum)
    }
    let kilobits = most * 8 / 1000 + SoundTrack.kilobits
    return FilmCheck(
      "at most \(tenths(Double(kilobits) / 1000)) Mb in a second (\(format.platform.mostKilobits / 1000) Mb)",
      !sizes.isEmpty && kilobits <= format.platform.mostKilobits, isTheirs: true)
  }

  private static func frame(_ format: VideoFormat, _ facts: MovieFacts) -> FilmCheck {
    let (width, height) = (facts.picture?.width ?? 0, facts.picture?.height ?? 0)
    let isSquare = abs((facts.picture?.pixelAspect ?? 1) - 1) < 0.001
    return FilmCheck(
      "frame \(width) x \(height), \(isSquare ? "square" : "stretched") pixels (\(format.width) x \(format.height))",
      (width, height) == (format.width, format.height) && isSquare && width % 2 == 0 && height % 2 == 0, isTheirs: true)
  }

  private static func pace(_ format: VideoFormat, _ facts: MovieFacts, _ index: MovieIndex) -> FilmCheck {
    let rate = facts.picture?.framesPerSecond ?? 0
    return FilmCheck(
      "\(tenths(rate)) frames a second, \(index.isConstant ? "each equally long" : "not equally long")",
      abs(rate - Double(format.framesPerSecond)) < 0.01 && index.isConstant)
  }

  private static func coding(_ format: VideoFormat, _ facts: MovieFacts, _ index: MovieIndex) -> FilmCheck {
    let codec = facts.shown.map { facts.streams[$0].codec } ?? "none"
    guard codec == "h264", let profile = index.profile, let level = index.level else {
      return FilmCheck("coded as \(codec) (H.264)", false)
    }
    // These profiles know no colours but 4:2:0 with 8 bits.
    let name = [66: "Baseline", 77: "Main", 100: "High"][profile]
    let blocks = ((format.width + 15) / 16) * ((format.height + 15) / 16)
    let most = levels.last { $0.level <= level }
    let fits = most.map { blocks <= $0.blocks && blocks * format.framesPerSecond <= $0.blocksPerSecond } ?? false
    return FilmCheck(
      "H.264 \(name ?? "profile \(profile)"), level \(level / 10).\(level % 10), 4:2:0 with 8 bits", name != nil && fits)
  }

  /// What each level of H.264 can decode, from its table A-1.
  private static let levels: [(level: Int, blocksPerSecond: Int, blocks: Int)] = [
    (9, 1485, 99), (10, 1485, 99), (11, 3000, 396), (12, 6000, 396), (13, 11_880, 396), (20, 11_880, 396), (21, 19_800, 792),
    (22, 20_250, 1620), (30, 40_500, 1620), (31, 108_000, 3600), (32, 216_000, 5120), (40, 245_760, 8192), (41, 245_760, 8192),
    (42, 522_240, 8704), (50, 589_824, 22_080), (51, 983_040, 36_864), (52, 2_073_600, 36_864),
  ]

  private static func colours(_ facts: MovieFacts) -> FilmCheck {
    let isTagged = facts.picture.map { $0.colours == [1, 1, 1] && !$0.isFullRange } ?? false
    return FilmCheck("colours \(isTagged ? "BT.709, limited range" : "not said to be BT.709")", isTagged)
  }

  private static func keyFrames(_ format: VideoFormat, _ index: MovieIndex) -> FilmCheck {
    guard let keys = index.keyFrames else { return FilmCheck("every frame is a keyframe", true) }
    let ends = keys.dropFirst() + [index.frameSizes.count]
    let longest = zip(keys, ends).map { $1 - $0 }.max() ?? .max
    let seconds = Double(longest) / Double(max(1, format.framesPerSecond))
    return FilmCheck("a keyframe at least every \(tenths(seconds)) s (5 s)", keys.first == 0 && seconds <= 5.01)
  }

  private static func order(_ index: MovieIndex) -> FilmCheck {
    let (movie, data) = (index.boxes.firstIndex(of: "moov"), index.boxes.firstIndex(of: "mdat"))
    let isFirst = movie.flatMap { movie in data.map { movie < $0 } } ?? false
    return FilmCheck(
      "\(isFirst ? "index first" : "index not first"), \(index.hasEditList ? "with an edit list" : "no edit list")",
      isFirst && !index.hasEditList)
  }

  private static func sound(_ facts: MovieFacts) -> FilmCheck {
    let codec = facts.heard.map { facts.streams[$0].codec }
    guard let codec, let sound = facts.sound else { return FilmCheck("no sound (AAC)", false) }
    let channels = sound.channels == 1 ? "1 channel" : "\(sound.channels) channels"
    return FilmCheck(
      "\(codec == "aac" ? "AAC" : codec), \(tenths(Double(sound.samplesPerSecond) / 1000)) kHz, \(channels)",
      codec == "aac" && sound.samplesPerSecond <= 48_000 && (1...2).contains(sound.channels))
  }

  private static func tenths(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((min(max(value, 0), 1e12) * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
