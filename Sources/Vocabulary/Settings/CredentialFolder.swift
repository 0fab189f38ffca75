import Glibc
import Production

/// A folder with one key in each file.
struct CredentialFolder {
  let path: String
  /// systemd made it for this service alone; elsewhere each file's own mode must keep others out.
  let isGuarded: Bool

  /// Large enough for any key and certificate.
  private static let largest = 64 * 1024

  func secrets() throws(Refusal) -> [String: Secret<String>] {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw refusal("The folder of keys \(path) cannot be opened.", errno) }
    defer { close(folder) }
    var secrets: [String: Secret<String>] = [:]
    for name in try names(in: folder) where Secrets.isName(name) {
      secrets[name] = Secret(try text(of: name, in: folder))
    }
    return secrets
  }

  /// The corresponding C function is `readdir`.
  private func names(in folder: Int32) throws(Refusal) -> [String] {
    // The stream owns the descriptor that it is given, so it gets one of its own.
    let own = fcntl(folder, F_DUPFD_CLOEXEC, 0)
    guard own >= 0, let stream = unsafe fdopendir(own) else {
      throw refusal("The folder of keys \(path) cannot be read.", errno)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }

  private func text(of name: String, in folder: Int32) throws(Refusal) -> String {
    let file = unsafe openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw refusal("The key file \(path)/\(name) cannot be opened.", errno) }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal("\(path)/\(name) is not a file.", wayOut: "Put each key in a file of its own, named as the key.")
    }
    guard isGuarded || status.st_mode & 0o077 == 0 else {
      throw Refusal("The key file \(path)/\(name) can be read by others.", wayOut: "Run: chmod 600 \(path)/\(name)")
    }
    var bytes = try bytes(of: file, name: name)
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard !bytes.isEmpty, !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal("The key file \(path)/\(name) is empty or is no text.", wayOut: "Write the key into it, and nothing else.")
    }
    return text
  }

  /// The corresponding C function is `read`.
  private func bytes(of file: Int32, name: String) throws(Refusal) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw refusal("The key file \(path)/\(name) cannot be read.", errno)
      }
      if count == 0 { return bytes }
      bytes += piece.prefix(count)
      guard bytes.count <= Self.largest else {
        throw Refusal("The key file \(path)/\(name) is too large for a key.", wayOut: "Write the key into it, and nothing else.")
      }
    }
  }

  private func refusal(_ sentence: String, _ code: Int32) -> Refusal {
    Refusal(
      sentence, wayOut: "See to it that it is there, and that the service may read it.",
      detail: unsafe String(cString: strerror(code)))
  }
}
