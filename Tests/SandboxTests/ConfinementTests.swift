import Glibc
import Sandbox
import StandIns
import Testing

private let hasLandlock = Confinement.offered().landlockABI > 0

@Suite struct ConfinementTests {
  @Test(arguments: [Confinement.Profile.media, .network])
  func whatIsInForceIsSaid(_ profile: Confinement.Profile) async throws {
    let bench = try Bench()
    let run = try await bench.run(["report"], environment: bench.confined(profile))
    #expect(run.lines == ["landlock \(hasLandlock ? "yes" : "no") seccomp yes"])
    #expect(run.end.wentWell)
    #expect(Confinement.offered().seccomp)
  }

  @Test func aProcessWithThreadsIsTooLate() async throws {
    let bench = try Bench()
    let run = try await bench.run(["threads-first"], environment: bench.confined(.media))
    #expect(run.lines == ["\(ConfinementError.threadsRun(count: 2))"])
  }

  @Test func aMissingPlaceIsNamed() async throws {
    let bench = try Bench()
    let run = try await bench.run(["report"], environment: bench.confined(.media, ["READABLE": "/nonexistent"]))
    #expect(run.lines.first?.contains("/nonexistent") == true)
    #expect(run.end.cause == .exited(code: 69))
  }

  @Test func ordinaryWorkGoesOn() async throws {
    let bench = try Bench()
    try bench.makeFile("\(bench.outside)/secret", "input")
    let input = open("\(bench.outside)/secret", O_RDONLY | O_CLOEXEC)
    defer { close(input) }
    let run = try await bench.run(["work"], environment: bench.confined(.media), descriptors: [input])
    #expect(run.lines == ["done"])
    #expect(run.end.wentWell)
  }

  /// Calls that no worker needs.
  @Test(arguments: [
    ("fork", "EPERM"), ("vfork", "EPERM"), ("clone3", "ENOSYS"), ("run=/bin/true", "EACCES"), ("new-users", "EPERM"),
    ("new-mounts", "EPERM"), ("chroot", "EPERM"), ("personality", "EPERM"), ("io-uring", "EPERM"), ("open-tree", "EPERM"),
    ("pidfd-signal", "EPERM"), ("outlive", "EPERM"), ("outlive-hidden", "EPERM"), ("raise-limit", "EPERM"),
    ("trace", "EPERM"), ("frighten=PARENT", "EPERM"), ("frighten=-1", "EPERM"), ("frighten=0", "EPERM"),
    ("limit=PARENT", "EPERM"), ("own-signals=PARENT", "EPERM"), ("self-signal", "ok"), ("truncate=new", "EPERM"),
    ("mode=.", "EPERM"), ("mode-at=.", "EPERM"), ("own-mode", "EPERM"),
    ("time=.", "EPERM"), ("mark=.", "EPERM"), ("eavesdrop", "EPERM"),
    ("limit=0", "ok"),
  ])
  func callsAreRefused(_ act: String, _ outcome: String) async throws {
    try await expect(act.replacing("PARENT", with: "\(getpid())"), outcome, .media)
    try await expect(act.replacing("PARENT", with: "\(getpid())"), outcome, .network)
  }

  @Test(arguments: [
    ("socket=1", "EACCES"), ("socket=2", "EACCES"), ("socket=10", "EACCES"), ("socket=16", "EACCES"), ("socket=17", "EACCES"),
    ("listen", "EACCES"), ("pair=1", "ok"), ("pair=2", "EACCES"), ("pair=3", "EACCES"), ("pair=5", "ok"),
  ])
  func aMediaWorkerHasNoNetwork(_ act: String, _ outcome: String) async throws { try await expect(act, outcome, .media) }

  @Test(arguments: [
    ("socket=1", "EACCES"), ("socket=2", "ok"), ("socket=10", "ok"), ("socket=17", "EACCES"), ("socket=38", "EACCES"),
    ("listen", "EACCES"), ("pair=1", "ok"), ("pair=2", "EACCES"), ("resolve=localhost", "ok"),
    ("read=/etc/ssl/certs/ca-certificates.crt", "ok"),
  ])
  func aNetworkWorkerOnlyCalls(_ act: String, _ outcome: String) async throws { try await expect(act, outcome, .network) }

