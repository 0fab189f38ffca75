import Production
import Rig
import Testing

/// A share that is not there, or is another one than it was: its work waits, nothing is concluded, and everybody else's goes on.
@Suite(.timeLimit(.minutes(10))) struct ShareAwayTests {
  private func rig() throws -> Rig {
    let rig = try Rig(clients: ["acme", "globex"], worker: "trial-worker")
    try configure(rig)
    return rig
  }

  private func configure(_ rig: Rig) throws {
    try rig.configure(line: "cores = 8", clientLines: "gates = []")
    try rig.write(
      try rig.read("config.toml").replacing("rescan_seconds = 1", with: "rescan_seconds = 1\npoll_seconds = 0.2"),
      to: "config.toml")
  }

  private func drop(_ name: String, _ rig: Rig, at client: String = "acme") throws {
    try rig.write(DecisionTests.script("This is \(name)."), to: "\(client)/inbox/\(name).txt")
  }

  private func waitForStatus(_ words: String, _ rig: Rig, isThere: Bool = true) async throws {
    for _ in 0..<200 {
      if try await rig.run("status").output.contains(words) == isThere { return }
    }
    throw RigError("The status \(isThere ? "never said" : "went on saying") \"\(words)\":\n\(try await rig.run("status").output)")
  }

  @Test func anEmptyMountPointIsNoShareAndNobodyElsesMatter() async throws {
    let rig = try rig()
    try rig.makeFolder("signs")
    try await rig.start()
    try rig.write("read: wait \(rig.path)/signs\nThis is long.", to: "acme/inbox/long.txt")
    try await rig.wait(for: "long", toBe: .reading)

    try rig.move("acme", to: "elsewhere")
    try rig.makeFolder("acme")
    try await waitForStatus("does not carry the mark of the share", rig)
    try drop("other", rig, at: "globex")
    try await rig.wait(for: "other", toBe: .completed)
    // What is under way is finished, and waits to be shown.
    try rig.write("", to: "signs/long.read")
    try await rig.wait(for: "long", toBe: .publishing)
    try drop("later", rig, at: "elsewhere")
    try await rig.settle()
    #expect(try rig.story("long")?.card.state == .publishing)
    #expect(try rig.everyName("acme") == [], "something was made in the empty mount point")
    #expect(try rig.story("later") == nil)
    #expect(rig.log.contains("does not carry the mark of the share"))

    try rig.removeFolder("acme")
    try rig.move("elsewhere", to: "acme")
    try await rig.wait(for: "long", toBe: .completed)
    try await rig.wait(for: "later", toBe: .completed)
    #expect(rig.names("acme/outbox/long").contains("receipt.json"))
    try await waitForStatus("does not carry the mark", rig, isThere: false)
    try await rig.stop()
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func theServiceStartsWithoutAShareAndTakesItUpWhenItComes() async throws {
    let rig = try rig()
    try await rig.start()
    try await rig.stop()
    try rig.move("acme", to: "elsewhere")
    try await rig.start()
    try await waitForStatus("acme is not there. Its work waits", rig)
    try drop("other", rig, at: "globex")
    try await rig.wait(for: "other", toBe: .completed)
    let refused = try await rig.run("adopt", "acme")
    #expect(refused.code != 0)
    try drop("first", rig, at: "elsewhere")
    try rig.move("elsewhere", to: "acme")
    try await rig.wait(for: "first", toBe: .completed)
    try await rig.stop()
  }

  @Test func aMarkThatSomebodyDeletedComesBackOrIsGivenAnewByAWord() async throws {
    let rig = try rig()
    try await rig.start()
    try drop("before", rig)
    try await rig.wait(for: "before", toBe: .completed)
    let mark = try rig.read("acme/.dropreel/share-id")
    // While the service has the share open it knows that it is still the same.
    try Rig.shell("rm -r '\(rig.path)/acme/.dropreel'")
    try await rig.wait("the mark to be there again") { rig.exists("acme/.dropreel/share-id") }
    #expect(try rig.read("acme/.dropreel/share-id") == mark)
    try drop("between", rig)
    try await rig.wait(for: "between", toBe: .completed)
    try await rig.stop()

    // Without it running, only a person can know.
    try Rig.shell("rm -r '\(rig.path)/acme/.dropreel'")
    try await rig.start()
    try await waitForStatus("dropreel adopt acme", rig)
    try drop("after", rig)
    try await rig.settle()
    #expect(try rig.story("after") == nil)
    let adopted = try await rig.run("adopt", "acme")
    #expect(adopted.code == 0, "\(adopted.errors)")
    try await rig.wait(for: "after", toBe: .completed)
    #expect(try rig.read("acme/.dropreel/share-id") != mark)
    #expect(try await rig.run("adopt", "acme").output.contains("already"))
    try await rig.stop()
  }

  @Test func twoSharesThatWereMixedUpAreNotTouched() async throws {
    let rig = try rig()
    try await rig.start()
    try await rig.stop()
    try rig.move("acme", to: "elsewhere")
    try rig.move("globex", to: "acme")
    try rig.move("elsewhere", to: "globex")
    try drop("mine", rig, at: "globex")
    try await rig.start()
    try await waitForStatus("carries the mark of another share", rig)
    try await rig.settle()
    #expect(rig.exists("globex/inbox/mine.txt"))
    try rig.move("acme", to: "elsewhere")
    try rig.move("globex", to: "acme")
    try rig.move("elsewhere", to: "globex")
    try await rig.wait(for: "mine", toBe: .completed)
    #expect(rig.names("acme/outbox") == ["mine"])
    try await rig.stop()
  }

  @Test(arguments: ["mv inbox 'inbox old'", "rm -r inbox", "mv inbox 'inbox old' && mkdir inbox && chmod 2770 inbox"])
  func anInboxThatWasReplacedIsMadeAndWatchedAgain(how: String) async throws {
    let rig = try rig()
    // Of a renaming the kernel tells at once, without a look; a folder that is open is not deleted yet for it.
    if !how.hasPrefix("rm") {
      try rig.write(try rig.read("config.toml").replacing("rescan_seconds = 1", with: "rescan_seconds = 600"), to: "config.toml")
    }
    try await rig.start()
    try drop("before", rig)
    try await rig.wait(for: "before", toBe: .completed)
    try Rig.shell("cd '\(rig.path)/acme' && \(how)")
    try await rig.wait("the page to say so") { try rig.read("acme/STATUS.html").contains("replaced the folder inbox") }
    #expect(rig.exists("acme/inbox"))
    try drop("after", rig)
    try await rig.wait(for: "after", toBe: .completed)
    try await rig.stop()
  }

  @Test func foldersOfResultsThatWereRemovedAreMadeAgain() async throws {
    let rig = try rig()
    try rig.configure()
    try await rig.start()
    try drop("open", rig)
    try await rig.wait("the script") { rig.exists("acme/review/open/script.txt") }
    try Rig.shell("cd '\(rig.path)/acme' && mv review away && rm -r outbox failed")
    // What waits for an answer is shown again, where people look for it.
    try await rig.wait("the script again") { rig.exists("acme/review/open/script.txt") }
    try rig.move("acme/review/open/script.txt", to: "acme/review/open/script approved.txt")
    try await rig.wait(for: "open", toBe: .completed)
    #expect(rig.names("acme/outbox/open").contains("receipt.json"))
    try await rig.stop()
  }

  @Test func aShareThatIsUnmountedMountedOverAndMountedAgain() async throws {
    guard Rig.may("--mount") else { return NotRun.say("aShareThatIsUnmounted", why: "no mount namespace may be made here") }
    let rig = try rig()
    try rig.makeFolder("disk")
    try await rig.startInOwnMounts("mount -t tmpfs disk disk; mkdir disk/share; mount --bind disk/share acme")
    let acme = try rig.seen("acme")
    func drop(_ name: String) throws {
      try Rig.shell(
        "printf '%s' 'TITLE: T\nSTYLE: tech\n\nTHABO: This is \(name).\nLERATO: So it is.\nTAKEAWAY: Done.\n' > '\(acme)/inbox/\(name).txt'"
      )
    }
    try drop("one")
    try await rig.wait(for: "one", toBe: .completed)
    // Away, though held open folders would go on to take whatever is put into them.
    try rig.inMounts("umount -l acme")
    try await waitForStatus("does not carry the mark", rig)
    try rig.inMounts("mount --bind disk/share acme")
    try drop("two")
    try await rig.wait(for: "two", toBe: .completed)
    // Nothing tells of a mount over what is watched.
    try rig.inMounts("mount -t tmpfs over acme")
    try await waitForStatus("does not carry the mark", rig)
    try await rig.settle()
    #expect(try Rig.shell("test -z \"$(ls -A '\(acme)')\"") == 0, "something was made in the empty mount")
    try rig.inMounts("umount acme")
    try drop("three")
    try await rig.wait(for: "three", toBe: .completed)
    #expect(try Rig.shell("test -f '\(acme)/outbox/three/receipt.json'") == 0)
    try await rig.stop()
  }
}
