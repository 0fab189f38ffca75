import Production

/// Takes the rows of a script's file one by one and makes a script of them.
struct ScriptReader {
  static let longestLine = 300
  static let longestParagraph = 900
  /// Nobody mends more at once; the rest is said when these are mended.
  static let mostProblems = 50
  static let keys = ["TITLE", "STYLE", "LENGTH", "ICON", "TAKEAWAY"]

  let cast: [String]
  let fillsIn: Bool
  /// Whether a section may be one in which nothing is said: over a recording, that is then heard as it is.
  let hasSilentSections: Bool
  var title: String?
  var takeaway: String?
  private var style: VideoStyle?
  private var length: Timecode?
  var lines: [Script.Line] = []
  var numbers = Numbers()
  private var problems: [ScriptProblem] = []
  private var conditions: BlockConditions
  /// What a row without a label goes on with.
  private var open = Open.nothing
  private var blankBefore = true
  private var metAnUnknown = false
  /// Set where the first section begins.
  private(set) var narrator: String?
  /// A section of which no line was met yet.
  private var heading: (section: Section, number: Int)?

  private enum Open { case nothing, title, takeaway, speech, unknown }

  /// Where in the file the parts of the script stand.
  struct Numbers: Hashable, Sendable {
    var title = 0
    var takeaway = 0
    var lines: [Int] = []
    /// Of each line the heading before it.
    var headings: [Int] = []
  }

  init(cast: [String], values: LeadValues, fillsIn: Bool, hasSilentSections: Bool = false) {
    self.cast = cast
    self.hasSilentSections = hasSilentSections
    self.fillsIn = fillsIn
    conditions = BlockConditions(values)
  }

  /// Whose words stand for the placeholders.
  var values: LeadValues { conditions.values }

  /// Takes the next row of the file.
  mutating func take(_ row: String, number: Int) {
    reportDeceptive(in: row, number: number)
    guard !fillsIn || conditions.lets(row, number: number) else { return }
    let text = row.onOneLine
    if text.isEmpty {
      blankBefore = true
      return
    }
    if text.hasPrefix("#") { return }
    defer { blankBefore = false }
    if let found = SectionHeading.read(text) { return take(found, number: number) }
    guard let label = RowLabel(text) else { return goOn(with: text, number: number) }
    let key = label.name.uppercased()
    if Self.keys.contains(key), label.note == nil {
      take(key: key, value: label.rest, number: number)
    } else if let speaker = cast.first(where: { $0.uppercased() == key }) {
      begin(speaker, label: label, number: number)
    } else if isSomeone(label) {
      open = .unknown
      metAnUnknown = true
      reportUnknown(label.name, number: number)
    } else {
      goOn(with: text, number: number)
    }
  }

  /// The whole script, and all that is wrong with it.
  mutating func finish() -> (Script, [ScriptProblem]) {
    closeHeading()
    conditions.finish()
    for problem in conditions.problems { report(problem) }
    for (name, number) in conditions.names { reportUnless(known: name, number: number) }
    for index in lines.indices { lines[index].text = lines[index].text.withoutDelimitingQuotes }
    let title = filled((title ?? "").withoutDelimitingQuotes, number: numbers.title)
    let takeaway = filled((takeaway ?? "").withoutDelimitingQuotes, number: numbers.takeaway)
    fillLines()
    for (line, number) in zip(lines, numbers.lines) { check(line, number: number) }
    if title.isEmpty {
      report(0, "The script has no title.", "Write one into the first line, for example: TITLE: How it works")
    }
    if lines.isEmpty, !metAnUnknown {
      report(0, "Nobody says anything in this script.", "Write who speaks, a colon, and what is said: \(example)")
    }
    let script = Script(
      title: title, style: style ?? .educational, length: length, lines: lines,
      takeaway: takeaway, narrator: narrator)
    return (script, problems)
  }

