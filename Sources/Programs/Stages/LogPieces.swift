import Documents
import Files
import Production

/// The bytes of a log, unpacked where they are packed.
final class LogPieces {
  private let packed: GzipFile?
  private let file: File?
  private(set) var place: Int64 = 0

  init(_ file: consuming File) throws {
    if try file.read(at: 0, count: 2) == [0x1F, 0x8B] {
      do throws(ArchiveTrouble) {
        packed = try GzipFile(file)
      } catch {
        throw error.isPassing ? Failure(error.refusal, kind: .passing) : Failure(error.refusal, kind: .input)
      }
      self.file = nil
    } else {
      packed = nil
      self.file = consume file
    }
  }

  /// None at the end.
  func next() throws -> [UInt8] {
    guard let packed else {
      let piece = try file?.read(at: place, count: 1 << 18) ?? []
      place += Int64(piece.count)
      return piece
    }
    do throws(ArchiveTrouble) {
      return try packed.nextPiece()
    } catch {
      throw Failure(error.refusal, kind: error.isPassing ? .passing : .input)
    }
  }
}
