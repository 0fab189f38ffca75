import Glibc

/// What /proc says of this process's own descriptors.
enum OpenFiles {
  /// All descriptors that are inotify instances.
  static func inotifyDescriptors() -> Set<Int32> {
    var found: Set<Int32> = []
    guard let folder = FolderListing(path: Array("/proc/self/fd".utf8)) else { return [] }
    for entry in folder.entries {
      guard let number = Int32(String(decoding: entry.name, as: UTF8.self)) else { continue }
      var target = [CChar](repeating: 0, count: 64)
      let length = unsafe readlink("/proc/self/fd/\(number)", &target, target.count)
      guard length > 0 else { continue }
      let text = String(decoding: target.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      // Newer kernels leave the brackets away.
      if text == "anon_inode:inotify" || text == "anon_inode:[inotify]" { found.insert(number) }
    }
    return found
  }

  /// The watches that the kernel really has for an inotify instance.
  static func watches(of descriptor: Int32) -> Set<Int32> {
    let file = unsafe open("/proc/self/fdinfo/\(descriptor)", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      text += piece.prefix(count)
    }
    let start = Array("inotify wd:".utf8)
    let numbers = text.split(separator: UInt8(ascii: "\n")).compactMap { line -> Int32? in
      guard line.starts(with: start) else { return nil }
      return Int32(String(decoding: line.dropFirst(start.count).prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self), radix: 16)
    }
    return Set(numbers)
  }
}
