import Production

/// Reads office documents that are zips: what they are is told by what is in them, and not by their names.
struct OfficeReader {
  private enum Main {
    case word(String)
    case slides(String)
    case open
  }

  private let package: OfficePackage
  private let main: Main
  /// Those of the package itself.
  private let relations: OfficeRelations

  static func read(
    _ source: consuming DocumentSource, _ kind: DropKind, _ progress: (Double) -> Void
  ) throws(DocumentTrouble) -> StructuredDocument {
    let archive: Archive
    do throws(OfficeTrouble) {
      try confirm(source.head(CompoundFile.probeLength), name: "x.\(kind.rawValue)")
    } catch {
      throw .office(error)
    }
    do throws(ArchiveTrouble) {
      archive = try source.archive(.office)
    } catch {
      throw .office(error == .notAnArchive ? .noText : .archive(error))
    }
    do throws(OfficeTrouble) {
      return try withoutActuallyEscaping(progress) { progress throws(OfficeTrouble) in
        try telling { try OfficeReader(archive, progress: progress).document() }
      }
    } catch {
      throw .office(error)
    }
  }

  /// Whatever goes wrong, as what it means for the document.
  static func telling<Value>(_ work: () throws -> Value) throws(OfficeTrouble) -> Value {
    do {
      return try work()
    } catch let trouble as OfficeTrouble {
      throw trouble
    } catch let trouble as ArchiveTrouble {
      throw trouble == .notAnArchive ? .noText : .archive(trouble)
    } catch MarkupTrouble.declares {
      throw .reachesOut(detail: "it has a document type of its own")
    } catch {
      throw .damaged(detail: "\(error)")
    }
  }

  /// Says of a file of before 2007 what it is: documents with a password are wrapped into one, too.
  static func confirm(_ head: [UInt8], name: String) throws(OfficeTrouble) {
    switch CompoundFile.content(head, name: name) {
    case .locked: throw .locked
    case .old: throw .old
    case nil: return
    }
  }

  init(_ archive: Archive, progress: @escaping (Double) -> Void) throws {
    package = OfficePackage(archive, progress: progress)
    if package.has("content.xml") {
      if try Self.isLocked(package) { throw OfficeTrouble.locked }
      relations = OfficeRelations()
      main = .open
    } else {
      relations = try OfficeRelations(of: "", in: package)
      main = try Self.main(of: package, relations)
    }
  }

  private static func main(of package: OfficePackage, _ relations: OfficeRelations) throws -> Main {
    let named = relations.part("officeDocument").flatMap { package.has($0) ? $0 : nil }
    guard let part = named ?? guess(package) else { throw OfficeTrouble.noText }
    let key = OfficePackage.key(part)
    if key.hasPrefix("xl/") { throw OfficeTrouble.spreadsheet }
    if key.hasPrefix("visio/") { throw OfficeTrouble.drawing }
    if key.hasPrefix("ppt/") || key.hasSuffix("presentation.xml") { return .slides(part) }
    return .word(part)
  }

  /// Nearly always word/document.xml; some programs number it.
  private static func guess(_ package: OfficePackage) -> String? {
    package.names.filter { $0.hasSuffix(".xml") && $0.split(separator: "/").count == 2 }.sorted().first {
      $0.hasPrefix("word/document") || $0.hasPrefix("ppt/presentation") || $0.hasPrefix("xl/workbook")
    }
  }

  /// An OpenDocument file with a password is packed as any other, and each part is scrambled by itself.
  private static func isLocked(_ package: OfficePackage) throws -> Bool {
    guard let manifest = try package.content(of: "META-INF/manifest.xml", atMost: 8 << 20) else { return false }
    return String(decoding: manifest, as: UTF8.self).contains(":encryption-data")
  }

  /// A line for each paragraph.
  func lines() throws -> String {
    switch main {
    case .word(let part): try WordReader(part, in: package).lines()
    case .open: try OpenReader(in: package).lines()
    case .slides: throw OfficeTrouble.noText
    }
  }

  func document() throws -> StructuredDocument {
    let draft =
      switch main {
      case .word(let part): try WordReader(part, in: package).document()
      case .open: try OpenReader(in: package).document()
      case .slides(let part): try SlideReader(part, in: package).document()
      }
    let properties = try OfficeProperties(in: package, relations)
    let heading = draft.blocks.lazy.prefix(20).compactMap { block -> String? in
      // A heading that is deep from the start is one of a part, as that of a list of contents.
      if case .heading(1...3, let text) = block.content { text } else { nil }
    }.first
    let document = StructuredDocument(
      title: draft.title ?? properties.title ?? heading, blocks: draft.blocks,
      language: [draft.language, properties.language].compactMap { $0 }.first { !$0.isEmpty && $0 != "zxx" })
    if let detail = draft.reachesOut, !document.hasWords { throw OfficeTrouble.reachesOut(detail: detail) }
    return document
  }
}
