import Production

/// One of several documents that become one.
package struct Chapter: Hashable, Sendable {
  /// What its file is called, without the ending.
  package let name: String
  package let document: StructuredDocument

  package init(name: String, document: StructuredDocument) {
    self.name = name
    self.document = document
  }
}

extension StructuredDocument {
  /// Several documents as the chapters of one. One alone stays as it is.
  ///
  /// The whole is called as the folder is; where that name says nothing, as the first chapter is.
  package init(chapters: [Chapter], folderName: String) throws(DocumentTrouble) {
    if chapters.count == 1, let only = chapters.first {
      self = only.document
      return
    }
    var blocks: [Block] = []
    for chapter in chapters {
      let title = chapter.title
      blocks.append(Block(.heading(level: 2, text: title)))
      blocks += chapter.document.blocks.enumerated().compactMap { index, block in
        guard case .heading(let level, let text) = block.content else { return block }
        return index == 0 && text == title
          ? nil : Block(.heading(level: max(3, level + 1), text: text), emphasised: block.emphasised)
      }
      guard blocks.count <= DocumentBounds.blocks else { throw .tooManyParts(limit: DocumentBounds.blocks) }
    }
    let cutPages = chapters.compactMap(\.document.cutPages)
    self.init(
      title: Self.tellingName(folderName) ?? chapters.first?.title, blocks: blocks,
      cutPages: cutPages.isEmpty ? nil : cutPages.reduce(0, +))
  }

  /// Nil for names that a desktop gives, or that say what is in every folder.
  private static func tellingName(_ name: String) -> String? {
    let words = name.contains(" ") ? name.replacing("_", with: " ") : String(name.map { "-_".contains($0) ? " " : $0 })
    let plain = words.onOneLine.lowercased().filter { $0.isLetter || $0 == " " }.trimmedOfBlanks
    guard plain.contains(where: \.isLetter), !sayingNothing.contains(plain) else { return nil }
    return words.onOneLine.capitalisedAtStart
  }

  private static let sayingNothing: Set<String> = [
    "new folder", "untitled folder", "neuer ordner", "nouveau dossier", "nueva carpeta", "nuova cartella", "nova pasta",
    "nieuwe map", "document", "documents", "docs", "text", "texts", "file", "files", "folder", "archive", "archiv", "zip",
    "inbox",
  ]
}

extension Chapter {
  /// The document's title, or else its first heading where it begins with one, or else its file's name.
  fileprivate var title: String {
    var heading: String?
    if case .heading(_, let text)? = document.blocks.first?.content { heading = text }
    let words = String(name.map { "-_".contains($0) ? " " : $0 }).onOneLine
    return [document.title, heading].compactMap { $0?.onOneLine }.first { $0.contains(where: \.isLetter) }
      ?? (words.isEmpty ? "…" : words.capitalisedAtStart)
  }
}

extension String {
  fileprivate var capitalisedAtStart: String { prefix(1).uppercased() + dropFirst() }
}