  /// Names, certificates, encryption: all that a call needs is in reach, and of files of the service's user only what is given.
  @Test func aNetworkWorkerCanCallByTLS() async throws {
    let bench = try Bench()
    let certificates = try Certificates(in: bench.outside)
    try certificates.issue("server", for: "localhost")
    let server = try SecureStandIn(certificates, as: "server")
    let call = "fetch=https://localhost:\(server.port)/"
    let trusting = bench.confined(.network, ["READABLE": certificates.authority, "TRUST": certificates.authority])
    let run = try await bench.run(
      ["act", call, "read=\(certificates.folder)/server.key", "connect-local", "listen", "run=/bin/true"], environment: trusting)
    #expect(
      run.lines == [
        "\(call) ok", "read=\(certificates.folder)/server.key EACCES", "connect-local EACCES", "listen EACCES",
        "run=/bin/true EACCES",
      ])
    // By the system's authorities, which it can read too, nobody vouches for this one.
    let doubting = try await bench.run(["act", call], environment: bench.confined(.network))
    #expect(doubting.lines == ["\(call) untrusted"])
    let media = try await bench.run(["act", call], environment: bench.confined(.media))
    #expect(media.lines != ["\(call) ok"])
  }

  @Test(arguments: [(Confinement.Profile.media, "EACCES", false), (.network, "ok", true)])
  func aCanaryHearsOnlyTheNetworkWorker(_ profile: Confinement.Profile, _ outcome: String, _ hears: Bool) async throws {
    let canary = try Canary()
    try await expect("connect=\(canary.port)", outcome, profile)
    #expect(canary.wasCalled() == hears)
  }

  @Test(arguments: [
    ("memory=64", "ok"), ("memory=1024", "ENOMEM"), ("grow=1", "ok"), ("grow=2", "EFBIG"), ("descriptors", "EMFILE"),
  ])
  func limitsHold(_ act: String, _ outcome: String) async throws {
    try await expect(act, outcome, .media, ["MEMORY": "256"])
  }

  private func expect(
    _ act: String, _ outcome: String, _ profile: Confinement.Profile, _ more: [String: String] = [:]
  ) async throws {
    let bench = try Bench()
    let run = try await bench.run(["act", act], environment: bench.confined(profile, more))
    #expect(run.lines == ["\(act) \(outcome)"])
  }
}

@Suite(.enabled(if: hasLandlock, "This kernel offers no Landlock.")) struct PlacesTests {
  @Test(arguments: [
    ("read=OUT/secret", "EACCES"), ("read=/etc/shadow", "EACCES"), ("read=/etc/passwd", "EACCES"), ("list=/", "EACCES"),
    ("list=/home", "EACCES"), ("list=/tmp", "EACCES"), ("read=/proc/PARENT/environ", "EACCES"),
    ("read=/proc/PARENT/mem", "EACCES"),
    ("read=/proc/PARENT/maps", "EACCES"), ("list=/proc/PARENT/fd", "EACCES"), ("list=/proc", "EACCES"),
    ("write=OUT/new", "EACCES"), ("write=/dev/shm/new", "EACCES"), ("truncate=OUT/secret", "EPERM"),
    ("remove=OUT/secret", "EACCES"), ("move-out=OUT/out", "EACCES"), ("link-in=OUT/secret", "EXDEV"),
    ("write=/usr/share/fonts/new", "EACCES"), ("write=/proc/self/oom_score_adj", "EACCES"),
    ("make-link", "EACCES"), ("make-pipe", "EACCES"), ("write=new", "ok"), ("read=/etc/fonts/fonts.conf", "ok"),
  ])
  func placesAreShut(_ act: String, _ outcome: String) async throws {
    let bench = try Bench()
    try bench.makeFile("\(bench.outside)/secret")
    try bench.makeFile("\(bench.folder)/inside")
    let act = act.replacing("OUT", with: bench.outside).replacing("PARENT", with: "\(getpid())")
    for profile in [Confinement.Profile.media, .network] {
      let run = try await bench.run(["act", act], environment: bench.confined(profile))
      #expect(run.lines == ["\(act) \(outcome)"], "\(profile)")
      try bench.makeFile("\(bench.folder)/inside")
    }
  }

  @Test func aPlaceThatIsGivenCanBeReadAndNotWritten() async throws {
    let bench = try Bench()
    let secret = "\(bench.outside)/secret"
    try bench.makeFile(secret)
    let run = try await bench.run(
      ["act", "read=\(secret)", "truncate=\(secret)", "list=\(bench.outside)"],
      environment: bench.confined(.media, ["READABLE": secret]))
    #expect(run.lines == ["read=\(secret) ok", "truncate=\(secret) EPERM", "list=\(bench.outside) EACCES"])
  }

  /// As the speech host does: confine, then become an interpreter.
  @Test func aProcessCanBecomeTheOneProgramItNamed() async throws {
    let bench = try Bench()
    let environment = bench.confined(.media, ["EXECUTABLE": "/usr/bin/env"])
    let run = try await bench.run(["become", "/usr/bin/env"], environment: environment)
    #expect(run.lines == ["A=b"])
    let other = try await bench.run(["become", "/bin/ls"], environment: environment)
    #expect(other.lines.first?.contains("/bin/ls") == true)
    #expect(other.end.cause == .exited(code: 69))
    // What was taken stays away: the program that it became cannot run another one either.
    let further = try await bench.run(["become", "/usr/bin/env", "/bin/true"], environment: environment)
    #expect(further.end.cause == .exited(code: 126))
  }
}

/// A listener that nobody must call.
private final class Canary {
  private let socket: Int32
  let port: UInt16

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    let listens = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 4) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    try #require(listens)
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(socket) }

  func wasCalled() -> Bool {
    let caller = accept(socket, nil, nil)
    if caller >= 0 { close(caller) }
    return caller >= 0
  }
}
