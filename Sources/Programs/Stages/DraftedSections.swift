import Production
import Scripts
import Voices

/// A script for a recording of which nobody said anything yet: its sections, with room for words. Nobody has seen what is in it, so nothing
/// is made up.
struct DraftedSections {
  let text: String
  private let length: Timecode

  /// Shorter sections are nothing to speak over.
  private static let shortest = Timecode(seconds: 15)
  /// One without a cut is still parted now and then, so that there are places to write at.
  private static let longest = Timecode(seconds: 60)

  init(of recording: RecordingFacts, at bench: Workbench) {
    // What is only heard has no parts that anybody could see.
    let starts = recording.hasPicture ? Self.starts(in: recording) : [.zero]
    length = recording.length
    var text = """
      TITLE: \(Self.title(bench.order.notes["name"] ?? ""))
      STYLE: \(bench.order.settings.style.orUsual.rawValue)

      \(recording.hasPicture ? Self.advice(recording) : Self.adviceForSound)
      # The times are those of the recording, which is \(Section.clock(Timecode(seconds: length.seconds.rounded()))) long. Change them, add headings, or delete some.

      """
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : length
      let seconds = Int((end - start).seconds.rounded())
      text += "\n[\(Section.clock(start))] DEMO Part \(number + 1)\n# \(seconds) s, about \(max(1, seconds * 5 / 2)) words\n"
    }
    self.text = text
  }

  private static func advice(_ recording: RecordingFacts) -> String {
    let silence = recording.isHeard ? "the recording is heard as it is" : "it stays silent"
    return "# Write below each heading what is to be said there; where nothing is written, \(silence)."
  }

  private static let adviceForSound =
    "# Write below the heading what is said in the recording, word for word: it becomes the captions. Without it, there are none."

  /// At cuts, in whole seconds.
  static func starts(in recording: RecordingFacts) -> [Timecode] {
    var starts = [Timecode.zero]
    func add(_ time: Timecode) {
      let whole = Timecode(seconds: time.seconds.rounded(.down))
      if whole - (starts.last ?? .zero) >= shortest, recording.length - whole >= shortest { starts.append(whole) }
    }
    for cut in recording.cuts + [recording.length] {
      while let last = starts.last, cut - last > longest + shortest {
        add(last + longest)
        // The rest is too short to be parted.
        if starts.last == last { break }
      }
      add(cut)
    }
    return starts
  }

  /// As people call the file.
  private static func title(_ name: String) -> String {
    let words = Slug.withoutExtension(name).split { $0 == "_" || $0.isWhitespace }.joined(separator: " ").onOneLine
    guard let first = words.first else { return "Demo" }
    return first.uppercased() + words.dropFirst().prefix(99)
  }

  func keep(at bench: Workbench) throws -> [String: String] {
    try bench.keep("script.txt", Array(text.utf8))
    bench.progress(1, "the sections are laid out")
    let facts = [
      "seconds": String(length.seconds), "script.hints": "0",
      "version.script": "nobody yet: the sections of a recording, to be written below",
    ]
    return bench.cast.facts(for: "und").filter { $0.key != SpokenFact.unspoken }.merging(facts) { $1 }
  }
}
