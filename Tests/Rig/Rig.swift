import Files
import Glibc
import Line

/// A real service on shares of its own, for one test: the program itself as a child process, real files, real workers.
///
/// Everything lies in one temporary folder, which is gone with the rig; the child is killed with it.
package final class Rig {
  package let path: String
  package private(set) var process: Int32?
  let program: String
  let environment: [String: String]
  private let clients: [String]
  private let base: String
  let account: Account?

  /// `worker` stands for another program in the real worker's place, `base` is where the rig's folder is made.
  package init(
    clients: [String] = ["acme"], worker: String = "dropreel-worker", in base: String = "/tmp", as account: Account? = nil,
    secrets: [String: String] = [:]
  ) throws {
    path = try Self.temporaryFolder(in: base)
    self.clients = clients
    self.base = base
    self.account = account
    let built = Self.buildFolder()
    let root = try Folder.open(path)
    let bin = try root.makeFolder(.known("bin"))
    // A service looks for its worker beside itself, so both get a name beside each other here.
    try Self.link("\(built)/dropreel", to: "\(path)/bin/dropreel")
    try Self.link("\(built)/\(worker)", to: "\(path)/bin/dropreel-worker")
    try bin.sync()
    program = "\(path)/bin/dropreel"
    _ = try root.makeFolder(.known("state"))
    for client in clients {
      let share = try root.makeFolder(try Self.name(client))
      for folder in ["inbox", "review", "outbox", "failed"] { _ = try share.makeFolder(try Self.name(folder)) }
    }
    let data = try Self.data(for: root, built: built, copies: account != nil)
    environment = ["DROPREEL_DATA": data, "LANG": "C.UTF-8"].merging(
      secrets.map { ("DROPREEL_KEY_\($0.key.uppercased())", $0.value) }
    ) { $1 }
    if let account { try handOver(to: account) }
  }

  deinit {
    if let process {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    if let name = path.split(separator: "/").last, let parent = try? Folder.open(base), let name = FileName(String(name)) {
      try? parent.removeTree(name)
    }
  }

  package var state: String { "\(path)/state" }
  package var config: String { "\(path)/config.toml" }
  package func share(_ client: String? = nil) -> String { "\(path)/\(client ?? clients[0])" }

  // MARK: - The service

  /// Writes config.toml: quick looks, tiny videos, the built-in voices, and over that what the test wants. `more` are whole tables.
  /// Previews are made where a test looks at them, and music is laid under a film where one listens for it: unoptimised, that is most of the work.
  package func configure(
    settle: String = "0.2", grace: String = "1", line: String = "", review: String = "", clientLines: String = "",
    more: String = "", previews: Bool = false, music: String = "none"
  ) throws {
    var text = """
      state = "\(state)"
      [intake]
      settle_seconds = \(settle)
      rescan_seconds = 1
      [review]
      grace_seconds = \(grace)
      previews = \(previews)
      \(review)
      [voices]
      engine = "flite"
      [video]
      formats = ["tiny"]
      music = "\(music)"
      length_seconds = 8
      longest_seconds = 60
      [log]
      level = "debug"
      format = "json"
      [line]
      \(line)
      \(more)

      """
    for client in clients { text += "[[client]]\nname = \"\(client)\"\nshare = \"\(share(client))\"\n\(clientLines)\n" }
    try write(text, to: "config.toml")
    if account != nil { chmod(config, 0o644) }
  }

  /// Starts `dropreel watch`, and waits until it answers.
  package func start(by launcher: [String] = []) async throws {
    process = try spawn(["watch", "--config", config], by: launcher, output: "service.out", errors: "service.log")
    try await wait("the service to answer") {
      if let code = try self.reap() { throw RigError("The service ended with \(code):\n\(self.log.suffix(3000))") }
      return try ControlSocket.ask(.health, stateFolder: self.state) != nil
    }
  }

  package func signal(_ number: Int32) throws {
    guard let process else { throw RigError("No service runs.") }
    kill(process, number)
  }

  /// Waits until the service ended, and answers with its exit code; minus the signal's number when one killed it.
  @discardableResult
  package func waitForEnd(atMost seconds: Double = Rig.patience) async throws -> Int32 {
    var code: Int32?
    try await wait("the service to end", atMost: seconds) {
      code = try self.reap()
      return code != nil
    }
    return code ?? 0
  }

  /// As an administrator stops it.
  package func stop() async throws {
    try signal(SIGTERM)
    let code = try await waitForEnd()
    if code != 0 { throw RigError("The service ended with \(code):\n\(log.suffix(3000))") }
  }

  /// As a power cut does.
  package func killService() async throws {
    try signal(SIGKILL)
    try await waitForEnd()
  }

  private func reap() throws -> Int32? {
    guard let process else { throw RigError("No service runs.") }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return nil }
    self.process = nil
    return Self.code(of: status)
  }

  package var log: String { (try? read("service.log")) ?? "" }

  // MARK: - Commands

  package struct Outcome: Sendable {
    package let code: Int32
    package let output: String
    package let errors: String
  }

  /// Runs another `dropreel`, as a person at a terminal does, and waits for its end.
  package func run(_ arguments: [String], config: String? = nil) async throws -> Outcome {
    let mark = "command-\(UInt64.random(in: 0...UInt64.max))"
    let child = try spawn(
      arguments + ["--config", config ?? self.config], output: "\(mark).out", errors: "\(mark).err")
    var status: Int32 = 0
    do {
      try await wait("dropreel \(arguments.joined(separator: " "))") { waitpid(child, &status, WNOHANG) == child }
    } catch {
      kill(child, SIGKILL)
      waitpid(child, &status, 0)
      throw error
    }
    return Outcome(code: Self.code(of: status), output: try read("\(mark).out"), errors: try read("\(mark).err"))
  }

  package func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }

  // MARK: - Waiting

  /// In seconds, and longer than the slowest machine needs.
  package static let patience = 240.0

  /// Looks again and again until it holds; a deadline only ends a test that has failed.
  package func wait(_ what: String, atMost seconds: Double = Rig.patience, until holds: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !holds() {
      guard ContinuousClock.now < deadline else {
        throw RigError("Waited in vain for \(what).\n\(tree())\n\(log.suffix(4000))")
      }
      try await Task.sleep(for: .milliseconds(25))
    }
  }

  /// For what must not happen: some time in which it would have.
  package func settle() async throws { try await Task.sleep(for: .seconds(2.5)) }
}

package struct RigError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
