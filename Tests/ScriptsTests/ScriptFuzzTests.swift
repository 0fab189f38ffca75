import FoundationEssentials
import Production
import Scripts
import Testing

/// Scripts as no person would write them: real ones, mutated by bytes, words and lines. None may trap, and none may lose what was
/// written. `DROPREEL_FUZZ=1000000` tries a million of them.
@Suite struct ScriptFuzzTests {
  private static let count = ProcessInfo.processInfo.environment["DROPREEL_FUZZ"].flatMap { Int($0) } ?? 1000
  private static let blocks = 50

  static let seeds = [
    ScriptReadingTests.example,
    "TITLE: A demo\n\n[00:00] INTRO Introduction\nHi {{first_name|there}}, I saw {{company|title|you}}.\n\n[00:15] DEMO Feature demo\n"
      + "Let me show you.\n{{#if industry}}\nIn {{industry}} too.\n{{else}}\nAnywhere.\n{{/if}}\nTAKEAWAY: Try it.\n",
    "\u{FEFF}title：smart “quotes”\r\nthabo (thinking)：\tHello\r\nLERATO: « Oui »\r\n  ICON: x\r\n",
    "#! Line 2: old\n# comment\n**THABO (pointing):** bold\n- LERATO: bullet\n[1:02:03.5] CTA Buy\n(0:10) x\n[DEMO]\n12:30 OUTRO bye",
    "TITLE: \"a\" and 'b'\nSTYLE: finance\nLENGTH: 1 min 30 s\n\nTHABO: 10:30 http://x.y\nmore\n\nand more: yes\n",
  ]

  private static let scraps: [[UInt8]] =
    [
      "\u{FEFF}", "\r", "\n", "\r\n", "\u{2028}", "\t", "：", "\u{0}", "“", "”", "＂", "{{", "}}", "{{#if ", "{{/if}}", "{{else}}",
      "|", "[",
      "]", "[00:15]", "99:99", "#!", "#", "TITLE:", "LERATO:", "ICON:", "LENGTH:", "DEMO", "(", ")", "\u{202E}", "\u{301}", "👩‍👩‍👧",
      "\u{200B}",
      "e\u{301}", "İ", "ß", "-", "*", "**", "_", "//", ":", " ", "\u{1B}[31m", "99999999999999999999", "1e999", "0.0000001",
    ].map { Array($0.utf8) } + [[0xED, 0xA0, 0x80], [0xFF], [0xC0, 0x80], [0xF5], [0xFF, 0xFE], [0xFE, 0xFF], [0x00], [0x80]]

