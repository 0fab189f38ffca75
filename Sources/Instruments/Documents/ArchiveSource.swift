internal import Files

/// The bytes of an archive: in memory, or in an open file that is read piece by piece.
///
/// It is safe because its buffer lives as long as it does, is freed once, and is only handed to the library, which it outlives.
@safe final class ArchiveSource {
  private let bytes: [UInt8]
  private let file: File?
  let size: Int64
  /// Where the library reads next.
  private var position: Int64 = 0
  /// What the library was given last: it stays valid until the next piece.
  private let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  /// Why the file could not be read; the library only knows that it could not.
  private(set) var trouble: ArchiveTrouble?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    file = nil
    size = Int64(bytes.count)
  }

  init(_ file: consuming File) throws(ArchiveTrouble) {
    do throws(FileError) {
      size = try file.status().size
    } catch {
      throw .unreadable(detail: "\(error)")
    }
    bytes = []
    self.file = consume file
  }

  deinit { unsafe piece.deallocate() }

  /// Up to `count` bytes; fewer only at the end.
  func read(at offset: Int64, count: Int) throws(ArchiveTrouble) -> [UInt8] {
    guard offset >= 0, offset <= size else { throw .cutOff }
    let count = Int(min(Int64(count), size - offset))
    guard file != nil else { return Array(bytes[Int(offset)..<Int(offset) + count]) }
    do throws(FileError) {
      return try file?.read(at: offset, count: count) ?? []
    } catch {
      throw .unreadable(detail: "\(error)")
    }
  }

  /// The next piece for the library; nil when the file cannot be read.
  func nextPiece() -> UnsafeRawBufferPointer? {
    do throws(ArchiveTrouble) {
      let bytes = try read(at: position, count: unsafe piece.count)
      unsafe piece.copyBytes(from: bytes)
      position += Int64(bytes.count)
      return unsafe UnsafeRawBufferPointer(rebasing: piece[..<bytes.count])
    } catch {
      trouble = error
      return nil
    }
  }

  /// Moves on by at most `distance`, and says by how much.
  func skip(_ distance: Int64) -> Int64 {
    let step = max(0, min(distance, size - position))
    position += step
    return step
  }

  /// Moves to a place; nil when there is none such.
  func seek(to place: Int64) -> Int64? {
    guard place >= 0, place <= size else { return nil }
    position = place
    return place
  }

  var place: Int64 { position }
}
