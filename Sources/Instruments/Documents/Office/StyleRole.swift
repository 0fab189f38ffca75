import Production

/// What the name of a paragraph style says that its paragraphs are.
enum StyleRole: Hashable {
  case heading(Int)
  case title
  case quote
  case code
  case bullet
  case numbered
  /// Words under a picture: never a heading, however they look.
  case caption
  /// The table of contents, an index: said already, or a list of places.
  case contents

  init?(_ name: String) {
    let plain = name.lowercased().replacing("_20_", with: " ").trimmedOfBlanks
    guard !plain.isEmpty else { return nil }
    if let exact = Self.exact[plain] {
      self = exact
      return
    }
    if let level = Self.level(of: plain) {
      self = .heading(level)
      return
    }
    guard let found = Self.beginnings.first(where: { plain.hasPrefix($0.words) })?.role else { return nil }
    self = found
  }

  /// "heading 1", and what it is called in other languages; ids have no blank, and some lose their first letter when it is no ASCII.
  private static func level(of name: String) -> Int? {
    guard let digit = name.last?.wholeNumberValue, (1...9).contains(digit) else { return nil }
    let words = name.dropLast().filter { $0 != " " && $0 != "-" }
    return headings.contains(String(words)) ? digit : nil
  }

  private static let headings: Set<String> = [
    "heading", "überschrift", "berschrift", "titre", "título", "ttulo", "titulo", "titolo", "kop", "rubrik", "overskrift",
    "otsikko",
    "nagłówek", "nagwek", "nadpis", "címsor", "cmsor", "заголовок", "标题", "標題", "見出し", "제목", "başlık", "balk", "titlu",
    "naslov", "επικεφαλίδα", "cabeçalho", "h", "head", "header",
  ]

  private static let exact: [String: StyleRole] = [
    "title": .title, "titel": .title, "titre": .title, "título": .title, "titolo": .title, "tytuł": .title, "название": .title,
    "quote": .quote, "intense quote": .quote, "intensequote": .quote, "block text": .quote, "blocktext": .quote,
    "quotations": .quote, "zitat": .quote, "citation": .quote, "cita": .quote, "blockquote": .quote,
    "source code": .code, "sourcecode": .code, "html preformatted": .code, "htmlpreformatted": .code, "preformatted text": .code,
    "code": .code, "macro": .code, "listing": .code,
    "caption": .caption, "beschriftung": .caption, "légende": .caption, "bildunterschrift": .caption, "didascalia": .caption,
    "toc heading": .contents, "tocheading": .contents, "contents heading": .contents, "index heading": .contents,
    "table of figures": .contents, "tableoffigures": .contents, "table of authorities": .contents,
  ]

  private static let beginnings: [(words: String, role: StyleRole)] = [
    ("toc ", .contents), ("toc1", .contents), ("toc2", .contents), ("toc3", .contents), ("contents ", .contents),
    ("verzeichnis ", .contents), ("tm ", .contents), ("list bullet", .bullet), ("listbullet", .bullet),
    ("aufzählungszeichen", .bullet), ("list number", .numbered), ("listnumber", .numbered), ("listennummer", .numbered),
  ]
}
