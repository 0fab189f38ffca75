import Production
import Rig
import Testing

/// A share whose calls never return: a FUSE file system that nobody serves lies over it. Only its own client's work waits.
@Suite(.timeLimit(.minutes(10))) struct SilentShareTests {
  /// Nobody ever reads from that device, so whoever asks for anything below waits until the mount, or they themselves, are gone.
  private static let hang = """
    exec 3<>/dev/fuse; mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 silent acme
    echo $$ > hang.pid; exec sleep 300
    """

  private var mayRun: Bool { Rig.may("--mount") && (try? Rig.shell("test -w /dev/fuse")) == 0 }

  private func silence(_ rig: Rig) throws {
    try rig.write(Self.hang, to: "hang")
    try rig.write("sh ./hang 2>hang.log &\nuntil grep -q silent /proc/self/mounts; do sleep 0.05; done\n", to: "silence")
    try rig.inMounts("sh ./silence")
  }

  /// With its last holder the device is gone, and with it every call that waits.
  private func end(_ rig: Rig) throws { try Rig.shell("kill $(cat '\(rig.path)/hang.pid')") }

  @Test func itKeepsNobodyElseWaiting() async throws {
    guard mayRun else { return NotRun.say("itKeepsNobodyElseWaiting", why: "no mount namespace or no /dev/fuse") }
    let rig = try Rig(clients: ["acme", "globex"], worker: "trial-worker")
    try rig.configure(line: "cores = 8\nstop_seconds = 1", clientLines: "gates = []")
    try rig.makeFolder("signs")
    try await rig.startInOwnMounts()
    try rig.write("read: wait \(rig.path)/signs\nThis is long.", to: "acme/inbox/long.txt")
    try await rig.wait(for: "long", toBe: .reading)
    try silence(rig)
    try await rig.wait("it to be noticed") { rig.log.contains("acme does not answer, so its work waits") }

    // The foreman, the other client and all commands go on.
    try rig.write("", to: "signs/long.read")
    try await rig.wait(for: "long", toBe: .publishing)
    try rig.write(DecisionTests.script("This is other."), to: "globex/inbox/other.txt")
    try await rig.wait(for: "other", toBe: .completed)
    let status = try await rig.run("status")
    #expect(status.output.contains("acme does not answer, so its work waits"), "\(status.output)")
    #expect(status.output.contains("long"))
    #expect(try await rig.run("jobs").output.contains("other"))
    let refused = try await rig.run("retry", "long")
    #expect(refused.code == 1 && refused.errors.contains("does not answer at the moment"), "\(refused.errors)")
    #expect(try await rig.run("verify").output.contains("acme") == false)

    // When it answers again, all is made up for.
    try rig.inMounts("umount -l acme")
    try end(rig)
    try await rig.wait(for: "long", toBe: .completed)
    try await rig.wait("the word that it answers") { rig.log.contains("A share answers again") }
    try await rig.stop()
  }

  @Test func theServiceStopsAndStartsWithoutIt() async throws {
    guard mayRun else { return NotRun.say("theServiceStopsAndStartsWithoutIt", why: "no mount namespace or no /dev/fuse") }
    let rig = try Rig(clients: ["acme", "globex"], worker: "trial-worker")
    try rig.configure(line: "stop_seconds = 1", clientLines: "gates = []")
    try rig.write(Self.hang, to: "hang")
    try await rig.startInOwnMounts("sh ./hang & sleep 0.5")
    try rig.write(DecisionTests.script("This is other."), to: "globex/inbox/other.txt")
    try await rig.wait(for: "other", toBe: .completed)
    let before = ContinuousClock.now
    try await rig.stop()
    #expect(ContinuousClock.now - before < .seconds(20))
    #expect(rig.log.contains("the service stops without it"))
    try end(rig)
  }
}
