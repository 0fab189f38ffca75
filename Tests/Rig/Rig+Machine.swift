import Files
import Glibc

extension Rig {
  /// Where the package manager put the programs: beside the test bundle.
  static func buildFolder() -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(decoding: path[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
  }

  static func temporaryFolder(in base: String) throws -> String {
    var template = Array("\(base)/dropreel-rig-XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard isMade else { throw RigError("No temporary folder could be made.") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func name(_ text: String) throws -> FileName {
    guard let name = FileName(text) else { throw RigError("\"\(text)\" is no file name.") }
    return name
  }

  /// A second name of the same file, so that the program finds itself there; a copy where the file system is another one.
  static func link(_ path: String, to other: String, mode: mode_t = 0o755) throws {
    if mode == 0o755, Glibc.link(path, other) == 0 { return }
    guard let cut = path.lastIndex(of: "/"), let otherCut = other.lastIndex(of: "/") else { throw RigError("no path: \(path)") }
    let from = try Folder.open(String(path[..<cut]))
    let to = try Folder.open(String(other[..<otherCut]))
    let target = try name(String(other[other.index(after: otherCut)...]))
    var writer = try to.create(target)
    try from.file(try name(String(path[path.index(after: cut)...]))).copy(to: &writer)
    guard chmod(other, mode) == 0 else { throw RigError("\(other) cannot be made readable.") }
  }

  /// The program's data as an installation has them: links to those of the source tree, or copies for somebody who cannot read there.
  static func data(for root: Folder, built: String, copies: Bool) throws -> String {
    var tree = built
    while tree.count > 1, access("\(tree)/inbox-example/assets", F_OK) != 0 || access("\(tree)/Package.swift", F_OK) != 0 {
      tree = tree.lastIndex(of: "/").map { String(tree[..<$0]) } ?? ""
    }
    let data = "\(root.shownPath)/data"
    _ = try root.makeFolder(.known("data"))
    for (place, name) in [("inbox-example/assets", "assets"), (".build/fonts", "fonts")]
    where access("\(tree)/\(place)", F_OK) == 0 {
      guard let real = realpath("\(tree)/\(place)", nil) else { continue }
      defer { free(real) }
      if copies { try copy(String(cString: real), to: "\(data)/\(name)") } else { symlink(real, "\(data)/\(name)") }
    }
    return data
  }

  /// A folder with all that is in it, for everybody to read.
  private static func copy(_ from: String, to: String) throws {
    guard mkdir(to, 0o755) == 0, chmod(to, 0o755) == 0 else { throw RigError("\(to) cannot be made: \(errno)") }
    let source = try Folder.open(from)
    for entry in try source.entries() {
      let (old, new) = ("\(from)/\(entry.name)", "\(to)/\(entry.name)")
      if (try? Folder.open(old)) != nil { try copy(old, to: new) } else { try link(old, to: new, mode: 0o644) }
    }
  }

  /// What the service writes belongs to the account, and the shares to its group; the rest of the rig it can only look into.
  func handOver(to account: Account) throws {
    try give(path, 0, account.group, 0o755)
    try give("\(path)/bin", 0, account.group, 0o755)
    try give("\(path)/data", 0, account.group, 0o755)
    try give(state, account.user, account.group, 0o700)
    for client in names("") where exists("\(client)/inbox") {
      try give("\(path)/\(client)", 0, account.group, 0o2770)
      for folder in names(client) { try give("\(path)/\(client)/\(folder)", account.user, account.group, 0o2770) }
    }
  }

  private func give(_ place: String, _ user: UInt32, _ group: UInt32, _ mode: mode_t) throws {
    guard chown(place, user, group) == 0, chmod(place, mode) == 0 else {
      throw RigError("\(place) cannot be handed over: \(errno)")
    }
  }

  /// Runs the program, by another one that becomes it if need be. The corresponding C function is `posix_spawn`.
  func spawn(_ arguments: [String], by launcher: [String] = [], output: String, errors: String) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "\(path)/\(output)", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "\(path)/\(errors)", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let line = launcher + (account?.runner ?? []) + [program] + arguments
    let words = line.map { strdup($0) } + [nil]
    let pairs = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + pairs { free(text) } }
    var pid: pid_t = 0
    var code = posix_spawn(&pid, line[0], &actions, nil, words, pairs)
    // A copy of the program is still open for writing in a child that another test has just forked.
    while code == ETXTBSY {
      usleep(10_000)
      code = posix_spawn(&pid, line[0], &actions, nil, words, pairs)
    }
    guard code == 0 else { throw RigError("\(line[0]) could not be started: \(String(cString: strerror(code)))") }
    return pid
  }

  static func code(of status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : -signal
  }
}
