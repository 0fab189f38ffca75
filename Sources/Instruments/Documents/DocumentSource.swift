package import Files

/// Where a document's bytes are: in memory, or in an open file that is read piece by piece.
package enum DocumentSource: ~Copyable {
  case bytes([UInt8])
  case file(File)

  /// All of them, of a document that must not be larger than `limit`.
  consuming func all(atMost limit: Int) throws(DocumentTrouble) -> [UInt8] {
    switch consume self {
    case .bytes(let bytes):
      guard bytes.count <= limit else { throw .tooLarge(bytes: bytes.count) }
      return bytes
    case .file(let file):
      do throws(FileError) {
        return try file.readAll(atMost: limit)
      } catch {
        throw error.isTooLarge ? .tooLarge(bytes: limit + 1) : .unreadable(detail: "\(error)")
      }
    }
  }

  /// Its first bytes, at most so many; none of what cannot be read, which is told when it is read.
  borrowing func head(_ count: Int) -> [UInt8] {
    switch self {
    case .bytes(let bytes): return Array(bytes.prefix(count))
    case .file(let file):
      do throws(FileError) { return try file.read(at: 0, count: count) } catch { return [] }
    }
  }

  /// A zip with a document in it.
  consuming func archive(_ limits: ArchiveLimits) throws(ArchiveTrouble) -> Archive {
    switch consume self {
    case .bytes(let bytes): try Archive(bytes, limits: limits)
    case .file(let file): try Archive(file, limits: limits)
    }
  }
}
