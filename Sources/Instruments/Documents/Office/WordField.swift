/// A field: a code that Word keeps, and the text that it shows for it.
struct WordField {
  /// What the code says; only its beginning is looked at.
  private(set) var code: [UInt8] = []
  /// The text behind the separator is what is seen; what stands before it is not.
  private(set) var isShown = false
  private(set) var isLeftOut = false
  /// Where in the paragraph its text begins.
  private(set) var start = 0

  init() {}

  /// A field whose code stands in an attribute.
  init(code: String, at start: Int) {
    self.code = Array(code.utf8)
    show(at: start)
  }

  mutating func take(code text: UnsafeBufferPointer<UInt8>) {
    if code.count < 2000 { unsafe code.append(contentsOf: text) }
  }

  mutating func show(at start: Int) {
    isShown = true
    isContents = ["TOC", "INDEX", "TOA"].contains(word)
    isLeftOut = Self.leftOut.contains(word) || isContents
    self.start = start
  }

  /// Contents and indexes go over many paragraphs.
  private(set) var isContents = false

  /// Where a link leads out of the document.
  var target: String? {
    guard word == "HYPERLINK" else { return nil }
    let text = String(decoding: code, as: UTF8.self)
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    // HYPERLINK "http://…" \o "tip"; behind \l is a place in the document itself.
    guard parts.count > 2, !parts[0].contains("\\l") else { return nil }
    return String(parts[1])
  }

  private var word: String {
    let blank: (UInt8) -> Bool = { $0 <= 0x20 }
    let text = code.drop(while: blank)
    return String(decoding: text.prefix { !blank($0) && $0 != 0x5C }, as: UTF8.self).uppercased()
  }

  /// The numbers of pages, and what only marks a place.
  private static let leftOut: Set<String> = ["PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "SECTION", "XE", "TC", "TA", "RD"]
}
