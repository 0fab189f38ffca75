import Production
import Scripts
import Testing

/// Scripts of any kind, made the same way in every run.
struct AnyScript {
  private var dice: Dice
  static let cast = ["Thabo", "Groß-Meier O’Neil", "Lerato"]

  init(seed: Int) { dice = Dice(state: UInt64(seed) &* 7919 &+ 13) }

  private static let pieces = [
    "Interest:", "“pays”", "(pointing)", "\"you\"", "THABO:", "Lerato:", "10:30", "[00:10]", "DEMO", "[DEMO]", "(00:15)", "INTRO",
    "-",
    "–", "•", "*", "**bold**", "_", "ICON:", "TAKEAWAY:", "naïve", "e\u{301}clair", "\u{308}mark", "👩‍👩‍👧", "🇿🇦", "#", "#!", "#1",
    "//", "http://x.y:80", "：", "（", "）", "【", "«", "»", "„", "“", "”", "\"", "＂", "'", "{{first_name|there}}", "{{#if x}}", "{{",
    "|",
    ":",
    "مرحبا", "שלום", "\u{FF11}\u{FF10}", "１０：３０", "日本語", "\u{2028}", "\u{A0}", "\u{200D}", "\u{FE0F}", "\u{FFFD}", "ǅ", "İ", "ﬁ",
    "ß",
    "TITLE:", "why?", "money.", "1:2:3", "0:99", "Ω", "𝕏", "+", ">", "=", "0:15", "00:15 DEMO",
  ]

  private mutating func text() -> String {
    while true {
      let text = (0..<Int.random(in: 1...7, using: &dice)).map { _ in
        (Self.pieces.randomElement(using: &dice) ?? "") + (Int.random(in: 0...3, using: &dice) > 0 ? " " : "")
      }.joined().onOneLine
      if text.contains(where: { $0.isLetter || $0.isNumber }) { return text }
    }
  }

  private mutating func length(upTo most: Int64) -> Timecode {
    let micros = Int64.random(in: 1...most, using: &dice)
    return Timecode(microseconds: Bool.random(using: &dice) ? micros : max(1_000_000, micros / 1_000_000 * 1_000_000))
  }

  mutating func script() -> Script {
    let isDemo = Bool.random(using: &dice)
    var lines = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
      Script.Line(
        speaker: Self.cast.randomElement(using: &dice) ?? "", pose: Pose.allCases.randomElement(using: &dice) ?? .standing,
        text: text(), icon: Int.random(in: 0...4, using: &dice) == 0 ? text() : nil)
    }
    let first = Int.random(in: 0..<lines.count, using: &dice)
    for index in lines.indices where isDemo && index >= first {
      if Int.random(in: 0...3, using: &dice) > 0 { (lines[index].speaker, lines[index].pose) = (Self.cast[2], .standing) }
      guard index == first || Bool.random(using: &dice) else { continue }
      lines[index].section = Section(
        start: Int.random(in: 0...5, using: &dice) > 0 ? length(upTo: 7_200_000_000) : nil,
        scene: SceneKind.allCases.randomElement(using: &dice) ?? .demo,
        title: Int.random(in: 0...4, using: &dice) > 0 ? text() : "")
    }
    return Script(
      title: text(), style: VideoStyle.allCases.randomElement(using: &dice) ?? .tech,
      length: Bool.random(using: &dice) ? length(upTo: 86_000_000_000) : nil, lines: lines,
      takeaway: Bool.random(using: &dice) ? text() : "", narrator: isDemo ? Self.cast[2] : nil)
  }
}

@Suite struct RoundTripTests {
  @Test(arguments: 0..<40)
  func `A printed script reads back the same`(block: Int) {
    for seed in block * 100..<(block + 1) * 100 {
      var any = AnyScript(seed: seed)
      let script = any.script()
      let reading = ScriptText.parse(script.printed).read(cast: AnyScript.cast, fillsIn: false)
      guard reading.script != script || !reading.problems.isEmpty else { continue }
      Issue.record("seed \(seed)\n\(script.printed)\n\(reading.problems)\n\(script)\n\(reading.script)")
      return
    }
  }

  @Test(arguments: [
    "THABO: x\n  ICON: « »\n", "THABO: “ ”x\nTAKEAWAY: \" \"\n", "LENGTH: 0.0000001 s\nTHABO: x\n", "THABO: ＂ ＂ x",
  ])
  func `What long runs of the fuzzer found`(text: String) {
    let script = ScriptText.parse("TITLE: A\n" + text).read(cast: AnyScript.cast).script
    #expect(ScriptText.parse(script.printed).read(cast: AnyScript.cast).script == script)
  }

  static func words(_ text: String) -> [String] {
    text.unicodeScalars.split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }.map { String($0).uppercased() }
  }

  @Test(arguments: 0..<40)
  func `Printing what was read keeps every word in its order`(block: Int) {
    var compared = 0
    for seed in block * 50..<(block + 1) * 50 {
      var dice = Dice(state: UInt64(seed))
      var any = AnyScript(seed: seed)
      var script = any.script()
      script.style = .finance
      // Poses and the kinds of scenes are words of the form, and are there in both.
      let text = Self.roughened(script.printed, &dice)
      let reading = ScriptText.parse(text).read(cast: AnyScript.cast, fillsIn: false)
      guard reading.problems.isEmpty else { continue }
      compared += 1
      let (before, after) = (Self.words(text), Self.words(reading.script.printed))
      guard before != after else { continue }
      Issue.record("seed \(seed)\n\(text)\n---\n\(reading.script.printed)\n\(before)\n\(after)")
      return
    }
    #expect(compared >= 40, "\(compared) of 50")
  }

  /// What editors do that changes no word.
  private static func roughened(_ text: String, _ dice: inout Dice) -> String {
    var text = text
    if Bool.random(using: &dice) { text = text.replacing("\n", with: "\r\n") }
    if Bool.random(using: &dice) { text = "\u{FEFF}" + text }
    if Bool.random(using: &dice) { text = text.replacing("): ", with: ")：\t") }
    if Bool.random(using: &dice) { text = text.replacing("\n\n", with: "\n\n \n") }
    return text
  }
}
