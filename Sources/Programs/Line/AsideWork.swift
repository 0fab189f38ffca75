import Files
import FoundationEssentials
import Glibc
import Production
import Sandbox

/// Stages run for a command that looks at a file and makes no job: no service, no ledger, no store. What they leave lies in a folder that
/// goes away with this.
final class AsideWork: Sendable {
  private let installation: Installation
  private let nursery: Nursery
  private let path: String
  private let settings: JobSettings

  init(_ installation: Installation, settings: JobSettings) throws {
    self.installation = installation
    self.settings = settings
    var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/dropreel-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(call: "mkdtemp", name: "/tmp", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    nursery = try Nursery()
  }

  /// Removes all that was made.
  func close() {
    nursery.close()
    guard let slash = path.lastIndex(of: "/"), let parent = try? Folder.open(String(path[..<slash])),
      let name = FileName(String(path[path.index(after: slash)...]))
    else { return }
    try? parent.removeTree(name)
  }

  /// Runs one stage on files that are open, and answers with the files that it made, and what it found out. One that speaks gets the
  /// neural voices.
  func run(
    _ stage: Stage, _ inputs: [(name: String, path: String)], notes: [String: String], speaks: Bool = false
  ) async throws -> (folder: Folder, facts: [String: String]) {
    let folder = try Folder.open(path).makeFolder(FileName(stage.rawValue) ?? .known("stage"), mode: 0o700)
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { Glibc.close(descriptor) } }
    var given: [WorkOrder.Input] = []
    for (index, input) in inputs.enumerated() {
      let file = try Self.open(input.path)
      descriptors.append(try file.descriptorForChild())
      given.append(WorkOrder.Input(name: input.name, descriptor: Int32(3 + index), size: try file.status().size))
    }
    let host = speaks ? try await SpeechHost.start(installation, idleMinutes: 1, in: nursery) : nil
    defer { host?.child.kill() }
    let line = try host?.connect()
    if let line {
      given.append(WorkOrder.Input(name: "voices", descriptor: Int32(3 + descriptors.count), size: 0))
      descriptors.append(dup(line.descriptor))
    }
    let card = StageCard.card(of: stage)
    let child = try await nursery.spawn(
      ChildPlan(
        program: installation.worker, arguments: ["stage", card.reach.rawValue, String(card.memoryMegabytes)],
        environment: installation.workerEnvironment, workFolder: "\(path)/\(stage.rawValue)", descriptors: descriptors))
    defer { child.kill() }
    let name = JobName(fromDrop: stage.rawValue) { _ in false }
    guard let nobody = ClientName("nobody") else { throw FileError(call: "name", name: "nobody", code: EINVAL) }
    let lease = Lease(id: -1, job: name, client: nobody, stage: stage, attempt: 1)
    try child.send(.order(WorkOrder(lease: lease, inputs: given, settings: settings, notes: notes)))
    return (folder, try await hear(child, card).facts)
  }

  private func hear(_ child: Child, _ card: StageCard) async throws -> WorkResult {
    let watch = SilenceWatch(patience: card.patience) { child.kill() }
    defer { watch.stop() }
    for await line in child.lines {
      watch.heard()
      switch try? JSONDecoder().decode(WorkerWord.self, from: Data(line)) {
      case .progress: continue
      case .finished(let result): return result
      case .failed(let failure): throw failure.refusal
      default: break
      }
      break
    }
    let end = await child.waitUntilEnded()
    if card.stage == .voices {
      throw Refusal(
        "The voices could not be asked: the worker \(end.sentence).", wayOut: "Try it again; see: dropreel doctor",
        detail: end.detail)
    }
    throw Refusal("The file could not be read: the worker \(end.sentence).", wayOut: "Drop it into an inbox.", detail: end.detail)
  }

  /// The path of what a stage made.
  func path(of name: String, by stage: Stage) -> String { "\(path)/\(stage.rawValue)/\(name)" }

  static func open(_ path: String) throws -> File {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    guard let name = FileName(slash.map { String(path[$0...].dropFirst()) } ?? path),
      let found = try? Folder.open(folder), try found.status(of: name)?.kind == .file
    else { throw Refusal("There is no file \(path).", wayOut: "Name a document that is there.") }
    return try found.file(name)
  }
}