  static func input(_ seed: Int) -> [UInt8] {
    var dice = Dice(state: UInt64(seed) &* 0x9E37 &+ 99)
    var bytes = Array((seeds.randomElement(using: &dice) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...8, using: &dice) {
      let place = Int.random(in: 0...bytes.count, using: &dice)
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &dice))
      switch Int.random(in: 0...7, using: &dice) {
      case 0: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &dice) }
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: scraps.randomElement(using: &dice) ?? [], at: place)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.replaceSubrange(place..<end, with: scraps.randomElement(using: &dice) ?? [])
      case 5:
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        lines.swapAt(Int.random(in: 0..<lines.count, using: &dice), Int.random(in: 0..<lines.count, using: &dice))
        bytes = Array(lines.joined(separator: [0x0A]))
      case 6:
        var words = bytes.split(separator: 0x20, omittingEmptySubsequences: false)
        words.swapAt(Int.random(in: 0..<words.count, using: &dice), Int.random(in: 0..<words.count, using: &dice))
        bytes = Array(words.joined(separator: [0x20]))
      default: bytes += bytes[place..<end]
      }
    }
    if Int.random(in: 0...20, using: &dice) == 0 {
      bytes = TextEncoding.utf16LittleEndian.encode(String(decoding: bytes, as: UTF8.self))
    }
    return bytes
  }

  static let values = LeadValues(
    columns: ["first_name", "company", "industry"],
    values: ["first_name": "Ada}}", "company": "{{industry}}", "industry": "“retail”"])

  /// What holds for any bytes at all; nil when it does.
  static func trouble(_ bytes: [UInt8]) -> String? {
    guard let text = try? ScriptText.parse(bytes: bytes) else { return nil }
    var known: [String: Double] = [:]
    // As the desk estimates each line of whatever a person saved.
    func seconds(_ text: String, _ speaker: String) -> Double {
      let seconds = known[text] ?? SpeechEstimate.seconds(text, voice: "heart", language: .english)
      known[text] = seconds
      return seconds
    }
    if text.bytes != bytes { return "bytes were lost" }
    for values in [LeadValues.none, Self.values] {
      let reading = text.read(cast: ScriptReadingTests.cast, values: values, longest: Timecode(seconds: 30)) { script in
        script.estimatedLength(secondsFor: seconds)
      }
      let found = reading.checked(
        by: ScriptRules(target: Timecode(seconds: 20), forbidden: ["quotes", "me show"]), secondsFor: seconds)
      let annotated = text.annotated(with: reading.problems + found)
      if annotated.withoutOurLines.bytes != text.withoutOurLines.bytes { return "annotations changed the text" }
      if annotated.read(cast: ScriptReadingTests.cast, values: values).script != reading.script {
        return "annotated, it reads otherwise"
      }
      guard reading.problems.isEmpty else { continue }
      let again = ScriptText.parse(reading.script.printed).read(cast: ScriptReadingTests.cast, fillsIn: false)
      if again.script != reading.script {
        return "printed, it reads otherwise:\n\(reading.script.printed)\n\(reading.script)\n\(again.script)"
      }
      if !again.problems.isEmpty { return "printed, it has problems: \(again.problems)" }
    }
    return nil
  }

  @Test(arguments: 0..<blocks)
  func `No bytes make it trap or lose a word`(block: Int) {
    let each = Self.count / Self.blocks
    for seed in block * each..<(block + 1) * each {
      guard let trouble = Self.trouble(Self.input(seed)) else { continue }
      Issue.record("seed \(seed): \(trouble)\n\(String(decoding: Self.input(seed), as: UTF8.self))")
      return
    }
  }

  /// Whole sizes where the long run is asked for.
  private static let scale = count > 100_000 ? 1 : 20

  private static func many(_ text: String, _ times: Int) -> String { String(repeating: text, count: times / scale) }

  @Test(
    arguments: ([
      many("word ", 200_000), many("a\n", 100_000), "TITLE: A\nTHABO: x\n" + many("b c\n", 100_000),
      many(":", 300_000), many("{{", 200_000), many("{{#if a}}", 50_000),
      many("[00:00] DEMO\n", 50_000), many("“", 100_000), many("\u{301}", 200_000),
      "TITLE: A\n" + many("THABO: hi {{x}}\n", 30_000), many("*", 500_000),
      many("\r", 200_000), many("THABO (thinking): ", 20_000),
    ] as [String])
      + ["A ", "— ", "1x", "000 ", "111 ", "+49 30 ", "NASA ", "a/"].map { said(many($0, 40_000)) }
      + [said("a/" + String(repeating: "#", count: 20_000)), said("1" + String(repeating: "-a", count: 20_000))])
  func `Huge lines and hundreds of thousands of them are read in a moment`(text: String) {
    #expect(Self.trouble(Array(text.utf8)) == nil)
  }

  private static func said(_ text: String) -> String { "THABO: \(text)\n\n" }

  @Test(arguments: ["TITLE: A\n", "TITLE: A\nTHABO: x\nTAKEAWAY: y\n"])
  func `A title of a hundred thousand rows is read in a moment`(head: String) {
    let rows = 500_000 / Self.scale * 4
    let script = ScriptText.parse(head + String(repeating: "b\n", count: rows)).read(cast: ScriptReadingTests.cast).script
    #expect(max(script.title.count, script.takeaway.count) == rows * 2 + 1)
  }
}
