import Production

/// What was found out of a recording when it was looked through from its beginning to its end.
struct RecordingFacts: Codable, Hashable {
  let segments: [Segment]
  /// Where the picture becomes another one all at once; counted from the beginning of the first part.
  let cuts: [Timecode]
  /// Whether there is anything to be heard in it.
  let isHeard: Bool
  /// A sentence for each part of which something cannot be seen or heard; none where it was looked through before such were told.
  let damages: [String]?

  init(segments: [Segment], cuts: [Timecode], isHeard: Bool, damages: [String] = []) {
    (self.segments, self.cuts, self.isHeard, self.damages) = (segments, cuts, isHeard, damages)
  }

  /// One of its parts, in order.
  struct Segment: Codable, Hashable {
    let name: String
    let digest: Digest
    let length: Timecode
    /// As people see it; nothing of a sound.
    let width: Int
    let height: Int
    let framesPerSecond: Double?
  }

  private static let mostTold = 5

  var length: Timecode { segments.reduce(.zero) { $0 + $1.length } }
  var hasPicture: Bool { segments.first.map { $0.width > 0 } ?? false }

  /// For the receipt, and for the line.
  var facts: [String: String] {
    var facts = [
      ReadingFact.segments: String(segments.count), ReadingFact.recordingLength: String(length.seconds),
      "recording.cuts": String(cuts.count), "recording.heard": isHeard ? "yes" : "no",
    ]
    if let damages, !damages.isEmpty {
      let words = damages.prefix(Self.mostTold).joined(separator: " ")
      // For who reviews the script, and for the receipt.
      facts[ReadingFact.recordingDamage] = words
      facts["version.recording"] = words
    }
    if !hasPicture { facts[ReadingFact.soundAlone] = "yes" }
    if let first = segments.first, hasPicture { facts["recording.size"] = "\(first.width)x\(first.height)" }
    return facts
  }
}

extension Workbench {
  /// Whether what is worked at was recorded.
  var isRecorded: Bool {
    order.inputs.contains { $0.name == RecordingInput.facts || $0.name == RecordingInput.fitting }
  }

  /// What is known of the recording, once; nil where there is none.
  func recordingFacts() throws -> RecordingFacts? {
    guard order.inputs.contains(where: { $0.name == RecordingInput.facts }) else { return nil }
    return try value(RecordingFacts.self, from: RecordingInput.facts, atMost: 16 << 20)
  }

  /// Its parts in their order, with the names that people gave them.
  var segments: [(input: WorkOrder.Input, name: String)] {
    let found = order.inputs.compactMap { input in
      RecordingInput.segment(of: input.name).map { (number: $0.number, input: input, name: $0.name) }
    }
    return found.sorted { $0.number < $1.number }.map { ($0.input, $0.name) }
  }
}
