import Files
import Production

/// Why something that is called a recording is none, or not all of one.
extension ContentKind {
  /// What is in it instead is said where its first bytes tell.
  static func noRecording(_ name: FileName, _ kind: DropKind, _ head: [UInt8]) -> Refusal {
    let (what, ending) = kind == .sound ? ("sound", ".wav or .mp3") : ("video", ".mp4")
    let detail = "its first bytes are not those of any kind of recording that is read here"
    if let other = otherContent(head) {
      return Refusal(
        "\"\(name)\" is called a \(what), but it is \(other.words).", wayOut: other.wayOut(what, ending), detail: detail)
    }
    return Refusal(
      "\"\(name)\" is called a \(what), but it is none that can be read.",
      wayOut: "Save or export it as \(ending) with the program that it comes from, and drop that.", detail: detail)
  }

  private static func otherContent(_ head: [UInt8]) -> OtherContent? {
    if let format = knownBinary(head) { return .file(format) }
    // Among letters there are blanks and lines.
    guard isText(head), head.contains(where: { $0 == 32 || $0 == 10 }) else { return nil }
    let start = String(decoding: head.prefix(512), as: UTF8.self).lowercased()
    if start.contains("<html") || start.contains("<!doctype html") { return .page }
    let isList = ["#extm3u", "ffconcat", "v=0", "[playlist]", "<asx"].contains { start.hasPrefix($0) } || start.contains("<mpd")
    return isList ? .list : .text
  }

  /// What lies in a file that is called a recording.
  private enum OtherContent {
    case page, list, text
    case file(String)

    var words: String {
      switch self {
      case .page: "a page of the web, as comes instead of a download that failed"
      case .list: "a list that names recordings, and not a recording"
      case .text: "a text"
      case .file(let format): format
      }
    }

    func wayOut(_ what: String, _ ending: String) -> String {
      switch self {
      case .page: "Download the \(what) again, see that it plays, and drop that."
      case .list: "Drop the recordings themselves, together in a folder."
      case .text: "Drop the \(what) itself; if the text is what the video is to be about, let its name end in .txt."
      case .file: "Drop the \(what) itself, saved as \(ending)."
      }
    }
  }

  /// Of one that nobody goes on with; `percent` is how much of it is there, where it says how large it is.
  static func cutOff(_ name: FileName, _ percent: Int?, size: Int64) -> Refusal {
    let wayOut =
      "Copy it again. If the recording itself broke off, the program or the camera that it comes from can often repair it."
    let detail = "\(size) bytes, and nobody had it open"
    if size == 0 {
      return Refusal("\"\(name)\" is empty: nothing was recorded, or nothing was copied.", wayOut: wayOut, detail: detail)
    }
    let what =
      switch percent {
      case 0?: "its beginning was never written"
      case let percent?: "only \(percent) % of it is there"
      case nil: "its end is missing, without which nobody can tell what is where in it"
      }
    return Refusal("\"\(name)\" is not complete: \(what).", wayOut: wayOut, detail: detail)
  }
}
