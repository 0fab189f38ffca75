import Glibc
import Production
import Rig
import Testing

/// The service as its unit runs it: an account without any right but to take leases, on files of other people.
@Suite(.timeLimit(.minutes(10))) struct PrivilegeTests {
  private let account = Account(user: 47_110, group: 47_111)
  private let maria: UInt32 = 47_112

  private func rig() throws -> Rig? {
    guard getuid() == 0, access("/usr/bin/setpriv", X_OK) == 0 else {
      NotRun.say("PrivilegeTests", why: "it needs root, to become another account")
      return nil
    }
    let rig = try Rig(worker: "trial-worker", as: account)
    try rig.configure(grace: "0")
    return rig
  }

  private func put(_ text: String, _ place: String, in rig: Rig) throws {
    try rig.write(text, to: place)
    #expect(chown("\(rig.path)/\(place)", maria, account.group) == 0)
    #expect(chmod("\(rig.path)/\(place)", 0o660) == 0)
  }

  @Test func itWorksOnFilesOfOthersAndWhatItMakesIsTheGroups() async throws {
    guard let rig = try rig() else { return }
    try await rig.start()
    try put(DecisionTests.script("Hers."), "acme/inbox/hers.txt", in: rig)
    try await rig.wait(for: "hers", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/hers/script.txt") }
    try rig.move("acme/review/hers/script.txt", to: "acme/review/hers/script approved.txt")
    try await rig.wait(for: "hers", toBe: .completed)
    for place in ["outbox/hers", "outbox/hers/source", "review/hers"] where rig.exists("acme/\(place)") {
      try check("acme/\(place)", 0o2770, in: rig)
      for name in rig.names("acme/\(place)") where name != "source" && name != "versions" {
        try check("acme/\(place)/\(name)", 0o660, in: rig)
      }
    }
    try check("acme/STATUS.html", 0o660, in: rig)
    // What was hers is still hers.
    var status = stat()
    #expect(stat("\(rig.path)/acme/outbox/hers/source/hers.txt", &status) == 0)
    #expect(status.st_uid == maria)
    #expect(!rig.log.contains("did not end well"))
    try await rig.stop()
  }

  /// Compared with the mode that people need; more rights for the group never hurt.
  private func check(_ place: String, _ mode: mode_t, in rig: Rig) throws {
    var status = stat()
    #expect(stat("\(rig.path)/\(place)", &status) == 0, "\(place)")
    #expect(status.st_gid == account.group, "\(place)")
    #expect(status.st_mode & mode == mode, "\(place): \(String(status.st_mode, radix: 8))")
    #expect(status.st_mode & 0o007 == 0, "\(place) is open to everybody")
  }

  @Test func itLearnsThatSomebodyElsesFileIsStillOpen() async throws {
    guard let rig = try rig() else { return }
    try await rig.start()
    let path = "\(rig.path)/acme/inbox/slow.txt"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o660)
    #expect(descriptor >= 0)
    #expect(fchown(descriptor, maria, account.group) == 0 && fchmod(descriptor, 0o660) == 0)
    #expect(write(descriptor, "Half", 4) == 4)
    // Quiet for much longer than the settle time, and still not taken.
    try await rig.settle()
    #expect(rig.exists("acme/inbox/slow.txt"))
    #expect(try rig.story("slow") == nil)
    #expect(write(descriptor, " and half.", 10) == 10)
    close(descriptor)
    try await rig.wait(for: "slow", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/slow/script.txt") }
    #expect(try rig.read("acme/review/slow/script.txt").contains("Half and half."))
    try await rig.stop()
  }
}
