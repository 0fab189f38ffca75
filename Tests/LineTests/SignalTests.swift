import Glibc
import Production
import Rig
import Testing

/// What an administrator does to the service, and what a kill does.
@Suite(.timeLimit(.minutes(10))) struct SignalTests {
  @Test func aHangUpTakesOverWhatCanChange() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    try rig.configure(line: "paused = true", clientLines: "gates = []", more: "[keep]\nspool_days = 3")
    try rig.write(
      try rig.read("config.toml").replacing("level = \"debug\"", with: "level = \"notice\""), to: "config.toml")
    try rig.signal(SIGHUP)
    try await rig.wait("the changes to be told") {
      let log = rig.log.split(separator: "\n")
      return log.contains { $0.contains("taken over") && $0.contains("line.paused") }
        && log.contains { $0.contains("taken over") && $0.contains("keep.spool_days") }
        && log.contains { $0.contains("after a restart") && $0.contains("log.level") }
    }
    try rig.write(DecisionTests.script("This waits."), to: "acme/inbox/waits.txt")
    try await rig.wait(for: "waits", toBe: .queued)
    try await rig.wait("the page to say so") { try rig.read("acme/STATUS.html").contains("paused by the administrator") }
    try await rig.settle()
    #expect(try rig.story("waits")?.card.state == .queued)

    // A file with a mistake changes nothing.
    try rig.write("state = 7\n", to: "config.toml")
    try rig.signal(SIGHUP)
    try await rig.wait("the mistake to be told") { rig.log.contains("The settings were not taken over; the old ones hold") }
    #expect(try rig.story("waits")?.card.state == .queued)

    try rig.configure(clientLines: "gates = []")
    try rig.signal(SIGHUP)
    try await rig.wait(for: "waits", toBe: .completed)
    try await rig.wait("the notice to go") { try !rig.read("acme/STATUS.html").contains("paused by the administrator") }
    try await rig.stop()
  }

  @Test func aStopOrAKillInTheMiddleOfAStageIsNoTry() async throws {
    let rig = try Rig(worker: "trial-worker")
    // One try only: a stop that counted would be the end of the job.
    try rig.configure(line: "tries = 1\ncrashes = 1\nstop_seconds = 1", clientLines: "gates = []")
    try rig.makeFolder("signs")
    try await rig.start()
    try rig.write("read: deaf \(rig.path)/signs\nscript: wait \(rig.path)/signs", to: "acme/inbox/long.txt")
    try await rig.wait(for: "long", toBe: .reading)
    try await rig.wait("the worker to be at it") { rig.names("acme/review/long").contains { $0.hasPrefix("WORKING") } }

    // A worker that does not want to hear is ended after its grace.
    let before = ContinuousClock.now
    try await rig.stop()
    #expect(ContinuousClock.now - before < .seconds(20))
    try await rig.start()
    try await rig.wait("the stage to begin again") { try rig.story("long")?.events.filter { $0.kind == "leased" }.count == 2 }
    try rig.write("", to: "signs/long.read")
    try await rig.wait(for: "long", toBe: .drafting)
    try await rig.wait("the worker to be at it") {
      try rig.story("long")?.events.last.map { $0.kind == "leased" && $0.text.contains("script") } ?? false
    }
    try await rig.killService()
    try rig.write("", to: "signs/long.script")
    try await rig.start()
    try await rig.wait(for: "long", toBe: .completed)
    let story = try #require(try rig.story("long"))
    #expect(story.stages.allSatisfy { $0.attempts == 1 })
    #expect(story.events.filter { $0.kind == "released" }.count == 1)
    #expect(story.events.filter { $0.kind == "abandoned" }.count == 1)
    #expect(!story.events.contains { $0.kind == "failed" })
    #expect(!rig.names("acme/outbox/long").contains { $0.hasPrefix("WORKING") })
    #expect(try await rig.run("verify").code == 0)
  }
}
