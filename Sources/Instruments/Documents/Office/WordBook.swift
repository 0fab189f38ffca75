/// What the parts around a Word document's text say of it.
final class WordBook {
  let styles: WordStyles
  let lists: WordLists
  let relations: OfficeRelations
  private(set) var tongues = TongueCount()
  private var diagrams: [String: StructuredDocument.Block] = [:]

  init(_ main: String, in package: OfficePackage) throws {
    relations = try OfficeRelations(of: main, in: package)
    styles = try WordStyles(relations.part("styles") ?? Self.beside(main, "styles.xml", in: package), in: package)
    lists = try WordLists(relations.part("numbering") ?? Self.beside(main, "numbering.xml", in: package), in: package)
    let parts = relations.all.filter { $0.type == "diagramData" && !$0.isOutside }.map(\.target)
    diagrams = try DiagramText.read(Set(parts), in: package)
  }

  func diagram(_ id: String) -> StructuredDocument.Block? { relations[id].flatMap { diagrams[OfficePackage.key($0.target)] } }

  /// Where a package does not say it, the part has its usual name.
  static func beside(_ main: String, _ name: String, in package: OfficePackage) -> String? {
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let part = folder.isEmpty ? name : folder + "/" + name
    return package.has(part) ? part : nil
  }
}
