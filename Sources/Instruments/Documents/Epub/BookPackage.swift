import Production

/// What a book says of itself: its title, its parts, and the order in which they are read.
struct BookPackage {
  let title: String?
  let language: String?
  /// The parts with text, in the order in which they are read.
  private(set) var chapters: [String] = []
  /// Where the names of the chapters are.
  private(set) var contents: [String] = []
  /// Parts that are no chapter: the cover, the list of contents.
  private(set) var around: Set<String> = []

  init(_ markup: BookMarkup, at place: String) throws {
    title = markup.text(of: markup.first("title"))
    language = markup.text(of: markup.first("language"))
    var lists = (new: [String](), old: [String]())
    var items: [String: (place: String, type: String)] = [:]
    for item in markup.named("item") {
      guard let id = item.attributes["id"], let reference = item.attributes["href"],
        let part = BookPlace.resolve(reference, from: place)
      else { continue }
      let type = item.attributes["media-type"]?.lowercased() ?? ""
      items[id] = (part, type)
      if item.attributes["properties"]?.split(separator: " ").contains("nav") == true {
        if around.insert(part).inserted { lists.new.append(part) }
      } else if type == "application/x-dtbncx+xml" {
        lists.old.append(part)
      }
    }
    contents = Array((lists.new.reversed() + lists.old).prefix(Self.mostLists))
    var known: Set<String> = []
    for entry in markup.named("itemref") {
      guard let id = entry.attributes["idref"], let item = items[id], Self.isText(item) else { continue }
      if entry.attributes["linear"]?.lowercased() == "no" { continue }
      if known.insert(item.place).inserted { chapters.append(item.place) }
    }
    guard !chapters.isEmpty else { throw BookTrouble.damaged(detail: "\(place) names no chapters") }
    for entry in markup.named("reference") {
      guard let kind = entry.attributes["type"]?.lowercased(), Self.isAround(kind), let reference = entry.attributes["href"]
      else {
        continue
      }
      // Some programs name a place in the middle of the text.
      guard !reference.contains("#"), let part = BookPlace.resolve(reference, from: place) else { continue }
      around.insert(part)
    }
  }

  /// A book has one list of contents, or two in both of their forms.
  private static let mostLists = 8

  private static func isText(_ item: (place: String, type: String)) -> Bool {
    if item.type.contains("html") || item.type.contains("dtbook") { return true }
    let place = item.place.lowercased()
    return [".html", ".xhtml", ".htm", ".xml"].contains { place.hasSuffix($0) } && !item.type.hasPrefix("image/")
  }

  /// The names that books give to what is no chapter.
  static func isAround(_ kind: String) -> Bool {
    kind.split(separator: " ").contains { word in
      [
        "cover", "toc", "title-page", "titlepage", "copyright-page", "copyright", "loi", "lot", "landmarks", "page-list", "index",
        "halftitlepage",
      ]
      .contains(String(word))
    }
  }

  mutating func leaveOut(_ part: String) { around.insert(part) }
}
