import Production

/// What a document says of itself as a file: its title, where a person gave it one.
struct OfficeProperties {
  private(set) var title: String?
  private(set) var language: String?

  /// The relations are those of the package itself.
  init(in package: OfficePackage, _ relations: OfficeRelations) throws {
    let named = relations.part("core-properties")
    let visitor = Visitor()
    for part in [named, "docProps/core.xml", "meta.xml"] {
      guard let part, package.size(of: part) <= 1 << 20 else { continue }
      // Nobody loses a document for what is said about it.
      do { if try package.walk(part, visitor) { break } } catch is MarkupTrouble { break }
    }
    title = visitor.texts["title"].map(\.onOneLine).flatMap { Self.isTelling($0) ? $0 : nil }
    language = visitor.texts["language"].map(\.onOneLine)
  }

  /// Programs put the name of a file or of a template there.
  private static func isTelling(_ title: String) -> Bool {
    let plain = title.lowercased()
    guard title.count(where: \.isLetter) >= 3, title.count <= 200 else { return false }
    if meaningless.contains(where: plain.hasPrefix) || plain.contains("template") { return false }
    let ending = DocumentName.ending(of: plain)
    return !(ending.count >= 2 && ending.count <= 5 && !ending.contains(" ") && DocumentName.kind(of: plain) != nil)
      && ![".doc", ".dot", ".ppt", ".pps", ".wpd"].contains { plain.hasSuffix($0) }
  }

  private static let meaningless = [
    "microsoft word", "microsoft powerpoint", "powerpoint presentation", "powerpoint-präsentation", "présentation powerpoint",
    "presentación de powerpoint", "presentazione standard", "slide 1", "folie 1", "diapositive 1", "document", "dokument",
    "untitled",
    "unbenannt", "sans titre", "title", "no slide title", "doc1", "presentation1", "präsentation1", "normal", "präsentation",
  ]

  private final class Visitor: MarkupVisitor {
    private var names: [String?] = []
    private var heard: [UInt8] = []
    private var name: String?
    var texts: [String: String] = [:]
    var hears: Bool { name != nil }

    func meet(_ name: MarkupName) {
      names.append(
        name.space == "http://purl.org/dc/elements/1.1/" && ["title", "language"].contains(name.name) ? name.name : nil)
    }

    func enter(_ name: Int, _ attributes: MarkupAttributes) {
      self.name = names[name]
      heard = []
    }

    func leave(_ name: Int) {
      if let name = names[name] { texts[name] = String(decoding: heard, as: UTF8.self) }
      self.name = nil
    }

    func hear(_ text: UnsafeBufferPointer<UInt8>) { if heard.count < 10_000 { unsafe heard.append(contentsOf: text) } }
  }
}
