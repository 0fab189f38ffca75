package import Files

/// A text that was packed with gzip, unpacked piece by piece. For workers only; it takes two buffers of memory, however long the text is.
package final class GzipFile {
  private let reader: ArchiveReader
  private let size: Int64
  private var unpacked: Int64 = 0

  /// Opens a file that begins as packed ones do.
  package init(_ file: consuming File) throws(ArchiveTrouble) {
    let source = try ArchiveSource(file)
    size = source.size
    reader = try ArchiveReader(source, as: .gzip)
    guard try reader.nextEntry() else { throw .cutOff }
  }

  /// No text that anybody writes becomes two hundred times its size, however often it says the same.
  private static let largestFactor: Int64 = 200
  private static let alwaysAllowed: Int64 = 1 << 30

  /// The next bytes; none at the end.
  package func nextPiece() throws(ArchiveTrouble) -> [UInt8] {
    let piece = try reader.nextPiece()
    unpacked += Int64(piece.count)
    if unpacked > Self.alwaysAllowed, unpacked / Self.largestFactor > size { throw .trap(detail: "gzip, \(size) bytes") }
    return piece
  }
}
