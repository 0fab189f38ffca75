import Files
import Production
import Settings

/// `dropreel drop FILE…`: what a person does with the mouse. It needs no service; the caller's own rights count.
enum DropFiles: Verb {
  static let name = "drop"
  static let usage = "drop FILE… [--client NAME]"
  static let summary = "put files or folders into an inbox, each complete at once"

  static func run(_ call: Call) async throws -> ExitCode {
    let paths = call.words.dropFirst()
    guard !paths.isEmpty else { throw Misuse("What?", wayOut: "Name a file or a folder: dropreel drop report.md") }
    let client = try client(of: call)
    let inbox = try Folder.open(client.share + "/" + ShareFolder.inbox.rawValue)
    var dropped: [String] = []
    for path in paths {
      let name = try drop(path, into: inbox)
      dropped.append(name.description)
      if !call.wantsJSON { call.say("\(name) lies in the inbox of \(client.name).") }
    }
    if call.wantsJSON { try call.say(json: ["dropped": dropped]) }
    return .ok
  }

  static func client(of call: Call) throws -> ClientSettings {
    let clients = try call.configuration().settings.clients
    guard let name = call.values["client"] else {
      if let only = clients.first, clients.count == 1 { return only }
      throw Misuse("Whose inbox?", wayOut: "Say --client, one of: " + clients.map(\.name.text).joined(separator: ", "))
    }
    guard let client = clients.first(where: { $0.name.text == name }) else {
      throw Misuse("There is no client \"\(name)\".", wayOut: "There are: " + clients.map(\.name.text).joined(separator: ", "))
    }
    return client
  }

  /// It is written under a hidden name first, and gets its own by one rename.
  private static func drop(_ path: String, into inbox: Folder) throws -> FileName {
    let (folder, name) = try place(of: path)
    let hidden = TemporaryName.next()
    do {
      try copy(name, from: folder, to: inbox, as: hidden)
      return try inbox.moveBeside(hidden, to: inbox, as: name)
    } catch {
      try? inbox.removeTree(hidden)
      throw error
    }
  }

  static func place(of path: String) throws -> (Folder, FileName) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    let text = slash.map { String(path[$0...].dropFirst()) } ?? path
    guard let name = FileName(text), let found = try? Folder.open(folder), try found.status(of: name) != nil else {
      throw Refusal("There is no \(path).", wayOut: "Name a file or a folder that is there.")
    }
    return (found, name)
  }

  static func copy(_ name: FileName, from source: Folder, to target: Folder, as newName: FileName) throws {
    switch try source.status(of: name)?.kind {
    case .file:
      var writer = try target.create(newName)
      try source.file(name).copy(to: &writer)
      try writer.sync()
    case .folder:
      let from = try source.folder(name)
      let to = try target.makeFolder(newName)
      for entry in try from.entries() { try copy(entry.name, from: from, to: to, as: entry.name) }
    default:
      throw Refusal("\(name) is a link or a device, and not a file.", wayOut: "Name the file itself.")
    }
  }
}
