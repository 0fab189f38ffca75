import Documents
import FoundationEssentials
import Production
import Testing

struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct DocumentTroubleTests {
  @Test(arguments: [
    "", " \n\t\n", "\u{FEFF}", "---\n\n***\n", "<!-- nothing -->", "```\ncode only\n```\n", "123\n\n456", "---\ntitle: T\n---\n",
  ])
  func nothingToSayIsSaid(text: String) {
    let trouble = #expect(throws: DocumentTrouble.self) { try StructuredDocument.read(Array(text.utf8), kind: .markdown) }
    #expect(trouble == .empty)
    #expect(trouble?.refusal.sentence == "There is no text in it.")
  }

  @Test(arguments: DropKind.allCases)
  func rubbishIsRefused(kind: DropKind) {
    var dice = Dice(state: 7)
    let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &dice) }
    let zip: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0, 8, 0, 8, 0, 0x21, 0x21]
    for bytes in [noise, zip, Array("%PDF-1.4\n%".utf8) + [0, 1, 2, 0xE2, 0xE3], [0xFF, 0xFE, 0, 0xD8, 0, 0xD8, 0, 0xD8]] {
      let trouble = #expect(throws: DocumentTrouble.self) { try StructuredDocument.read(bytes, kind: kind) }
      // What has a form of its own is said to be damaged, or another.
      if [.plainText, .markdown, .html, .table].contains(kind) {
        #expect(trouble == .notText)
      } else {
        #expect(trouble?.isPassing == false && trouble != .empty)
      }
    }
  }

  @Test func sizeIsBounded() {
    let trouble = #expect(throws: DocumentTrouble.self) {
      try StructuredDocument.read(Array(repeating: 0x61, count: DocumentBounds.bytes + 1), kind: .plainText)
    }
    #expect(trouble == .tooLarge(bytes: DocumentBounds.bytes + 1))
    let dust = Array(String(repeating: "A.\n\n", count: DocumentBounds.blocks + 1).utf8)
    for kind in [DropKind.plainText, .markdown] {
      let many = #expect(throws: DocumentTrouble.self) { try StructuredDocument.read(dust, kind: kind) }
      #expect(many == .tooManyParts(limit: DocumentBounds.blocks))
    }
  }

  /// Markup is allowed to be larger than text; the text in it is not.
  @Test func sizeIsBoundedWhereverTheTextIs() {
    let long = String(repeating: "Some words that are said. ", count: 100)
    let count = DocumentBounds.bytes / long.utf8.count + 10
    let page = String(repeating: "<p>\(long)</p>\n", count: count)
    let texts: [([UInt8], DropKind)] = [
      (Array(page.utf8), .html), (Array("{\\rtf1\\ansi \(String(repeating: "\(long)\\par\n", count: count))}".utf8), .rtf),
    ]
    for (bytes, kind) in texts {
      let trouble = StructuredDocument.trouble(bytes, kind)
      guard case .tooLarge(let size) = trouble, size > DocumentBounds.bytes else {
        Issue.record("\(kind): \(String(describing: trouble))")
        continue
      }
    }
  }

  @Test func aDocumentTravelsAsJSON() throws {
    let document = try StructuredDocument.read(
      Array("# A\n\nB *c*.\n\n- d\n\n| e | g |\n|---|---|\n| f | h |\n".utf8), kind: .markdown)
    #expect(document.blocks.count == 4)
    #expect(try JSONDecoder().decode(StructuredDocument.self, from: JSONEncoder().encode(document)) == document)
  }

  static let seed = """
    ---
    title: Seeds
    ---
    # Title
    Text with *emphasis*, `code`, [links](http://x.y) and ![pictures](z.png).[^1]
    1. one
       - two
    > quote ~~gone~~
    | a | b |
    |---|:-:|
    | 1 | 2 |
    ```
    code
    ```
    Key: value
    HEADING
    =====
    [^1]: note <b>x</b> &amp; www.example.org
    """

  @Test(arguments: 0..<150)
  func mutatedDocumentsNeverTrap(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    var bytes = Array(Self.seed.utf8)
    for _ in 0..<Int.random(in: 1...30, using: &dice) {
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0...4, using: &dice) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array("\n|>-*_`[]()#~ \t<&".utf8).shuffled(using: &dice).prefix(4), at: place)
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: Int.random(in: 0...place, using: &dice))
      default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &dice))
      }
    }
    for kind in DropKind.allCases {
      guard let document = try? StructuredDocument.read(bytes, kind: kind) else { continue }
      #expect(!document.blocks.isEmpty)
      for case .paragraph(let text) in document.blocks.map(\.content) {
        #expect(!text.isEmpty && !text.contains("\n"))
      }
    }
  }
}
