import Files
import Glibc
import Rig
import Testing

/// A running service with one share for each case, on one ground; all cases of a run use it at the same time.
///
/// `@unchecked Sendable` because nothing of the rig changes once it runs.
final class Site: @unchecked Sendable {
  /// In a real office there is one: its cases must not be in each other's way either.
  @TaskLocal static var all: [Ground: Result<Site, PersonError>] = [:]

  let ground: Ground
  let rig: Rig
  let smbd: Smbd?
  /// Members of it share the files; every Debian has it.
  private static let group: (number: UInt32, name: String) = (100, "users")

  init(_ ground: Ground, cases: [String]) async throws {
    self.ground = ground
    if let obstacle = Self.obstacle(of: ground) { throw PersonError(obstacle) }
    let account = geteuid() == 0 ? Account(user: 2, group: Self.group.number) : nil
    rig = try Rig(clients: cases, worker: "trial-worker", in: ground == .memory ? "/dev/shm" : "/tmp", as: account)
    try rig.configure(settle: "0.7", grace: "3")
    smbd = ground == .samba ? try Self.server(for: rig, cases) : nil
    try await rig.start()
  }

  private static func obstacle(of ground: Ground) -> String? {
    switch ground {
    case .samba: Smbd.obstacle
    case .disk: nil
    case .memory: isMemory("/dev/shm") ? nil : "/dev/shm is no file system in memory"
    }
  }

  private static func isMemory(_ path: String) -> Bool {
    access(path, W_OK) == 0 && Smbd.read("/proc/mounts").split(separator: "\n").contains { $0.hasPrefix("tmpfs \(path) ") }
  }

  private static func server(for rig: Rig, _ cases: [String]) throws -> Smbd {
    try rig.makeFolder("smbd")
    chmod("\(rig.path)/smbd", 0o755)
    let shares = cases.map { name in
      Smbd.Share(name: name, path: rig.share(name), more: name == "case03" ? "   strict allocate = yes" : "")
    }
    return try Smbd(shares, group: group.name, in: "\(rig.path)/smbd")
  }
}

/// Starts a service on each ground, once for all cases of the suite, and ends them after the last.
struct OfficeTrait: SuiteTrait, TestScoping {
  let cases: [String]

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    var sites: [Ground: Result<Site, PersonError>] = [:]
    for ground in Ground.allCases {
      do {
        sites[ground] = .success(try await Site(ground, cases: cases))
      } catch let error as PersonError {
        sites[ground] = .failure(error)
      }
    }
    try await Site.$all.withValue(sites) { try await function() }
  }
}
