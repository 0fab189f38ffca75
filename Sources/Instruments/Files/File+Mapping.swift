import Glibc

extension File {
  /// Shows the file's bytes where they are, without reading them into memory: for formats that are read here and there.
  ///
  /// Only for files that nobody else can write to: one that is cut while it is mapped ends the process. The corresponding C function
  /// is `mmap`.
  package func withMappedBytes<Result, Trouble: Error>(
    _ body: (RawSpan) throws(Trouble) -> Result
  ) throws -> Result {
    let size = Int(try status().size)
    guard size > 0 else { return try body(RawSpan()) }
    guard let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe start != MAP_FAILED else {
      throw FileError(call: "mmap", name: shownPath, code: errno)
    }
    defer { unsafe munmap(start, size) }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: size)
    return try body(unsafe bytes.bytes)
  }
}
