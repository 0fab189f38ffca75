import Pages
import Production

extension NoteTexts {
  static func howToApprove(_ exhibit: Exhibit) -> Note {
    let title =
      switch exhibit.gate {
      case .topics: "HOW TO CHOOSE topics"
      case .script, .voice: "HOW TO APPROVE the voices - \(Spans.exact(exhibit.length))"
      case .publish: "HOW TO APPROVE the video - \(Spans.exact(exhibit.length))"
      }
    return Note(title, opening(exhibit) + choices(exhibit) + otherWays(exhibit.job))
  }

  /// Whether a file is only there to be heard or watched, and not the one that is renamed.
  static func isToJudge(_ name: String) -> Bool {
    ["mp3", "wav", "ogg", "mp4"].contains { name.lowercased().hasSuffix(".\($0)") }
  }

  private static func opening(_ exhibit: Exhibit) -> [String] {
    let names = exhibit.files.map { PlainText.line($0.name) }.joined(separator: ", ")
    let asked =
      switch exhibit.gate {
      case .topics: "1. Open topics.txt, and delete the lines of which you want no video. You may change, reorder and add lines."
      case .script: "1. Read \(names)."
      case .voice: "1. Listen to \(names); what is said stands in voice.txt, with times. Nothing is drawn before you approve."
      case .publish: "1. Watch \(names). What goes out with it stands in publish.txt: title, description, tags and privacy."
      }
    let about =
      exhibit.gate == .topics
      ? "Each line of topics.txt can become a video of its own, about a part of \"\(exhibit.job)\"."
      : "This is version \(exhibit.version) of \"\(exhibit.job)\", \(Spans.exact(exhibit.length)) long."
    return [about, "", asked]
      + (exhibit.gate == .publish ? ["   You may change that text: what you saved is what goes out."] : [])
  }

  private static func choices(_ exhibit: Exhibit) -> [String] {
    let word = exhibit.gate.rawValue
    let blank = String(repeating: " ", count: word.count)
    let done: String
    switch exhibit.gate {
    case .topics:
      return [
        "2. Then rename \(exhibit.gate.fileName) to one of these:", "",
        "   topics approved.txt     write a script for each line; every one comes here for your approval",
        "   topics redo.txt         suggest others",
        "   topics hold.txt         leave it here and remind nobody",
        "   topics cancel.txt       make nothing", "",
        "After an approval you have \(seconds(exhibit.grace)) to undo it: rename the file back.", "",
      ]
    case .script, .voice: done = "draw the pictures"
    case .publish: done = "put the video into \(ShareFolder.outbox.rawValue)"
    }
    return [
      "2. Then rename \(exhibit.gate.fileName) to one of these:", "",
      "   \(word) approved.txt     \(done)",
      "   \(word) rejected.txt     write another script from your notes; type them at the top of the file",
      "   \(blank)                  or into a file named notes.txt",
      "   \(word) redo.txt         bring the script back, so that you can change it yourself",
      "   \(word) hold.txt         leave it here and remind nobody",
      "   \(word) cancel.txt       make nothing", "",
      "After an approval you have \(seconds(exhibit.grace)) to undo it: rename the file back.", "",
    ]
  }
}
