/// What one part of a package says of others: each has an id, a type and a target.
struct OfficeRelations {
  struct Relation {
    let id: String
    /// The last step of the type: "styles", "hyperlink", "notesSlide" …
    let type: String
    /// A part's name; of a link that leads out of the file, where it leads.
    let target: String
    let isOutside: Bool
  }

  private(set) var all: [Relation] = []
  private var places: [String: Int] = [:]

  /// None.
  init() {}

  /// Of a part, or of the package itself, which has no name.
  init(of part: String, in package: OfficePackage) throws {
    let (folder, name) = Self.place(of: part)
    let visitor = Visitor(folder: folder)
    guard try package.walk(name, visitor) else { return }
    take(visitor)
  }

  private init(_ visitor: Visitor) { take(visitor) }

  private mutating func take(_ visitor: Visitor) {
    all = visitor.all
    for (index, relation) in all.enumerated() where places[relation.id] == nil { places[relation.id] = index }
  }

  /// Those of many parts, which are unpacked in one go.
  static func all(of parts: [String], in package: OfficePackage) throws -> [String: OfficeRelations] {
    var owners: [String: String] = [:]
    for part in parts { owners[OfficePackage.key(place(of: part).name)] = part }
    var visitors: [String: Visitor] = [:]
    try package.walk(Array(owners.keys), atMost: OfficePackage.mostBytes) { name in
      let owner = owners[name] ?? ""
      let visitor = Visitor(folder: place(of: owner).folder)
      visitors[owner] = visitor
      return visitor
    }
    return visitors.mapValues(OfficeRelations.init)
  }

  /// The folder that its targets start from, and the part that they stand in.
  private static func place(of part: String) -> (folder: String, name: String) {
    let steps = part.split(separator: "/")
    let folder = steps.dropLast().joined(separator: "/")
    return (folder, (folder.isEmpty ? "" : folder + "/") + "_rels/\(steps.last ?? "").rels")
  }

  subscript(_ id: String) -> Relation? { places[id].map { all[$0] } }

  /// The part of a type; nil for one that lies outside of the file, which is never fetched.
  func part(_ type: String) -> String? { all.first { $0.type == type && !$0.isOutside }?.target }

  /// A target as a part's name; nil for one that leads out of the package.
  static func resolve(_ target: String, from folder: String) -> String? {
    let isWhole = target.hasPrefix("/") || target.hasPrefix("\\")
    var steps = isWhole ? [] : folder.split(separator: "/").map(String.init)
    for step in target.replacing("\\", with: "/").split(separator: "/") where step != "." {
      guard step == ".." else {
        steps.append(String(step))
        continue
      }
      if steps.popLast() == nil { return nil }
    }
    return steps.isEmpty ? nil : steps.joined(separator: "/")
  }

  private final class Visitor: MarkupVisitor {
    private let folder: String
    private var relationship: Set<Int> = []
    private var met = 0
    var all: [Relation] = []
    let hears = false

    init(folder: String) { self.folder = folder }

    func meet(_ name: MarkupName) {
      if name.name == "Relationship" { relationship.insert(met) }
      met += 1
    }

    func enter(_ name: Int, _ attributes: MarkupAttributes) {
      guard relationship.contains(name), let id = attributes["Id"], let target = attributes["Target"], all.count < 100_000 else {
        return
      }
      let type = attributes["Type"].map { String($0.split(separator: "/").last ?? "") } ?? ""
      let isOutside = attributes["TargetMode"] == "External"
      if isOutside {
        all.append(Relation(id: id, type: type, target: target, isOutside: true))
      } else if let part = OfficeRelations.resolve(target, from: folder) {
        all.append(Relation(id: id, type: type, target: part, isOutside: false))
      }
    }

    func leave(_ name: Int) {}
    func hear(_ text: UnsafeBufferPointer<UInt8>) {}
  }
}
