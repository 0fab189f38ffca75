import Production
import Rig
import Testing

/// What people did while the service was stopped, and what the last stop left undone.
@Suite(.timeLimit(.minutes(10))) struct RestartTests {
  private func drop(_ name: String, _ rig: Rig) throws {
    try rig.write(DecisionTests.script("This is \(name)."), to: "acme/inbox/\(name).txt")
  }

  private func wait(for note: String, in folder: String, _ rig: Rig) async throws {
    try await rig.wait("the note \(note) in \(folder)") { rig.names(folder).contains { $0.hasPrefix(note) } }
  }

  @Test func `What is taken back while the service is stopped was never approved`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "6", clientLines: "gates = [\"script\", \"publish\"]")
    try await rig.start()
    try drop("film", rig)
    try await wait(for: "HOW TO APPROVE - ", in: "acme/review/film", rig)
    try rig.move("acme/review/film/script.txt", to: "acme/review/film/script approved.txt")
    try drop("text", rig)
    try await wait(for: "HOW TO APPROVE - ", in: "acme/review/text", rig)
    try await wait(for: "HOW TO APPROVE the video", in: "acme/review/film", rig)

    try rig.move("acme/review/text/script.txt", to: "acme/review/text/script approved.txt")
    try rig.move("acme/review/film/publish.txt", to: "acme/review/film/publish approved.txt")
    try await rig.wait(for: "text", toBe: .approved)
    try await rig.wait(for: "film", toBe: .publishing)
    try await rig.stop()
    try rig.move("acme/review/text/script approved.txt", to: "acme/review/text/script.txt")
    try rig.move("acme/review/film/publish approved.txt", to: "acme/review/film/publish.txt")
    try await Task.sleep(for: .seconds(7))
    try await rig.start()
    try await rig.wait(for: "text", toBe: .draft)
    try await rig.wait(for: "film", toBe: .waitingToPublish)
    try await rig.settle()
    #expect(!rig.names("acme/outbox").contains("film"), "\(rig.tree())")
    #expect(try rig.story("text")?.stages.contains { $0.stage == .voice } == false)

    // It can still be approved; and cancelled, when nobody looks.
    try rig.move("acme/review/film/publish.txt", to: "acme/review/film/publish approved.txt")
    try await rig.wait(for: "film", toBe: .publishing)
    try await rig.stop()
    try rig.move("acme/review/film/publish approved.txt", to: "acme/review/film/publish cancel.txt")
    try await Task.sleep(for: .seconds(7))
    try await rig.start()
    try await rig.wait(for: "film", toBe: .cancelled)
    try await rig.wait("it to come back") { rig.isReturned("acme/failed/film") }
    #expect(!rig.names("acme/outbox").contains("film"), "\(rig.tree())")
    #expect(try await rig.run("verify").code == 0)
  }
}
