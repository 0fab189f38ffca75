import Files
import FoundationEssentials
import Glibc
import Line
import Pages
import Production
import Settings

/// One call of the program: its words, its flags, and where its answer goes.
struct Call: Sendable {
  let words: [String]
  let flags: Set<String>
  let values: [String: String]
  let environment: [String: String]

  /// Throws what is not known, by its name.
  init(_ arguments: [String], environment: [String: String]) throws(Misuse) {
    var words: [String] = []
    var flags: Set<String> = []
    var values: [String: String] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        words.append(argument)
        continue
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      guard let option = CommandOption.named(parts[0]), option.takesValue || parts.count == 1 else {
        throw Misuse("There is no option \(argument).", wayOut: "See: dropreel help")
      }
      guard option.takesValue else {
        flags.insert(option.name)
        continue
      }
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
        throw Misuse("--\(option.name) needs a value.", wayOut: "See: dropreel help")
      }
      values[option.name] = value
    }
    self.words = words
    self.flags = flags
    self.values = values
    self.environment = environment
  }

  var wantsJSON: Bool { flags.contains("json") }

  // MARK: - Settings

  /// `--config`, DROPREEL_CONFIG, or the usual place.
  var configPath: String { values["config"] ?? environment["DROPREEL_CONFIG"] ?? "/etc/dropreel/config.toml" }

  func configuration() throws -> ConfigFile {
    let path = configPath
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let fileName = FileName(name), let bytes = try? Folder.open(folder).read(fileName, atMost: 1 << 20) else {
      throw Misuse.configuration(
        "The settings file \(path) cannot be read.", wayOut: "Name it with --config FILE, or copy the sample config.toml there.")
    }
    return try ConfigFile(bytes, file: path, environment: environment)
  }

  // MARK: - Asking

  func jobName() throws(Misuse) -> JobName {
    guard words.count == 2, let name = JobName(words[1]) else {
      throw Misuse("Which job?", wayOut: "Name one: dropreel \(words.first ?? "show") JOB. See them all with: dropreel jobs")
    }
    return name
  }

  /// Whose, where that was said.
  func client() throws(Misuse) -> ClientName? {
    guard let text = values["client"] else { return nil }
    guard let client = ClientName(text) else { throw Misuse("There is no client \"\(text)\".", wayOut: "See config.toml.") }
    return client
  }

  /// How many at most, where that was said.
  func limit() throws(Misuse) -> Int? {
    guard let text = values["limit"] else { return nil }
    guard let limit = Int(text), limit > 0 else {
      throw Misuse("--limit needs a number above 0.", wayOut: "For example: --limit 50")
    }
    return limit
  }

  /// Asks the running service; where none runs, takes its place for a moment.
  func ask(_ request: Request) async throws -> Reply {
    let settings = try configuration().settings
    if let reply = try ControlSocket.ask(request, stateFolder: settings.state) { return reply }
    guard let installation = Installation.find(state: settings.state, environment: environment) else { throw Self.noData }
    try checkAccount(settings.state)
    let service = try await Service(settings: settings, installation: installation, journal: .forCommands)
    let reply = await service.answer(request, by: Accounts.name(of: getuid()))
    await service.close()
    guard case .boards(var boards) = reply else { return reply }
    for place in boards.indices { boards[place].notices.insert(StatusBoard.stopped, at: 0) }
    return .boards(boards)
  }

  /// What the command wrote would belong to the wrong account, and the service could not use it.
  func checkAccount(_ state: String) throws {
    let owner = try StateFolder.open(state).status().owner
    guard owner != geteuid() else { return }
    let name = Accounts.name(of: owner)
    throw Refusal(
      "The service is not running, and its folder belongs to \(name).",
      wayOut: "Start the service, or run the command as \(name): sudo -u \(name) dropreel …")
  }

  static let noData = Refusal(
    "The characters and backgrounds that belong to the program are not found.",
    wayOut: "Set DROPREEL_DATA to the folder share/dropreel of the installation.")

  // MARK: - Answering

  func say(_ line: String) { Output.line(TerminalText.safe(line)) }

  func say(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    Output.line(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// For what only says yes or no.
  func finish(_ reply: Reply) throws -> ExitCode {
    switch reply {
    case .done(let words):
      if wantsJSON { try say(json: ["done": words]) } else { say(words) }
      return .ok
    case .refused(let refusal): throw refusal
    default:
      throw Refusal("The service gave another answer than expected.", wayOut: "Use the command and the service of one version.")
    }
  }
}
