import Production
import Rig
import Testing

/// A file server that has forgotten its handles, or cannot read its disk: every look into the share is an error, and none of them
/// says that something was deleted.
@Suite(.timeLimit(.minutes(10))) struct ForgetfulShareTests {
  private func compile(for rig: Rig) throws -> String {
    let source = #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/FaultShim/staleshim.c"
    let library = "\(rig.path)/stale.so"
    let code = try Rig.shell("cc -O1 -shared -fPIC -o '\(library)' '\(source)' -ldl")
    if code != 0 { throw RigError("The shim was not compiled.") }
    return library
  }

  @Test(arguments: ["ESTALE", "EIO"])
  func errorsOfAShareDecideNothing(error: String) async throws {
    let rig = try Rig(clients: ["acme", "globex"], worker: "trial-worker")
    try rig.configure(line: "cores = 8")
    let library = try compile(for: rig)
    try await rig.start(by: [
      "/usr/bin/env", "LD_PRELOAD=\(library)", "STALE_ROOT=\(rig.share())", "STALE_SWITCH=\(rig.path)/switch",
    ])
    for name in ["open", "marked"] {
      try rig.write(DecisionTests.script("This is \(name)."), to: "acme/inbox/\(name).txt")
      try await rig.wait("the script of \(name)") { rig.exists("acme/review/\(name)/script.txt") }
    }

    try rig.write("", to: "switch.\(error)")
    try rig.move("acme/review/open/script.txt", to: "acme/review/open/script approved.txt")
    try rig.write("", to: "acme/inbox/marked.approved")
    try rig.write(DecisionTests.script("This is new."), to: "acme/inbox/new.txt")
    try await rig.wait("it to be told") { rig.log.contains("acme cannot be used, so its work waits") }
    try rig.write(DecisionTests.script("This is other."), to: "globex/inbox/other.txt")
    try await rig.wait(for: "other", toBe: .draft)
    try await rig.settle()
    #expect(try rig.story("open")?.card.state == .draft)
    #expect(try rig.story("marked")?.card.state == .draft)
    #expect(try rig.story("new") == nil)
    #expect(rig.names("acme/failed") == [])
    #expect(rig.names("acme/inbox") == ["marked.approved", "new.txt"])

    try rig.remove("switch.\(error)")
    try await rig.wait(for: "open", toBe: .completed)
    try await rig.wait(for: "marked", toBe: .completed)
    try await rig.wait(for: "new", toBe: .draft)
    #expect(rig.names("acme/failed") == [])
    try await rig.stop()
    #expect(try await rig.run("verify").code == 0)
  }
}
