import Files

/// A file of the work folder that is written piece by piece.
final class PartWriter {
  private var writer: FileWriter

  init(_ writer: consuming FileWriter) { self.writer = writer }

  func write(_ piece: [UInt8]) throws(FileError) { try writer.write(piece) }
}
