import Glibc

/// Mounts over and below a share, in a mount namespace of the service's own: nobody else on the machine sees them, and they end with it.
extension Rig {
  /// Whether this machine lets the tests have namespaces of that kind: "--mount", "--user --map-root-user" and so on.
  package static func may(_ kinds: String...) -> Bool {
    (try? Self.shell("/usr/bin/unshare \(kinds.joined(separator: " ")) /bin/true")) == 0
  }

  /// As `start`, after a shell has prepared the mounts.
  package func startInOwnMounts(_ prepare: String = ":") async throws {
    try await start(by: [
      "/usr/bin/unshare", "--mount", "--propagation", "private", "/bin/sh", "-c",
      "set -e; cd '\(path)'; \(prepare); exec \"$0\" \"$@\"",
    ])
  }

  /// Runs a shell where the service's mounts are.
  package func inMounts(_ command: String) throws {
    guard let process else { throw RigError("No service runs.") }
    let code = try Self.shell("/usr/bin/nsenter --target \(process) --mount /bin/sh -c \"cd '\(path)' && { \(command); }\"")
    if code != 0 { throw RigError("\(command) ended with \(code).") }
  }

  /// A folder as the service sees it, from outside of its mounts.
  package func seen(_ place: String) throws -> String {
    guard let process else { throw RigError("No service runs.") }
    return "/proc/\(process)/root\(path)/\(place)"
  }

  /// The corresponding C function is `posix_spawn`.
  @discardableResult
  package static func shell(_ command: String) throws -> Int32 {
    let line = ["/bin/sh", "-c", command]
    let words = line.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/bin/sh", nil, nil, words, environ) == 0 else { throw RigError("No shell could be started.") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Self.code(of: status)
  }
}