  private mutating func take(key: String, value: String, number: Int) {
    open = .nothing
    switch key {
    case "TITLE":
      if title != nil { return report(number, "There are two lines with TITLE.", "Delete one of them.") }
      (title, numbers.title) = (value, number)
      open = .title
    case "TAKEAWAY":
      if takeaway != nil { return report(number, "There are two lines with TAKEAWAY.", "Delete one of them.") }
      (takeaway, numbers.takeaway) = (value, number)
      open = .takeaway
    case "STYLE": takeStyle(value, number: number)
    case "LENGTH": takeLength(value, number: number)
    default: takeIcon(value, number: number)
    }
  }

  private mutating func takeStyle(_ value: String, number: Int) {
    let word = value.lowercased().withoutDelimitingQuotes
    if word.isEmpty { return }
    style = VideoStyle(rawValue: word)
    guard style == nil else { return }
    let all = VideoStyle.allCases.map(\.rawValue)
    let nearest = NearestName.of(word, among: all)
    report(number, "There is no style \"\(word.prefix(40))\".", "Write \(nearest ?? Self.choice(all)).")
  }

  private mutating func takeLength(_ value: String, number: Int) {
    if value.isEmpty { return }
    length = ScriptLength.read(value)
    if length == nil {
      report(number, "\"\(value.prefix(40))\" is not a length.", "Write it like this: LENGTH: about 45 s. Or delete the line.")
    }
  }

  private mutating func takeIcon(_ value: String, number: Int) {
    if lines.isEmpty || heading != nil {
      return report(number, "This icon belongs to no line.", "Move it below the line that it goes with.")
    }
    lines[lines.count - 1].icon = value.isEmpty ? nil : value.withoutDelimitingQuotes
    open = .speech
  }

  private mutating func begin(_ speaker: String, label: RowLabel, number: Int) {
    var pose = Pose.standing
    var text = label.rest
    if let note = label.note, !note.isEmpty {
      if let known = Pose(rawValue: note.lowercased()) { pose = known } else { reportPose(note, number: number) }
    } else if label.note == nil, let (leading, rest) = Self.leadingPose(text) {
      (pose, text) = (leading, rest)
    }
    add(Script.Line(speaker: speaker, pose: pose, text: text), number: number)
  }

  private mutating func add(_ line: Script.Line, number: Int) {
    var line = line
    line.section = heading?.section
    numbers.headings.append(heading?.number ?? 0)
    heading = nil
    lines.append(line)
    numbers.lines.append(number)
    open = .speech
  }

  private mutating func take(_ found: SectionHeading, number: Int) {
    closeHeading()
    narrator = narrator ?? cast.last ?? ""
    open = .nothing
    switch found {
    case .section(let section): heading = (section, number)
    case .open(var section):
      let label = RowLabel(section.title)
      guard let label, let speaker = cast.first(where: { $0.uppercased() == label.name.uppercased() }) else {
        heading = (section, number)
        return
      }
      // A transcript: somebody speaks in the same row.
      section.title = ""
      heading = (section, number)
      begin(speaker, label: label, number: number)
    case .badTime(let text):
      open = .unknown
      report(number, "\"\(text.prefix(40))\" is not a time.", "Write minutes and seconds, for example [00:15].")
    case .badScene(let word, let nearest):
      open = .unknown
      report(number, "There is no kind of scene \"\(word.prefix(40))\".", "Write \(nearest.word).")
    }
  }

  private mutating func closeHeading() {
    guard let (section, number) = heading else { return }
    if hasSilentSections {
      add(Script.Line(speaker: narrator ?? "", pose: .standing, text: ""), number: number)
      return open = .nothing
    }
    heading = nil
    let name = section.title.isEmpty ? section.scene.word : section.title
    report(number, "Nothing is said in the section \"\(name.prefix(40))\".", "Write what is said below it, or delete it.")
  }

  /// A pose that was written behind the colon.
  private static func leadingPose(_ text: String) -> (Pose, String)? {
    for pose in Pose.allCases {
      for (opener, closer) in [("(", ")"), ("（", "）"), ("[", "]")] {
        let mark = "\(opener)\(pose.rawValue)\(closer)"
        if text.lowercased().hasPrefix(mark) { return (pose, String(text.dropFirst(mark.count)).trimmedOfBlanks) }
      }
    }
    return nil
  }

