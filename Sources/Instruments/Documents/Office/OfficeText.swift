internal import Production

/// The text of a word processor's file (.docx, .docm, .odt), a line for each of its paragraphs, as a person sees it: without what was
/// deleted or hidden in it, without comments and notes.
package enum OfficeText {
  /// Larger texts are refused.
  package static let longest = 1 << 20

  package static func read(_ bytes: [UInt8]) throws(OfficeTrouble) -> String {
    try OfficeReader.confirm(Array(bytes.prefix(CompoundFile.probeLength)), name: "")
    return try OfficeReader.telling {
      try OfficeReader(try Archive(bytes, limits: .office)) { _ in }.lines()
    }
  }
}
