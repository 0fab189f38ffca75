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

  /// Of a topic's job nothing lies claimed that would tell of it.
  @Test func `A topic's job that ended unseen is told of after a restart`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "0")
    try await rig.start()
    try rig.makeFolder("acme/inbox/ideas")
    try rig.write("topics = 3\n", to: "acme/inbox/ideas/folder.toml")
    try rig.write("One\nTwo\n", to: "acme/inbox/ideas/list.txt")
    try await wait(for: "HOW TO CHOOSE", in: "acme/review/list", rig)
    try rig.move("acme/review/list/topics.txt", to: "acme/review/list/topics approved.txt")
    for job in ["one", "two"] {
      try await rig.wait(for: job, toBe: .draft)
      try await wait(for: "HOW TO APPROVE", in: "acme/review/\(job)", rig)
    }
    try rig.move("acme", to: "elsewhere")
    #expect(try await rig.run("cancel", "one").code == 0)
    try await rig.killService()
    try rig.move("elsewhere", to: "acme")
    try await rig.start()
    try await rig.wait("why") { rig.exists("acme/failed/one/WHY.txt") && !rig.exists("acme/review/one") }
    #expect(rig.exists("acme/review/two/script.txt"))
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func `A list that a person has mended gets no other one beside it`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write("TITLE: For {{company|you}}\n\nTHABO: Hi {{first_name}}.\n", to: "acme/inbox/spring/script.txt")
    try rig.write("first_name,company\nAda,ACME\nBo,Bi\n", to: "acme/inbox/spring/leads.csv")
    try await wait(for: "HOW TO APPROVE", in: "acme/review/spring", rig)
    let sheet = "acme/review/spring/batch.csv"
    try await rig.wait("the list and the storyboard") { rig.exists(sheet) && rig.exists("acme/review/spring/storyboard.jpg") }
    let mended = try rig.read(sheet).replacing("Bi", with: "Bo and Sons")
    try rig.write(mended, to: sheet)
    let names = rig.names("acme/review/spring")
    try await rig.stop()
    try await rig.start()
    try await rig.settle()
    #expect(rig.names("acme/review/spring") == names)
    #expect(try rig.read(sheet) == mended)
  }
}
