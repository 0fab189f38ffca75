import Files
import Line
import Production
import Settings

/// `dropreel transform WHAT FILE…`: puts a video and a job file that says what is to be done with it into an inbox, as one folder.
enum TransformFiles: Verb {
  static let name = "transform"
  static let usage =
    "transform WHAT FILE… [--from TIME] [--to TIME] [--set LIST] [--client NAME] [--wait]"
  static let summary = "change a video: \(Transform.Kind.allCases.map(\.rawValue).joined(separator: ", "))"

  static func run(_ call: Call) async throws -> ExitCode {
    let words = call.words.dropFirst()
    guard let what = words.first, let kind = Transform.Kind(rawValue: what.replacing("-", with: "_")), words.count > 1 else {
      throw Misuse(
        "What is to be done with which video?",
        wayOut: "For example: dropreel transform trim talk.mp4 --from 0:10 --to 0:20. There are: "
          + Transform.Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let text = try jobFile(kind, files: Array(words.dropFirst()), call)
    let client = try DropFiles.client(of: call)
    do throws(SettingMistakes) {
      _ = try FolderSettings.decode(Array(text.utf8), file: "the job", over: client.job)
    } catch {
      throw error.refusal
    }
    let inbox = try Folder.open(client.share + "/" + ShareFolder.inbox.rawValue)
    let failed = try Folder.open(client.share + "/" + ShareFolder.failed.rawValue)
    let before = Set(try failed.entries().map(\.name))
    let began = Moment.now()
    let folder = try drop(Array(words.dropFirst()), with: text, kind, into: inbox)
    if !call.wantsJSON { call.say("\(folder) lies in the inbox of \(client.name).") }
    if call.flags.contains("wait") {
      let refused = { try self.refused(folder, inbox, failed, before) }
      return try await wait(for: folder, since: began, of: client.name, orUntil: refused, call)
    }
    if call.wantsJSON { try call.say(json: ["dropped": [folder.description]]) }
    return .ok
  }

  /// The same that a person would write.
  static func jobFile(_ kind: Transform.Kind, files: [String], _ call: Call) throws(Misuse) -> String {
    let names = files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    var lines = ["kind = \"transform\"", "do = \"\(kind.rawValue)\""]
    if kind == .merge {
      lines.append("files = [\(names.map(quoted).joined(separator: ", "))]")
    } else {
      lines.append("file = \(quoted(names[0]))")
    }
    if let from = call.values["from"] { lines.append("from = \(quoted(from))") }
    if let to = call.values["to"] { lines.append("to = \(quoted(to))") }
    for pair in (call.values["set"] ?? "").split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw Misuse("--set needs pairs as height=720.", wayOut: "With commas between them: --set width=640,height=360")
      }
      lines.append("\(parts[0]) = \(Double(parts[1]) == nil ? quoted(parts[1]) : parts[1])")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// One folder, which is there whole or not at all.
  private static func drop(_ files: [String], with job: String, _ kind: Transform.Kind, into inbox: Folder) throws -> FileName {
    let places = try files.map(DropFiles.place)
    let stem = Slug.withoutExtension(places[0].1.description)
    guard let name = FileName("\(stem) \(kind.rawValue.replacing("_", with: " "))"), let jobName = FileName("job.toml") else {
      throw Misuse("\(files[0]) has no name for a folder.", wayOut: "Give the file another name.")
    }
    let hidden = TemporaryName.next()
    do {
      let folder = try inbox.makeFolder(hidden)
      for (source, file) in places {
        guard try folder.status(of: file) == nil else {
          throw Misuse("Two of the files are called \(file).", wayOut: "Give one of them another name.")
        }
        try DropFiles.copy(file, from: source, to: folder, as: file)
      }
      try folder.write(jobName, Array(job.utf8))
      return try inbox.moveBeside(hidden, to: inbox, as: name)
    } catch {
      try? inbox.removeTree(hidden)
      throw error
    }
  }

  /// Until the result lies in outbox/, or the reason in failed/.
  private static func wait(
    for drop: FileName, since began: Moment, of client: ClientName, orUntil refused: () throws -> FileName?, _ call: Call
  ) async throws -> ExitCode {
    while true {
      try await Task.sleep(for: .milliseconds(500))
      guard case .jobs(let cards) = try await call.ask(.jobs(JobFilter(client: client))) else { continue }
      let own = cards.last { $0.created >= began && isNamed($0.name.text, after: drop) }
      if own == nil, let folder = try refused() {
        if call.wantsJSON {
          try call.say(json: ["folder": "failed/\(folder)", "state": "refused"])
        } else {
          call.say("failed/\(folder)  Why is in WHY.txt.")
        }
        return .problems
      }
      guard let card = own, card.state.isAtRest else { continue }
      let isDone = card.state == .completed || card.wasMadeBefore
      if call.wantsJSON {
        try call.say(json: ["job": card.name.text, "state": card.state.rawValue])
      } else {
        call.say("\(isDone ? "outbox" : "failed")/\(card.name)  \(card.note?.sentence ?? card.state.rawValue)")
      }
      return isDone ? .ok : .problems
    }
  }

  /// The folder in failed/ of a drop of which no job comes; nil while it lies in the inbox, or is on its way.
  private static func refused(
    _ drop: FileName, _ inbox: Folder, _ failed: Folder, _ before: Set<FileName>
  ) throws -> FileName? {
    guard try inbox.status(of: drop) == nil else { return nil }
    return try failed.entries().map(\.name).first { !before.contains($0) && isNamed($0.description, after: drop) }
  }

  private static func isNamed(_ name: String, after drop: FileName) -> Bool {
    let slug = JobName(fromDrop: drop.description, shape: .folder, isTaken: { _ in false }).text
    return name == slug || name.hasPrefix(slug + "-")
  }
}
