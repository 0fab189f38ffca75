import FoundationEssentials
import Glibc
import Production
import Rig
import Testing

@testable import Commands

/// The doctor as a whole: what it says of a house in order, and of each thing that is not.
@Suite(.timeLimit(.minutes(10))) struct DoctorTests {
  private struct Answer: Decodable {
    let settings: [String: String]
    let findings: [Found]
  }

  private struct Found: Decodable {
    let grade: String
    let topic: String
    let words: String
    let mend: String?
  }

  private func examine(_ rig: Rig) async throws -> (code: Int32, findings: [Found]) {
    let outcome = try await rig.run("doctor", "--json")
    #expect(outcome.errors == "")
    return (outcome.code, try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8)).findings)
  }

  private func house() throws -> Rig {
    let rig = try Rig()
    for place in ["acme", "acme/inbox", "acme/review", "acme/outbox", "acme/failed"] { chmod("\(rig.path)/\(place)", 0o2770) }
    chmod(rig.state, 0o750)
    try rig.configure()
    return rig
  }

  @Test func aStateFolderThatIsNotThereIsNamedAndNotMade() async throws {
    let rig = try house()
    rmdir(rig.state)
    for command in ["watch", "jobs"] {
      let outcome = try await rig.run(command)
      #expect(outcome.code != 0)
      #expect(
        outcome.errors.hasPrefix("The state folder \(rig.state) is not there. Make it on a local disk"),
        "\(command): \(outcome.errors)")
    }
    #expect(access(rig.state, F_OK) != 0)
  }

  @Test func aHouseInOrderHasNothingBad() async throws {
    let rig = try house()
    let stopped = try await examine(rig)
    #expect(stopped.findings.filter { $0.grade == "bad" }.map(\.words) == [])
    #expect(stopped.code == 0)
    #expect(stopped.findings.contains { $0.topic == "service" && $0.words == "is not running" })
    for topic in ["share of acme", "state folder", "sandbox", "inotify", "clock", "fonts", "encoders", "characters", "voices"] {
      #expect(stopped.findings.contains { $0.topic == topic }, "\(topic)")
    }
    // In a changed root the kernel's table of mounts does not say where a path lies, and neither does the doctor.
    let places = ["where the kernel tells of changes", "its file system is not known"]
    #expect(stopped.findings.contains { found in found.topic == "share of acme" && places.contains { found.words.contains($0) } })
    #expect(rig.names("acme") == ["failed", "inbox", "outbox", "review"])

    try await rig.start()
    try rig.write("x", to: "acme/outbox/theirs.txt")
    chown("\(rig.path)/acme/outbox/theirs.txt", 12_345, 12_345)
    let running = try await examine(rig)
    #expect(running.code == 0)
    #expect(running.findings.contains { $0.topic == "service" && $0.words.hasPrefix("runs as process") })
    let watches = try #require(running.findings.first { $0.topic == "watches" })
    let count = try #require(Int(watches.words.split(separator: " ")[3]))
    #expect(count >= 3)
    #expect(running.findings.contains { $0.topic == "open files" && $0.grade == "good" })
    if getuid() == 0 {
      #expect(running.findings.first { $0.topic == "lease" }?.words.contains("that somebody put into the share of acme") == true)
      #expect(running.findings.first { $0.topic == "lease" }?.grade == "good")
    }
    try await rig.stop()
  }

  @Test func itSaysWhatIsWrongAndHowToMendIt() async throws {
    let rig = try house()
    chmod("\(rig.path)/acme/inbox", 0o1777)
    chmod("\(rig.path)/acme/review", 0o2700)
    chmod(rig.state, 0o755)
    try rig.removeFolder("acme/failed")
    try rig.write("", to: "acme/failed")
    try rig.configure(more: "[alerts]\ncommand = [\"\(rig.path)/nothing\"]\n[metrics]\nfile = \"\(rig.path)/nowhere/x.prom\"")
    let (code, findings) = try await examine(rig)
    #expect(code == 1)
    func grade(_ words: String) -> String? { findings.first { $0.words.contains(words) }?.grade }
    #expect(grade("nobody may rename or remove there what is somebody else's") == "bad")
    #expect(grade("may not do everything in it (2700)") == "bad")
    #expect(grade("everybody on this machine may write to it") == "notable")
    #expect(grade("everybody on this machine may look into it") == "notable")
    #expect(grade("is no folder") == "bad")
    #expect(grade("nothing cannot be run") == "bad")
    #expect(grade("nowhere cannot be written to") == "notable")
    for finding in findings where finding.grade == "bad" { #expect(finding.mend != nil, "\(finding.words)") }

    let told = try await rig.run("doctor")
    #expect(told.code == 1)
    #expect(told.output.contains("[BAD] \(rig.path)/acme/inbox: nobody may rename"))
    #expect(told.output.contains("chmod -t \"\(rig.path)/acme/inbox\""))
  }

  @Test func aMissingShareIsBadAndAMistakeInTheSettingsIsAnotherCode() async throws {
    let rig = try house()
    try rig.move("acme", to: "away")
    let (code, findings) = try await examine(rig)
    #expect(code == 1)
    #expect(findings.contains { $0.grade == "bad" && $0.words.contains("\(rig.path)/acme cannot be used") })
    try rig.write("[intake]\nsetle_seconds = 1\n", to: "config.toml")
    let outcome = try await rig.run("doctor")
    #expect(outcome.code == 78)
    #expect(outcome.errors.contains("Did you mean intake.settle_seconds?"))
  }

  @Test func itPrintsWhatSystemdMustBeTold() async throws {
    let rig = try house()
    let outcome = try await rig.run("doctor", "--unit")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("\nRequiresMountsFor=\(rig.path)/acme \(rig.path)/state\n"))
    #expect(outcome.output.contains("\nReadWritePaths=\nReadWritePaths=\(rig.path)/acme \(rig.path)/state\n"))
  }
}
