import Production
import Scripts
import Testing

/// Files of any kind, made the same way in every run.
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

@Suite struct ScriptTextTests {
  static let cast = ["Thabo", "Lerato"]
  static let pieces = [
    "TITLE: ", "THABO", " (thinking)", ":", "：", "\n", "\r\n", "\r", "\n\n", "#! old\n", "# note", "“Hello”", "\t", "  ICON: x",
    "é",
    "\u{FEFF}", "LERATO: Hi. ", "TAKEAWAY: ", "\u{2028}", "🐖", "e\u{301}", "(", ")", "- ", "LENGTH: 3 s",
  ]

  static func file(_ seed: Int) -> String {
    var dice = Dice(state: UInt64(seed))
    return (0..<Int.random(in: 0...40, using: &dice)).map { _ in pieces.randomElement(using: &dice) ?? "" }.joined()
  }

  static let problems = [
    ScriptProblem(line: 0, sentence: "It is too long.", wayOut: "Cut it."),
    ScriptProblem(line: 2, sentence: "Line\nbreaks “and” more are one line.", wayOut: "See?"),
  ]

  @Test(arguments: 0..<200)
  func whatIsReadIsPrintedByteForByte(seed: Int) throws {
    let file = Self.file(seed)
    #expect(Array(ScriptText.parse(file).text.utf8) == Array(file.utf8))
    for encoding in TextEncoding.allCases where encoding != .windows1252 {
      let mark: [UInt8] = encoding == .utf8 ? [0xEF, 0xBB, 0xBF] : encoding.encode("\u{FEFF}")
      let bytes = mark + encoding.encode(file)
      let text = try ScriptText.parse(bytes: bytes)
      #expect(text.bytes == bytes)
      #expect(text.annotated(with: Self.problems).withoutOurLines.bytes == text.withoutOurLines.bytes)
      #expect(text.read(cast: Self.cast).script == ScriptText.parse(file).read(cast: Self.cast).script)
    }
  }

  @Test(arguments: 0..<200)
  func ourLinesChangeNothingElse(seed: Int) {
    let text = ScriptText.parse(Self.file(seed))
    let once = text.annotated(with: text.read(cast: Self.cast).problems)
    #expect(once.annotated(with: once.read(cast: Self.cast).problems) == once)
    #expect(once.annotated(with: []) == text.withoutOurLines)
    #expect(once.read(cast: Self.cast).script == text.read(cast: Self.cast).script)
  }

  @Test(arguments: 0..<300)
  func aPrintedScriptReadsBackTheSame(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let words = [
      "Interest:", "“pays”", "(pointing)", "\"you\"", "THABO:", "10:30", "-", "ICON:", "naïve", "#1", "money.", "TITLE:", "why?",
    ]
    func text() -> String {
      (0..<Int.random(in: 1...8, using: &dice)).map { _ in words.randomElement(using: &dice) ?? "" }.joined(separator: " ")
    }
    func spoken() -> String { "a " + text() }
    let cast = ["Thabo", "Lerato", "Groß-Meier O’Neil"]
    let script = Script(
      title: text(), style: VideoStyle.allCases.randomElement(using: &dice) ?? .tech,
      length: Bool.random(using: &dice) ? Timecode(microseconds: Int64.random(in: 1...86_000_000_000, using: &dice)) : nil,
      lines: (0..<Int.random(in: 1...6, using: &dice)).map { _ in
        .init(
          speaker: cast.randomElement(using: &dice) ?? "", pose: Pose.allCases.randomElement(using: &dice) ?? .standing,
          text: Bool.random(using: &dice) ? text() + " x" : spoken(), icon: Bool.random(using: &dice) ? "piggy-bank" : nil)
      },
      takeaway: Bool.random(using: &dice) ? text() : "")
    let reading = ScriptText.parse(script.printed).read(cast: cast)
    #expect(reading.script == script, "\(script.printed)")
    #expect(reading.problems == [])
  }

  @Test(arguments: [
    ("TITLE: A\nTABO: Hi.\n", "\n"), ("\u{FEFF}TITLE: A\r\nTABO: Hi.\r\n", "\r\n"), ("#! old one\nTITLE: A\nTABO: Hi.", "\n"),
  ])
  func annotationsNameTheLineThatThePersonSees(file: String, ending: String) throws {
    let text = try ScriptText.parse(bytes: Array(file.utf8))
    let annotated = text.annotated(with: text.read(cast: Self.cast).problems)
    let rows = annotated.text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    let note = try #require(rows.first { $0.contains("TABO") })
    let number = try #require(note.split(separator: " ").compactMap { Int($0.dropLast()) }.first)
    #expect(note.hasPrefix("#! Line \(number): "))
    #expect(rows[number - 1] == "TABO: Hi.")
    #expect(rows.filter { $0.hasPrefix("#!") }.count == 2)
    #expect(annotated.text.hasPrefix("#! This text cannot be used yet."))
    #expect(Array(annotated.bytes.prefix(3)) == [0xEF, 0xBB, 0xBF] || file.first != "\u{FEFF}")
    #expect(annotated.text.contains("are not read.\(ending)"))
  }

  @Test func anOldWindowsFileIsReadAndKeepsItsLetters() throws {
    let bytes = Array("TITLE: Caf".utf8) + [0xE9] + Array("\r\nTHABO: ".utf8) + [0x93] + Array("Hi.".utf8) + [0x94]
    let text = try ScriptText.parse(bytes: bytes)
    let script = text.read(cast: Self.cast).script
    #expect(script.title == "Café")
    #expect(script.lines.first?.text == "Hi.")
    #expect(text.bytes == bytes)
    #expect(text.annotated(with: Self.problems).withoutOurLines.bytes == bytes)
  }

  @Test func whatIsNoScriptIsRefusedInWords() {
    let big = #expect(throws: Refusal.self) { try ScriptText.parse(bytes: Array(repeating: 0x41, count: ScriptText.largest + 1)) }
    #expect(big?.sentence.contains("1 MiB") == true)
    let binary = #expect(throws: Refusal.self) { try ScriptText.parse(bytes: [0x50, 0x4B, 3, 4, 0, 0, 0xFF, 0, 9]) }
    #expect(binary?.wayOut.contains("plain text") == true)
  }

  @Test(arguments: 0..<200)
  func rubbishNeverTraps(seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    let bytes = (0..<300).map { _ in UInt8.random(in: 1...255, using: &dice) }
    let text = try ScriptText.parse(bytes: bytes)
    #expect(text.bytes == bytes)
    _ = text.annotated(with: text.read(cast: Self.cast).problems)
  }
}
