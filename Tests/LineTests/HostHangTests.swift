import Production
import Rig
import Testing

/// A web server's folder whose calls never return: a FUSE file system that nobody serves lies over it. Only what is to go there waits.
@Suite(.timeLimit(.minutes(10))) struct HostHangTests {
  private static let hang = """
    exec 3<>/dev/fuse; mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 silent www
    echo $$ > hang.pid; exec sleep 300
    """

  private var mayRun: Bool { Rig.may("--mount") && (try? Rig.shell("test -w /dev/fuse")) == 0 }

  @Test func itHoldsNeitherOtherHostsNorTheStop() async throws {
    guard mayRun else { return NotRun.say("itHoldsNeitherOtherHostsNorTheStop", why: "no mount namespace or no /dev/fuse") }
    let rig = try Rig(clients: ["acme", "globex"], worker: "trial-worker")
    for folder in ["www", "far"] { try rig.makeFolder(folder) }
    try rig.configure(
      line: "stop_seconds = 1", clientLines: "gates = []\npublish.host = \"auto\"\npublish.privacy = \"public\"",
      more: """
        [uploads]
        at_once = 1
        [[host]]
        name = "nas"
        kind = "folder"
        path = "\(rig.path)/www"
        url = "https://nas.example.com"
        clients = ["acme"]
        [[host]]
        name = "far"
        kind = "folder"
        path = "\(rig.path)/far"
        url = "https://far.example.com"
        clients = ["globex"]
        """)
    try rig.write(Self.hang, to: "hang")
    try await rig.startInOwnMounts("sh ./hang & sleep 0.5")
    // More of them than there are places.
    for name in ["rain", "snow", "hail"] { try rig.write("It is \(name).", to: "acme/inbox/\(name).txt") }
    for name in ["rain", "snow", "hail"] { try await rig.wait(for: name, toBe: .completed) }
    try await rig.wait("one of them to be on its way") {
      try ["rain", "snow", "hail"].contains { try rig.read("acme/outbox/\($0)/publish.txt").contains("on its way to nas") }
    }
    try rig.write("It shines.", to: "globex/inbox/sun.txt")
    try await rig.wait("another host's video") { rig.exists("far/sun/sun.tiny.mp4") }
    try await rig.wait("its words") {
      try rig.read("globex/outbox/sun/publish.txt").contains("# LINK: https://far.example.com/sun/")
    }
    let asked = try await rig.run("hosts")
    #expect(asked.code == 0 && asked.output.contains("sun"), "\(asked)")

    let before = ContinuousClock.now
    try await rig.stop()
    #expect(ContinuousClock.now - before < .seconds(20))
    try Rig.shell("kill $(cat '\(rig.path)/hang.pid')")
  }

  @Test func whatItHeldUpGoesOnWhenItAnswers() async throws {
    guard mayRun else { return NotRun.say("whatItHeldUpGoesOnWhenItAnswers", why: "no mount namespace or no /dev/fuse") }
    let rig = try Rig(worker: "trial-worker")
    try rig.makeFolder("www")
    try rig.configure(
      clientLines: "gates = []\npublish.host = \"nas\"\npublish.privacy = \"public\"",
      more: """
        [[host]]
        name = "nas"
        kind = "folder"
        path = "\(rig.path)/www"
        url = "https://nas.example.com"
        """)
    try rig.write(Self.hang, to: "hang")
    try await rig.startInOwnMounts("sh ./hang & sleep 0.5")
    try rig.write("It falls.", to: "acme/inbox/rain.txt")
    try await rig.wait("the words") {
      rig.names("acme/outbox/rain").contains { $0.hasPrefix("NOT PUBLISHED - The folder") }
    }
    try rig.inMounts("umount -l www")
    try Rig.shell("kill $(cat '\(rig.path)/hang.pid')")
    try await rig.wait("it to be there") { try rig.read("acme/outbox/rain/publish.txt").contains("# LINK: ") }
    #expect(rig.exists("www/rain/rain.tiny.mp4"))
    try await rig.stop()
  }
}
