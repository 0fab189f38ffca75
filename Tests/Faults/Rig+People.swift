import Glibc

extension Rig {
  /// In seconds: only what never comes is waited for so long, however busy the machine.
  package static let patience = 300.0

  /// Waits until the service answers.
  package func waitUntilReady() throws {
    try wait(for: "the service") { FileTree.isThere("\(state)/dropreel.sock") && FileTree.isThere("\(share)/inbox") }
  }

  package func drop(_ document: Document) throws {
    let path = "\(share)/inbox/\(document.path)"
    if let slash = path.lastIndex(of: "/") { try FileTree.makeFolder(String(path[..<slash])) }
    if let settings = document.folderSettings, let slash = path.lastIndex(of: "/") {
      try FileTree.write(settings, to: "\(path[..<slash])/folder.toml")
    }
    try FileTree.write(document.text, to: path)
  }

  /// Approves every script that waits for it, as people do: by renaming.
  package func approveWhatWaits() {
    for job in FileTree.names(in: "\(share)/review") {
      let script = "\(share)/review/\(job)/script.txt"
      if FileTree.isThere(script) { rename(script, "\(share)/review/\(job)/script approved.txt") }
    }
  }

  package func isDelivered(_ documents: [Document]) -> Bool {
    documents.allSatisfy { FileTree.isThere("\(share)/outbox/\($0.job)/receipt.json") }
  }

  /// Looks again and again until something holds.
  package func wait(for what: String, atMost seconds: Double = Rig.patience, until holds: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !holds() {
      guard ContinuousClock.now < deadline else {
        throw FaultProblem("\(what): not within \(Int(seconds)) s:\n\((FileTree.text(log) ?? "").suffix(4000))")
      }
      usleep(10_000)
    }
  }

  /// The states of all jobs, as the running service tells them.
  package func states() throws -> [String: String] {
    let lines = try run(["jobs"]).said.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    return Dictionary(lines.filter { $0.count >= 2 }.map { (String($0[0]), String($0[1])) }) { $1 }
  }

  /// Approves and waits until all is delivered and recorded as completed. `meanwhile` is called between two looks; what it throws ends
  /// the wait.
  package func attend(_ documents: [Document], atMost seconds: Double = Rig.patience, meanwhile: () throws -> Void = {}) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      try meanwhile()
      if !isRunning { throw FaultProblem("The service ended:\n\(FileTree.text(log) ?? "")") }
      approveWhatWaits()
      for path in FileTree.files(below: "\(share)/failed") where path.hasSuffix("WHY.txt") {
        throw FaultProblem("failed/\(path): \(FileTree.text("\(share)/failed/\(path)") ?? "")")
      }
      if isDelivered(documents), isRunning {
        let states = try states()
        // A command that finds no service looks after the ledger itself: then it was not the service that told this.
        if isRunning, documents.allSatisfy({ states[$0.job] == "completed" }) { return }
      }
      usleep(20_000)
    }
    let seen = isRunning ? try run(["jobs"]).said : "the service does not run"
    throw FaultProblem(
      "Not delivered within \(Int(seconds)) s:\n\(seen)\n\(FileTree.files(below: share).joined(separator: "\n"))")
  }
}
