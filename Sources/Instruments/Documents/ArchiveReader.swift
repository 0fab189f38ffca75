internal import CArchive

/// One walk of the library through an archive.
///
/// It is safe because neither pointer leaves it: the library's object lives as long as it does and is freed once, and the source, which
/// the library's calls come back to, is kept alive by it.
@safe final class ArchiveReader {
  private let archive: OpaquePointer
  private let source: ArchiveSource
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// What the library is to look for.
  enum Form { case zip, gzip }

  /// The corresponding C function is `archive_read_open1`.
  init(_ source: ArchiveSource, as form: Form = .zip) throws(ArchiveTrouble) {
    guard let archive = unsafe archive_read_new() else { throw .unreadable(detail: "no memory") }
    unsafe self.archive = archive
    self.source = source
    _ = source.seek(to: 0)
    switch form {
    case .zip: unsafe archive_read_support_format_zip_seekable(archive)
    case .gzip:
      unsafe archive_read_support_filter_gzip(archive)
      unsafe archive_read_support_format_raw(archive)
    }
    unsafe archive_read_set_callback_data(archive, Unmanaged.passUnretained(source).toOpaque())
    unsafe archive_read_set_read_callback(archive) { _, data, piece in
      guard let data = unsafe data, let bytes = unsafe Unmanaged<ArchiveSource>.fromOpaque(data).takeUnretainedValue().nextPiece()
      else { return Int(ARCHIVE_FATAL) }
      unsafe piece?.pointee = bytes.baseAddress
      return bytes.count
    }
    unsafe archive_read_set_skip_callback(archive) { _, data, distance in
      guard let data = unsafe data else { return 0 }
      return unsafe Unmanaged<ArchiveSource>.fromOpaque(data).takeUnretainedValue().skip(distance)
    }
    unsafe archive_read_set_seek_callback(archive) { _, data, offset, whence in
      guard let data = unsafe data else { return Int64(ARCHIVE_FATAL) }
      let source = unsafe Unmanaged<ArchiveSource>.fromOpaque(data).takeUnretainedValue()
      // SEEK_SET, SEEK_CUR and SEEK_END are 0, 1 and 2.
      let base = whence == 0 ? 0 : whence == 1 ? source.place : source.size
      let (place, overflow) = base.addingReportingOverflow(offset)
      return overflow ? Int64(ARCHIVE_FATAL) : source.seek(to: place) ?? Int64(ARCHIVE_FATAL)
    }
    let code = unsafe archive_read_open1(archive)
    guard code == ARCHIVE_OK else { throw trouble() }
  }

  deinit { unsafe archive_read_free(archive) }

  /// Goes on to the next entry; false at the end. A warning is about names, which are not taken from here.
  func nextEntry() throws(ArchiveTrouble) -> Bool {
    var entry: OpaquePointer?
    let code = unsafe archive_read_next_header(archive, &entry)
    switch code {
    case ARCHIVE_OK, ARCHIVE_WARN: return true
    case ARCHIVE_EOF: return false
    default: throw trouble()
    }
  }

  /// The next bytes of the entry; none at its end. A warning is a checksum that is wrong.
  func nextPiece() throws(ArchiveTrouble) -> [UInt8] {
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe archive_read_data(archive, bytes.baseAddress, bytes.count)
    }
    guard count >= 0 else { throw trouble() }
    return Array(buffer[..<count])
  }

  private func trouble() -> ArchiveTrouble {
    if let trouble = source.trouble { return trouble }
    guard let words = unsafe archive_error_string(archive) else { return .damaged(detail: "") }
    return .damaged(detail: unsafe String(cString: words))
  }
}
