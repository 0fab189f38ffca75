import Glibc

/// A throw-away authority, and certificates by it: made anew for each test that needs them.
package struct Certificates {
  package let folder: String
  /// The file that says whom to trust.
  package var authority: String { "\(folder)/ca.pem" }

  /// In a folder of the test's own.
  package init(in folder: String) throws {
    self.folder = folder
    try Self.run(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout '\(folder)/ca.key' -out '\(folder)/ca.pem' "
        + "-subj /CN=Nobody -days 2 -addext basicConstraints=critical,CA:TRUE")
  }

  /// A certificate for a host. With `days` below zero it is over.
  package func issue(_ name: String, for host: String, days: Int = 2) throws {
    let path = "\(folder)/\(name)"
    let place = host.allSatisfy { $0.isNumber || $0 == "." } ? "IP" : "DNS"
    try Self.run(
      "openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout '\(path).key' -out '\(path).csr' -subj /CN=\(host) && "
        + "printf 'subjectAltName=\(place):\(host)\\n' > '\(path).ext' && "
        + "openssl x509 -req -in '\(path).csr' -CA '\(folder)/ca.pem' -CAkey '\(folder)/ca.key' -CAcreateserial -days \(days) "
        + "-extfile '\(path).ext' -out '\(path).pem'")
  }

  static func run(_ command: String) throws {
    let code = system("(\(command)) >/dev/null 2>&1")
    guard code == 0 else { throw StandInError("This did not work (\(code)): \(command)") }
  }
}

/// A server with a certificate: it answers every request with a page of its own, or carries it on.
package final class SecureStandIn {
  package let port: Int
  private let process: Int32

  package convenience init(_ certificates: Certificates, as name: String) throws {
    let path = "\(certificates.folder)/\(name)"
    try self.init(
      ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "\(path).pem", "-key", "\(path).key", "-www"],
      log: "\(path).log")
  }

  /// In front of a server without encryption, to which it carries what it hears.
  package convenience init(_ certificates: Certificates, as name: String, before address: String) throws {
    let path = "\(certificates.folder)/\(name)"
    let port = address.split(separator: ":").last.map(String.init) ?? ""
    try self.init(["python3", "-u", "-c", Self.front, "\(path).pem", "\(path).key", port], log: "\(path).log")
  }

  private static let front = """
    import select, socket, ssl, sys, threading
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    door = socket.create_server(("127.0.0.1", 0))
    print("ACCEPT 127.0.0.1:%d" % door.getsockname()[1])
    def serve(raw):
        try:
            inside = context.wrap_socket(raw, server_side=True)
        except OSError:
            return raw.close()
        behind = socket.create_connection(("127.0.0.1", int(sys.argv[3])))
        # One thread for both ways: an encrypted connection is not to be read and written at the same time.
        try:
            while True:
                ready = [inside] if inside.pending() else select.select([inside, behind], [], [])[0]
                for source in ready:
                    data = source.recv(65536)
                    if not data:
                        return
                    (behind if source is inside else inside).sendall(data)
        except OSError:
            pass
        finally:
            inside.close()
            behind.close()
    while True:
        threading.Thread(target=serve, args=(door.accept()[0],), daemon=True).start()
    """

  /// `words` start a program that writes the port where it listens.
  private init(_ words: [String], log: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var list = words.map { strdup($0) } + [nil]
    defer { for word in list { free(word) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], &actions, nil, &list, environ) == 0 else {
      throw StandInError("\(words[0]) does not run")
    }
    process = child
    var found: Int?
    for _ in 0..<1000 where found == nil {
      found = Self.port(in: log)
      usleep(10_000)
    }
    guard let found else {
      kill(child, SIGKILL)
      throw StandInError("\(words[0]) did not listen")
    }
    port = found
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }

  private static func port(in log: String) -> Int? {
    guard let file = fopen(log, "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 1024)
    while fgets(&line, 1024, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("ACCEPT"), let last = text.split(separator: ":").last else { continue }
      return Int(last.prefix { $0.isNumber })
    }
    return nil
  }
}
