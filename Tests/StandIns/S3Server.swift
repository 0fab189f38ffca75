import Glibc

/// A real storage service on loopback, one for all tests of this process. It ends when this process does, however that ends.
package final class S3Server: Sendable {
  package static let user = "TESTKEY"
  package static let secret = "open sesame"
  /// Everybody may read what lies in it.
  package static let open = "shown"
  /// Nobody sees what lies in it without a signature.
  package static let closed = "films"

  package let port: UInt16
  /// The same, encrypted; who trusts `authority` trusts it.
  package let encryptedPort: UInt16
  package let authority: String
  private let input: Int32

  private static let started = Result { try S3Server() }

  /// Nil where there is none on this machine, and that is said aloud.
  package static func shared(_ test: String = #function) throws -> S3Server? {
    guard access(program, X_OK) == 0 else {
      let line = Array("NOT RUN: \(test): there is no \(program); scripts/setup test installs it\n".utf8)
      _ = line.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      return nil
    }
    return try started.get()
  }

  private static let project = String(#filePath.dropLast("/Tests/StandIns/S3Server.swift".count))
  private static let program = "\(project)/.build/storage/bin/weed"

  private init() throws {
    signal(SIGPIPE, SIG_IGN)
    let folder = try Self.folder()
    // Each of the four has a port to ask and one for the others, the latter where it would not be looked for.
    let ports = try Self.freePorts(9)
    (port, encryptedPort) = (ports[6], ports[8])
    let certificates = try Certificates(in: folder)
    try certificates.issue("storage", for: "127.0.0.1")
    authority = certificates.authority
    let settings = """
      {"identities":[
      {"name":"service","credentials":[{"accessKey":"\(Self.user)","secretKey":"\(Self.secret)"}],
      "actions":["Admin","Read","Write","List","Tagging"]},
      {"name":"anonymous","actions":["Read:\(Self.open)"]}]}
      """
    guard let file = fopen("\(folder)/s3.json", "w") else { throw StandInError("no settings") }
    fputs(settings, file)
    fclose(file)
    let line =
      "'\(Self.program)' server -dir='\(folder)' -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.telemetry=false "
      + "-master.port=\(ports[0]) -master.port.grpc=\(ports[1]) -volume.port=\(ports[2]) -volume.port.grpc=\(ports[3]) "
      + "-filer -filer.port=\(ports[4]) -filer.port.grpc=\(ports[5]) -s3 -s3.port=\(ports[6]) -s3.port.grpc=\(ports[7]) "
      + "-s3.port.https=\(ports[8]) -s3.cert.file='\(folder)/storage.pem' -s3.key.file='\(folder)/storage.key' "
      + "-s3.port.iceberg=0 -s3.port.lance=0 -s3.config='\(folder)/s3.json' -volume.max=60 -master.volumeSizeLimitMB=64"
    // When this process ends, so does what it says to the shell, and with it the server.
    let sockets = ports.map { "/tmp/seaweedfs-*-\($0).sock" }.joined(separator: " ")
    input = try Self.spawn(
      "\(line) >'\(folder)/log' 2>&1 </dev/null & read -r _; kill -9 $!; wait; rm -rf '\(folder)' \(sockets)")
    try makeBuckets()
  }

  package var endpoint: String { "http://127.0.0.1:\(port)" }

  /// Puts a file of this machine there, as any other client would.
  package func put(_ path: String, as key: String, in bucket: String = S3Server.closed) throws {
    let line =
      "curl -s -o /dev/null -w '%{http_code}' -m 20 -T '\(path)' --aws-sigv4 aws:amz:us-east-1:s3 -u '\(Self.user):\(Self.secret)' "
      + "'\(endpoint)/\(bucket)/\(key)' | grep -q 200"
    guard system(line) == 0 else { throw StandInError("The storage service did not take \(key).") }
  }

  private func makeBuckets() throws {
    for bucket in [Self.open, Self.closed] {
      let line =
        "curl -s -o /dev/null -w '%{http_code}' -m 5 -X PUT --aws-sigv4 aws:amz:us-east-1:s3 -u '\(Self.user):\(Self.secret)' "
        + "\(endpoint)/\(bucket) | grep -q 200"
      let deadline = ContinuousClock.now + .seconds(120)
      while system(line) != 0 {
        guard ContinuousClock.now < deadline else { throw StandInError("The storage service does not answer.") }
        usleep(200_000)
      }
    }
  }

  // MARK: - The machine

  private static func folder() throws -> String {
    var name = Array("/tmp/dropreel-storage-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw StandInError("no folder") }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// All held until all are known, so that no two are the same.
  private static func freePorts(_ count: Int) throws -> [UInt16] {
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    return try (0..<count).map { _ in
      let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      sockets.append(number)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isUp = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(number, $0, size) == 0 && getsockname(number, $0, &size) == 0
        }
      }
      guard isUp else { throw StandInError("no port") }
      return UInt16(bigEndian: address.sin_port)
    }
  }

  private static func spawn(_ line: String) throws -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw StandInError("no pipe") }
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    // The tests' own output would be held open by it.
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of the tests let no signal through, and a shell that hears of no child's end waits for ever.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))
    let words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sh"), strdup("-c"), strdup(line), nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, "/bin/sh", &actions, &attributes, words, environ) == 0 else { throw StandInError("no shell") }
    return ends[1]
  }
}
