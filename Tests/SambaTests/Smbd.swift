import Glibc

/// A real file server on loopback, for one run: a port, accounts, folders and settings of its own. Its shares are the example that we give.
final class Smbd: Sendable {
  static let password = "open sesame"
  /// Accounts that every Debian has, under the names of people: the machine gets no new ones.
  static let people = ["maria": "games", "peter": "news"]
  private static let program = "/usr/sbin/smbd"

  let port: Int
  let socket: String
  private let folder: String
  private let server: Child
  private let machines: Child

  /// Why there can be none here; nil when there can.
  static var obstacle: String? {
    if geteuid() != 0 { return "a file server with people of its own needs root" }
    for program in [program, "/usr/bin/smbpasswd", "/usr/bin/setpriv", python] where access(program, X_OK) != 0 {
      return "there is no \(program); scripts/setup test installs it"
    }
    return nil
  }

  struct Share {
    let name: String
    let path: String
    /// Settings beyond the example's.
    var more = ""
  }

  init(_ shares: [Share], group: String, in folder: String) throws {
    self.folder = folder
    port = try Self.freePort()
    for name in ["private", "lock", "state", "cache", "pid", "ncalrpc"] { mkdir("\(folder)/\(name)", 0o755) }
    let map = Self.people.map { "\($0.value) = \($0.key)\n" }.joined()
    let settings = "\(folder)/smb.conf"
    try Self.write(map, to: "\(folder)/users.map")
    try Self.write(Self.global(folder, port) + shares.map { Self.section($0, group) }.joined(), to: settings)
    for account in Self.people.values {
      let code = try Child.run(
        ["/usr/bin/smbpasswd", "-c", settings, "-s", "-a", account], input: "\(Self.password)\n\(Self.password)\n",
        output: "\(folder)/smbpasswd.log")
      guard code == 0 else { throw PersonError("smbpasswd: \(Self.read("\(folder)/smbpasswd.log"))") }
    }
    server = try Child(
      [Self.program, "--foreground", "--no-process-group", "--configfile=\(settings)"], output: "\(folder)/smbd.out")
    socket = "\(folder)/people.sock"
    machines = try Child([Self.python, "\(Self.project)/Tests/SambaTests/people.py", socket], output: "\(folder)/people.out")
  }

  /// Connected, as soon as the server answers.
  func person(_ name: String, share: String) async throws -> SambaPerson {
    let deadline = ContinuousClock.now + .seconds(30)
    while true {
      do {
        return try await SambaPerson(name, share: share, port: port, people: socket)
      } catch {
        guard ContinuousClock.now < deadline else { throw PersonError("\(error)\n\(log.suffix(2000))") }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  var log: String { ["smbd.log", "smbd.out", "people.out"].map { Self.read("\(folder)/\($0)") }.joined() }

  // MARK: - Settings

  static var project: String { String(#filePath.dropLast("/Tests/SambaTests/Smbd.swift".count)) }
  static var python: String { "\(project)/.build/people/bin/python3" }
  static var example: String { read("\(project)/systemd/samba/dropreel.conf") }

  private static func global(_ folder: String, _ port: Int) -> String {
    """
    [global]
      server role = standalone server
      smb ports = \(port)
      interfaces = lo
      bind interfaces only = yes
      disable netbios = yes
      private dir = \(folder)/private
      lock directory = \(folder)/lock
      state directory = \(folder)/state
      cache directory = \(folder)/cache
      pid directory = \(folder)/pid
      ncalrpc dir = \(folder)/ncalrpc
      log file = \(folder)/smbd.log
      passdb backend = tdbsam
      username map = \(folder)/users.map
      server min protocol = SMB3
      load printers = no
      disable spoolss = yes
      # There is no syslog here.
      full_audit:syslog = no
      log level = 1

    """
  }

  private static func section(_ share: Share, _ group: String) -> String {
    var lines: [String] = []
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      switch line.drop(while: { $0 == " " }) {
      case "[videos]": lines.append("[\(share.name)]")
      case "path = /srv/shares/acme": lines.append("   path = \(share.path)")
      case "valid users = @acme-videos": lines.append("   valid users = \(people.values.sorted().joined(separator: " "))")
      // The borrowed accounts are no members of it.
      case "force group = +acme-videos": lines.append("   force group = \(group)")
      default: lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n") + "\n\(share.more)\n"
  }

  // MARK: - The machine

  private static func freePort() throws -> Int {
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
      }
    }
    guard code == 0 else { throw PersonError("no free port: \(errno)") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw PersonError("\(path): \(errno)") }
    defer { fclose(file) }
    fputs(text, file)
  }

  static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { text += piece[..<count] }
    return String(decoding: text, as: UTF8.self)
  }
}
