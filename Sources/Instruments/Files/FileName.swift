/// One name in a folder, as the bytes that it is. Two names that look alike are two names.
package struct FileName: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  package static let longest = 255

  /// Nil for what is no name: empty, a path, or a step up.
  package init?(bytes: [UInt8]) {
    guard !bytes.isEmpty, bytes.count <= Self.longest, !bytes.contains(UInt8(ascii: "/")), !bytes.contains(0),
      bytes != [UInt8(ascii: ".")], bytes != [UInt8(ascii: "."), UInt8(ascii: ".")]
    else { return nil }
    self.bytes = bytes
  }

  package init?(_ text: String) { self.init(bytes: Array(text.utf8)) }

  private init(trusted bytes: [UInt8]) { self.bytes = bytes }

  /// As people see it; bytes that are no text are shown by a replacement mark.
  package var description: String { String(decoding: bytes, as: UTF8.self) }

  /// A constant name in the source text.
  package static func known(_ name: StaticString) -> FileName {
    let bytes = Array(name.description.utf8)
    precondition(FileName(bytes: bytes) != nil, "a constant file name must be one")
    return FileName(trusted: bytes)
  }

  /// The name with NUL at its end, as the kernel reads it.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) throws(FileError) -> Result) throws(FileError) -> Result {
    var terminated: [CChar] = []
    terminated.reserveCapacity(bytes.count + 1)
    for byte in bytes { terminated.append(CChar(bitPattern: byte)) }
    terminated.append(0)
    return try unsafe withTerminated(terminated, body)
  }
}

/// `withUnsafeBufferPointer` loses the type of the error; this keeps it.
func withTerminated<Result>(
  _ text: [CChar], _ body: (UnsafePointer<CChar>) throws(FileError) -> Result
) throws(FileError) -> Result {
  let outcome: Swift.Result<Result, FileError> = unsafe text.withUnsafeBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return .failure(FileError(call: "name", name: "", code: 22)) }
    do throws(FileError) {
      return .success(try unsafe body(start))
    } catch {
      return .failure(error)
    }
  }
  return try outcome.get()
}

extension FileName {
  /// "film.mp4", "film (2).mp4", "film (3).mp4" … The bytes stay as they are, whether or not they are text.
  package func numbered(_ number: Int) -> FileName {
    if number == 1 { return self }
    let mark = Array(" (\(number))".utf8)
    let dot = bytes.lastIndex(of: UInt8(ascii: ".")) ?? 0
    let ending = dot > 0 && (2...12).contains(bytes.count - dot) ? bytes[dot...] : []
    var stem = bytes.prefix(min(bytes.count - ending.count, FileName.longest - mark.count - ending.count))
    // Not within a character: a cut one would be shown as a mark.
    while stem.count < bytes.count - ending.count, stem.count > 1, bytes[stem.count] & 0xC0 == 0x80 { stem.removeLast() }
    return FileName(bytes: stem + mark + ending) ?? self
  }
}