  /// Text that an editor wrapped, or that a person put on a line of its own.
  private mutating func goOn(with text: String, number: Int) {
    let text = text.hasPrefix("- ") && open != .speech ? String(text.dropFirst(2)) : text
    switch open {
    case .unknown: return
    case .speech where !lines.isEmpty && !(narrator != nil && blankBefore):
      // In place, as a hostile file has a hundred thousand of these.
      if !lines[lines.count - 1].text.isEmpty { lines[lines.count - 1].text += " " }
      lines[lines.count - 1].text += text
    case .title where !blankBefore: Self.append(text, to: &title)
    case .takeaway where !blankBefore: Self.append(text, to: &takeaway)
    case _ where narrator != nil:
      add(Script.Line(speaker: narrator ?? "", pose: .standing, text: text), number: number)
    default: report(number, "Nobody says this line.", "Put the speaker's name and a colon before it: \(example)")
    }
  }

  /// In place, as a hostile title goes on for half a million rows.
  private static func append(_ text: String, to open: inout String?) {
    if open?.isEmpty == false { open? += " " }
    open? += text
  }

  /// Whether a label that is no key and no one of the cast is still meant as a speaker, and not as part of a wrapped sentence.
  private func isSomeone(_ label: RowLabel) -> Bool {
    // A narrator's sentence may well begin with a word and a colon.
    if narrator != nil { return label.isShouted && NearestName.of(label.name, among: cast + Self.keys) != nil }
    if label.isShouted || label.note.flatMap({ Pose(rawValue: $0.lowercased()) }) != nil { return true }
    if NearestName.of(label.name, among: cast + Self.keys) != nil { return true }
    guard label.isNameLike else { return false }
    guard open == .speech, !blankBefore, let last = lines.last?.text.last else { return true }
    return ".!?…\"”".contains(last)
  }

  private var example: String { "\((cast.first ?? "Name").uppercased()): Hello." }

  private mutating func check(_ line: Script.Line, number: Int) {
    let longest = narrator == nil ? Self.longestLine : Self.longestParagraph
    if line.isSilent, hasSilentSections { return }
    if !line.text.contains(where: { $0.isLetter || $0.isNumber }) {
      report(number, "\(line.speaker) says nothing in this line.", "Write what is said behind the colon, or delete the line.")
    } else if line.text.count > longest {
      report(
        number, "This line has \(line.text.count) characters; more than \(longest) do not fit into one picture.",
        narrator == nil ? "Split it into two lines." : "Split it into two paragraphs, with an empty line between them.")
    }
  }

  private mutating func reportUnknown(_ name: String, number: Int) {
    let shown = String(name.prefix(40))
    if let nearest = NearestName.of(name, among: cast + Self.keys) {
      return report(number, "There is nobody called \(shown).", "Write \(nearest.uppercased()).")
    }
    report(number, "There is nobody called \(shown) in this video.", "Write \(Self.choice(cast.map { $0.uppercased() })).")
  }

  private mutating func reportPose(_ pose: String, number: Int) {
    let all = Pose.allCases.map(\.rawValue)
    let nearest = NearestName.of(pose, among: all)
    report(number, "There is no pose \"\(pose.prefix(40))\".", "Write \(nearest ?? Self.choice(all)).")
  }

  private mutating func reportDeceptive(in row: String, number: Int) {
    guard let mark = row.unicodeScalars.first(where: \.isDeceptive) else { return }
    let code = String(mark.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    report(number, "This line has a character in it that cannot be seen (\(name)).", "Delete the line and type it anew.")
  }

  mutating func report(
    _ line: Int, _ sentence: String, _ wayOut: String, _ weight: ScriptProblem.Weight = .mistake
  ) {
    report(ScriptProblem(line: line, sentence: sentence, wayOut: wayOut, weight: weight))
  }

  private mutating func report(_ problem: ScriptProblem) {
    if problems.count < Self.mostProblems, !problems.contains(problem) { problems.append(problem) }
  }

  static func choice(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "another one" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
