import Production

/// Makes a structured document of a book (EPUB 2 and 3): its chapters in their order.
struct EpubReader {
  private let archive: Archive
  private var read = 0

  /// One chapter; books keep each in a file of its own.
  private static let mostBytes: Int64 = 32 << 20
  private static let limits = ArchiveLimits(entries: 20_000, entryBytes: 2 << 30, totalBytes: 8 << 30, ratio: 1000)
  /// All chapters together: twenty novels.
  private static let mostText: Int64 = 128 << 20

  static func read(
    _ source: consuming DocumentSource, _ progress: (Double) -> Void
  ) throws(DocumentTrouble) -> StructuredDocument {
    do {
      return try EpubReader(try source.archive(limits)).document(progress)
    } catch let trouble as DocumentTrouble {
      throw trouble
    } catch let trouble as BookTrouble {
      throw .book(trouble)
    } catch ArchiveTrouble.unreadable(let detail) {
      throw .unreadable(detail: detail)
    } catch let trouble as ArchiveTrouble {
      throw .book(.archive(trouble))
    } catch {
      throw .book(.damaged(detail: "\(error)"))
    }
  }

  private init(_ archive: Archive) { self.archive = archive }

  private func document(_ progress: (Double) -> Void) throws -> StructuredDocument {
    var package = try package()
    try checkLocks(of: package)
    var contents = BookContents()
    for place in package.contents { if let bytes = try content(of: place) { contents.add(bytes, at: place) } }
    for place in contents.around { package.leaveOut(place) }
    let chapters = try chapters(of: package, progress)
    var blocks = blocks(of: package.chapters.filter { !package.around.contains($0) }, chapters, contents)
    let main = StructuredDocument(title: package.title, blocks: blocks, language: package.language)
    if !main.hasWords { blocks = self.blocks(of: package.chapters, chapters, contents) }
    return StructuredDocument(title: package.title, blocks: blocks, language: package.language)
  }

  private func content(of place: String) throws -> [UInt8]? {
    guard let entry = archive.entries.first(where: { $0.shownName == place }), entry.size <= Self.mostBytes else { return nil }
    return try archive.content(of: place)
  }

  private func package() throws -> BookPackage {
    let named = try content(of: "META-INF/container.xml").flatMap {
      try BookMarkup($0).first("rootfile")?.attributes["full-path"]
    }
    let found = named ?? archive.entries.first { $0.shownName.lowercased().hasSuffix(".opf") }?.shownName
    guard let found, let place = BookPlace.resolve(found, from: ""), let bytes = try content(of: place) else {
      throw BookTrouble.damaged(detail: "there is no package file")
    }
    return try BookPackage(try BookMarkup(bytes), at: place)
  }

  /// Fonts may be scrambled so that nobody takes them out; all else that is scrambled needs a key.
  private func checkLocks(of package: BookPackage) throws {
    guard let bytes = try content(of: "META-INF/encryption.xml") else { return }
    let markup = try BookMarkup(bytes)
    let locked = Set(
      markup.named("CipherReference").compactMap { $0.attributes["URI"] }.compactMap { BookPlace.resolve($0, from: "") })
    if package.chapters.contains(where: locked.contains) { throw BookTrouble.locked }
  }

  /// All chapters, each as soon as it is unpacked: in the order of the archive, which is not that of the book.
  private func chapters(
    of package: BookPackage, _ progress: (Double) -> Void
  ) throws -> [String: StructuredDocument] {
    let wanted = Set(package.chapters)
    let parts = archive.entries.filter { wanted.contains($0.shownName) }
    guard parts.allSatisfy({ $0.size <= Self.mostBytes }), parts.reduce(0, { $0 + $1.size }) <= Self.mostText else {
      throw DocumentTrouble.tooManyParts(limit: DocumentBounds.blocks)
    }
    var chapters: [String: StructuredDocument] = [:]
    var bytes: [UInt8] = []
    var count = 0
    try archive.unpack(where: { wanted.contains($0.shownName) }) { entry, piece in
      bytes += piece
      guard Int64(bytes.count) >= entry.size else { return }
      let guess = CharsetGuess(bytes, label: HtmlCharset.label(in: bytes))
      let text = Transcoder.utf8(bytes[guess.markLength...], from: guess.charset)
      bytes = []
      let chapter = try HtmlReader.read(text, isWholePage: false)
      count += chapter.blocks.count
      guard count <= DocumentBounds.blocks else { throw DocumentTrouble.tooManyParts(limit: DocumentBounds.blocks) }
      chapters[entry.shownName] = chapter
      progress(Double(chapters.count) / Double(parts.count))
    }
    return chapters
  }

  private func blocks(
    of places: [String], _ chapters: [String: StructuredDocument], _ contents: BookContents
  ) -> [StructuredDocument.Block] {
    var blocks: [StructuredDocument.Block] = []
    for place in places {
      guard let chapter = chapters[place], !chapter.blocks.isEmpty else { continue }
      var own = chapter.blocks
      if let name = contents.names[place], !own.prefix(4).contains(where: \.isHeading) { Self.put(name, over: &own) }
      blocks += own
    }
    return blocks
  }

  /// A chapter without a heading is called as the list of contents calls it. Often its first line says the same.
  private static func put(_ name: String, over blocks: inout [StructuredDocument.Block]) {
    if case .paragraph(let text)? = blocks.first?.content, text.count <= 200, text.lowercased() == name.lowercased() {
      blocks[0].content = .heading(level: 2, text: text)
    } else {
      blocks.insert(StructuredDocument.Block(.heading(level: 2, text: name)), at: 0)
    }
  }
}

extension StructuredDocument.Block {
  fileprivate var isHeading: Bool { if case .heading = content { true } else { false } }
}
