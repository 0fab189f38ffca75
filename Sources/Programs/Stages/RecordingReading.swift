import Media
import Production

/// Looks the parts of a recording through, each from its beginning to its end. What is damaged in one is passed over, as players do, and told; one of which
/// hardly anything can be seen is named, and nothing is made of any.
struct RecordingReading {
  private let longest: Timecode
  private var segments: [RecordingFacts.Segment] = []
  private var cuts: [Timecode] = []
  private var isHeard = false
  private var length = Timecode.zero
  private var damages: [String] = []
  private var hasPicture: Bool?

  /// What a recording lacks of its own length without anybody being told.
  private static let mostMissing = Timecode(seconds: 1)

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
  var facts: RecordingFacts { RecordingFacts(segments: segments, cuts: cuts, isHeard: isHeard, damages: damages) }

  private mutating func look(
    at descriptor: Int32, named name: String, _ digest: Digest, _ progress: (Double) -> Void
  ) throws(MediaError) {
    var reader = try MovieReader(descriptor: descriptor, name: name, limits: .recording)
    let facts = reader.facts
    var look = PartLook(facts)
    // Nobody waits for the end of what is too long in any case.
    while length + look.end <= longest + Timecode(seconds: 1), try look.takeNext(from: &reader) { progress(look.fraction) }
    var damage = reader.damage
    damage.add(stillness: look.stillness)
    let isUnseen = facts.picture != nil && (look.watch.last == nil || damage.hidesPictures)
    guard look.end > .zero, !isUnseen else { throw damage.first?.moved(to: damage.start) ?? MediaError.nothing(in: name) }
    if let told = facts.duration, facts.isDurationTold, look.end + Self.mostMissing < told, length + look.end <= longest {
      damages.append("\"\(name)\" says that it is \(Self.clock(told)) long, and ends at \(Self.clock(look.end)).")
    }
    if damage.isWorthTelling { damages.append(Self.words(damage, name)) }
    for cut in look.watch.cuts { cuts.append(length + cut) }
    if look.isHeard { isHeard = true }
    let size = look.watch.last == nil ? nil : facts.picture?.shownSize
    // As those count it who show it.
    let end = size == nil ? look.end : try VideoTimes(descriptor: descriptor, name: name, limits: .recording).end
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

  /// What of a part is missing, for who has to decide whether that matters.
  private static func words(_ damage: Damage, _ name: String) -> String {
    var parts: [String] = []
    let still = (damage.stillness.seconds * 10).rounded() / 10
    if still > 0 { parts.append("its picture stands still for \(still) s where others are missing") }
    if damage.pictures.broken > 0 {
      parts.append("\(damage.pictures.broken) of its \(damage.pictures.all) pictures cannot be seen as they were")
    }
    if damage.sounds.broken > 0 {
      let share = Double(damage.sounds.broken) / Double(max(1, damage.sounds.all)) * 100
      parts.append("\(share < 1 ? "less than 1" : String(Int(share))) % of its sound cannot be heard")
    }
    let place = damage.start.map { " from \(clock($0)) on" } ?? ""
    return "\"\(name)\" is damaged\(place): \(parts.joined(separator: "; "))."
  }

  private static func refusal(of error: MediaError) -> Refusal {
    let place = error.time.map { " at \(clock($0))" } ?? ""
    let copied = "Copy or record it again, and drop everything again; or cut off what is broken."
    switch error.cause {
    case .refused(let what):
      return Refusal(
        "\"\(error.file)\" is a recording of a kind that cannot be read: \(what).",
        wayOut: "Save or export it as MP4 (H.264 with AAC), and drop it again.", detail: "\(error)")
    case .locked:
      return Refusal(
        "\"\(error.file)\" is encrypted: only programs that have its key can show it.",
        wayOut: "Save or export it without protection, if you may, and drop that.", detail: "\(error)")
    case .call("avformat_open_input", _, _, _), .call("avformat_find_stream_info", _, _, _):
      return Refusal(
        "\"\(error.file)\" is broken: what it says of its own content cannot be read.", wayOut: copied, detail: "\(error)")
    default:
      return Refusal("\"\(error.file)\" is broken\(place).", wayOut: copied, detail: "\(error)")
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
  /// For how long pictures are missing where something is broken.
  private(set) var stillness = Timecode.zero
  private var (broken, isNearDamage) = (0, false)
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
      noteGap(before: time, reader.damage.pictures.broken)
      try watch.see(picture, at: time)
      end = max(end, time + frame)
    case .sound(let sound): hear(sound)
    }
    return true
  }

  /// What is missing lies between two pictures, one of which is broken, too.
  private mutating func noteGap(before time: Timecode, _ broken: Int) {
    let isBroken = broken > self.broken
    if let last = watch.last, time > last {
      if isBroken || isNearDamage, time > last + frame + frame {
        stillness = stillness + (time - last - frame)
      } else {
        frame = time - last
      }
    }
    (self.broken, isNearDamage) = (broken, isBroken)
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
