import Media
import Production

/// Looks the parts of a recording through, each from its beginning to its end: one that is broken is named, and nothing is made of any.
struct RecordingReading {
  private let longest: Timecode
  private var segments: [RecordingFacts.Segment] = []
  private var cuts: [Timecode] = []
  private var isHeard = false
  private var length = Timecode.zero
  private var hasPicture: Bool?

  init(longest: Timecode) { self.longest = longest }

  /// Takes the next part; `progress` hears how much of it is looked through.
  mutating func take(_ descriptor: Int32, named name: String, _ digest: Digest, progress: (Double) -> Void) throws {
    guard segments.count < RecordingInput.mostSegments else {
      throw Refusal(
        "The recording has more than \(RecordingInput.mostSegments) parts.",
        wayOut: "Join some of them first, or drop those that the video is to be about.")
    }
    do {
      try look(at: descriptor, named: name, digest, progress)
    } catch {
      guard error.kind == .input else { throw error }
      throw Self.refusal(of: error)
    }
    if length > longest { throw tooLong(name) }
  }

  /// What was found in all of them.
  var facts: RecordingFacts { RecordingFacts(segments: segments, cuts: cuts, isHeard: isHeard) }

  private mutating func look(
    at descriptor: Int32, named name: String, _ digest: Digest, _ progress: (Double) -> Void
  ) throws(MediaError) {
    var reader = try MovieReader(descriptor: descriptor, name: name)
    let facts = reader.facts
    var look = PartLook(facts)
    // Nobody waits for the end of what is too long in any case.
    while length + look.end <= longest + Timecode(seconds: 1), try look.takeNext(from: &reader) { progress(look.fraction) }
    guard look.end > .zero else { throw MediaError.nothing(in: name) }
    for cut in look.watch.cuts { cuts.append(length + cut) }
    if look.isHeard { isHeard = true }
    let size = look.watch.last == nil ? nil : facts.picture?.shownSize
    // As those count it who show it.
    let end = size == nil ? look.end : try VideoTimes(descriptor: descriptor, name: name).end
    segments.append(
      RecordingFacts.Segment(
        name: name, digest: digest, length: end, width: size?.width ?? 0, height: size?.height ?? 0,
        framesPerSecond: facts.picture?.framesPerSecond))
    length = length + end
  }

  private func tooLong(_ name: String) -> Refusal {
    let parts = segments.count == 1 ? "\"\(name)\"" : "The recording, up to \"\(name)\","
    return Refusal(
      "\(parts) is longer than \(Platform.words(longest)).",
      wayOut: "Cut it shorter, or write a larger longest_seconds under [demo] into a folder.toml beside it.",
      detail: "\(length.seconds) s were looked through")
  }

  private static func refusal(of error: MediaError) -> Refusal {
    let place = error.time.map { " at \(clock($0))" } ?? ""
    switch error.cause {
    case .refused(let what):
      return Refusal(
        "\"\(error.file)\" is a recording of a kind that cannot be read: \(what).",
        wayOut: "Save or export it as MP4 (H.264 with AAC), and drop it again.", detail: "\(error)")
    default:
      return Refusal(
        "\"\(error.file)\" is broken\(place).",
        wayOut: "Copy or record it again, and drop everything again; or cut off what is broken.", detail: "\(error)")
    }
  }

  private static func clock(_ time: Timecode) -> String {
    let whole = max(0, Int(time.seconds))
    return "\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60)"
  }
}

/// One part, gone through piece by piece.
private struct PartLook {
  private(set) var watch = PictureWatch()
  private(set) var end = Timecode.zero
  private(set) var isHeard = false
  private let start: Timecode
  private let expected: Double
  private var frame: Timecode

  /// About -50 dB of full scale: below it lies the noise of a microphone.
  private static let audible: Float = 0.003

  init(_ facts: MovieFacts) {
    start = facts.start
    expected = facts.duration?.seconds ?? 0
    frame = Timecode(seconds: 1 / (facts.picture?.framesPerSecond ?? 30))
  }

  var fraction: Double { expected > 0 ? min(1, end.seconds / expected) : 0 }

  /// False at its end.
  mutating func takeNext(from reader: inout MovieReader) throws(MediaError) -> Bool {
    guard let piece = try reader.next() else { return false }
    switch consume piece {
    case .picture(let picture):
      let time = max(.zero, (picture.time ?? start) - start)
      if let last = watch.last, time > last { frame = time - last }
      try watch.see(picture, at: time)
      end = max(end, time + frame)
    case .sound(let sound): hear(sound)
    }
    return true
  }

  private mutating func hear(_ sound: Sound) {
    guard sound.channels > 0, sound.samplesPerSecond > 0 else { return }
    if !isHeard { isHeard = sound.samples.contains { abs($0) > Self.audible } }
    let lasts = Timecode(seconds: Double(sound.samples.count / sound.channels) / Double(sound.samplesPerSecond))
    end = max(end, max(.zero, (sound.time ?? start) - start) + lasts)
  }
}

/// Sees where the picture becomes another one all at once. It looks at a few pictures a second, each in small.
private struct PictureWatch {
  private(set) var cuts: [Timecode] = []
  private(set) var last: Timecode?
  private var seen: [UInt8] = []
  private var next = Timecode.zero

  private static let size = StillPicture.Size(width: 48, height: 32)
  private static let step = Timecode(seconds: 0.25)
  /// Of 255, over all of the picture.
  private static let change = 24
  /// What flickers is no new scene each time.
  private static let shortest = Timecode(seconds: 2)

  mutating func see(_ picture: borrowing Picture, at time: Timecode) throws(MediaError) {
    last = time
    guard time >= next || seen.isEmpty else { return }
    next = time + Self.step
    let pixels = try picture.bgra(scaledTo: Self.size)
    if !seen.isEmpty, difference(pixels) > Self.change, time >= (cuts.last.map { $0 + Self.shortest } ?? .zero) {
      cuts.append(time)
    }
    seen = pixels
  }

  /// On the average of all colours.
  private func difference(_ pixels: [UInt8]) -> Int {
    var sum = 0
    for (now, before) in zip(pixels, seen) { sum += abs(Int(now) - Int(before)) }
    // One of four bytes is always the same.
    return sum * 4 / max(1, pixels.count * 3)
  }
}
