/// The text of a word processor's file (.docx, .docm, .odt), a line for each of its paragraphs, as a person sees it: without what was
/// deleted or hidden in it, without comments and notes.
package enum OfficeText {
  /// Larger texts are refused.
  package static let longest = 1 << 20

  package static func read(_ bytes: [UInt8]) throws(OfficeTrouble) -> String {
    do {
      return try read(try Archive(bytes, limits: .office))
    } catch let trouble as OfficeTrouble {
      throw trouble
    } catch let trouble as ArchiveTrouble {
      throw .archive(trouble)
    } catch MarkupTrouble.declares {
      throw .reachesOut(detail: "it has a document type of its own")
    } catch {
      throw .damaged(detail: "\(error)")
    }
  }

  private static func read(_ archive: Archive) throws -> String {
    let names = archive.entries.map(\.shownName)
    if names.contains("content.xml") {
      if try isLocked(archive) { throw ArchiveTrouble.encrypted(name: "content.xml") }
      return try text(of: "content.xml", in: archive, OpenDocumentLines())
    }
    // Nearly always word/document.xml; some programs number it.
    let main = names.first { $0.hasPrefix("word/document") && $0.hasSuffix(".xml") }
    guard let main else { throw OfficeTrouble.noText }
    return try text(of: main, in: archive, WordLines())
  }

  /// An OpenDocument file with a password is packed as any other, and each part is scrambled by itself.
  private static func isLocked(_ archive: Archive) throws -> Bool {
    guard let manifest = try archive.content(of: "META-INF/manifest.xml") else { return false }
    return String(decoding: manifest, as: UTF8.self).contains(":encryption-data")
  }

  private static func text(of part: String, in archive: Archive, _ lines: some OfficeLines) throws -> String {
    var lines = lines
    let walk = MarkupWalk { step in
      try lines.take(step)
      guard lines.text.utf8.count <= longest else { throw OfficeTrouble.tooLong(limit: longest) }
    }
    try archive.unpack(where: { $0.shownName == part }) { _, piece in try walk.feed(piece) }
    try walk.finish()
    guard lines.isText else { throw OfficeTrouble.noText }
    return lines.text
  }
}

/// Makes lines of what a word processor wrote.
protocol OfficeLines {
  /// Whole lines, each with its end.
  var text: String { get }
  /// The body of a text was met, not that of a table or of slides.
  var isText: Bool { get }
  mutating func take(_ step: MarkupStep) throws
}
