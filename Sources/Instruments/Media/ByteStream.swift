import CLibav

/// The owner of an `AVIOContext` that reads or writes a `FileStream`.
@safe struct ByteStream: ~Copyable {
  let context: UnsafeMutablePointer<AVIOContext>
  /// Kept alive here: libav holds it unretained.
  private let stream: FileStream

  init?(_ stream: FileStream, writes: Bool) {
    guard let context = unsafe Self.open(stream, writes: writes) else { return nil }
    unsafe self.context = context
    self.stream = stream
  }

  deinit { unsafe Self.close(context) }

  /// The corresponding C function is `avio_alloc_context`.
  static func open(_ stream: FileStream, writes: Bool) -> UnsafeMutablePointer<AVIOContext>? {
    let size: Int32 = 64 * 1024
    guard let buffer = unsafe av_malloc(Int(size)) else { return nil }
    let opaque = unsafe Unmanaged.passUnretained(stream).toOpaque()
    let context = unsafe avio_alloc_context(
      buffer.assumingMemoryBound(to: UInt8.self), size, writes ? 1 : 0, opaque,
      { opaque, buffer, count in
        guard let opaque = unsafe opaque, let buffer = unsafe buffer else { return clibav_bug }
        let stream = unsafe Unmanaged<FileStream>.fromOpaque(opaque).takeUnretainedValue()
        return unsafe stream.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
      },
      { opaque, bytes, count in
        guard let opaque = unsafe opaque, let bytes = unsafe bytes else { return clibav_bug }
        let stream = unsafe Unmanaged<FileStream>.fromOpaque(opaque).takeUnretainedValue()
        return unsafe stream.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
      },
      { opaque, offset, whence in
        guard let opaque = unsafe opaque else { return Int64(clibav_bug) }
        let stream = unsafe Unmanaged<FileStream>.fromOpaque(opaque).takeUnretainedValue()
        return stream.seek(to: offset, whence: whence)
      })
    if unsafe context == nil { unsafe av_free(buffer) }
    return unsafe context
  }

  /// The corresponding C function is `avio_context_free`.
  static func close(_ context: UnsafeMutablePointer<AVIOContext>) {
    unsafe av_freep(&context.pointee.buffer)
    var context: UnsafeMutablePointer<AVIOContext>? = unsafe context
    unsafe avio_context_free(&context)
  }
}
