// rounded() is in the C mathematics library, which is linked where this is imported.
import Glibc
import Production
import Scripts

/// Holds a model's script against its document, the form of a script and the craft of one.
struct ScriptCheck {
  let material: Material
  let settings: JobSettings
  let style: VideoStyle
  let target: Double
  let boundary: String
  /// How long a voice speaks a text.
  let secondsFor: (_ text: String, _ voice: String) -> Double
  private let whole: Evidence
  private let castNames: Set<String>
  private let forbidden: [ForbiddenPhrase]

  init(
    material: Material, settings: JobSettings, style: VideoStyle, target: Double, boundary: String,
    secondsFor: @escaping (_ text: String, _ voice: String) -> Double
  ) {
    self.material = material
    self.settings = settings
    self.style = style
    self.target = target
    self.boundary = boundary
    self.secondsFor = secondsFor
    whole = Evidence(material.text, material.tongue)
    forbidden = settings.forbidden.filter { !$0.isEmpty }.map(ForbiddenPhrase.init)
    castNames = Set([settings.questioner.name, settings.explainer.name].flatMap(Words.all).map(ProperNames.key))
  }

  /// All that is wrong with it.
  func faults(_ answer: ScriptAnswer) -> [Fault] {
    var faults = shape(answer)
    faults += form(answer.title, place: "The title", longest: Title.longest) + truth(answer.title, place: "The title")
    faults += overlap(answer.title, place: "The title")
    for (index, line) in answer.lines.enumerated() { faults += self.faults(line, place: "Line \(index + 1)") }
    if !answer.takeaway.isEmpty {
      faults += form(answer.takeaway, place: "The takeaway", longest: 120) + truth(answer.takeaway, place: "The takeaway")
      faults += overlap(answer.takeaway, place: "The takeaway")
      let words = Words.count(answer.takeaway)
      if words > Takeaway.mostWords {
        faults.append(Fault("The takeaway has \(words) words; \(Takeaway.mostWords) is the most."))
      }
    }
    if faults.isEmpty { faults = leavesTheModel(answer) }
    // Its length is only worth mending when the rest is sound.
    return faults + length(answer)
  }

  // MARK: Form

  private func shape(_ answer: ScriptAnswer) -> [Fault] {
    var faults: [Fault] = []
    guard answer.lines.count >= 2 else { return [Fault("A script needs a question and an answer at least.")] }
    if answer.lines.first?.role != .questioner { faults.append(Fault("The first line must be the questioner's.")) }
    if answer.lines.last?.role != .explainer { faults.append(Fault("The last line must be the explainer's.")) }
    if let first = answer.lines.first, Words.count(first.text) > 12 {
      faults.append(Fault("Line 1: the first question has \(Words.count(first.text)) words; nine is enough."))
    }
    var said: Set<String> = []
    for (index, line) in answer.lines.enumerated() {
      if !said.insert(line.text.lowercased()).inserted { faults.append(Fault("Line \(index + 1): this was said before.")) }
      if index > 0, line.role == .questioner, answer.lines[index - 1].role == .questioner {
        faults.append(Fault("Line \(index + 1): the questioner speaks twice in a row."))
      }
    }
    return faults
  }

  private func form(_ text: String, place: String, longest: Int = SayableCheck.longest) -> [Fault] {
    SayableCheck.faults(text, place: place, longest: longest, boundary: boundary)
      + forbidden.filter { $0.stands(in: text) }.map { Fault("\(place): it must not say \"\($0.text)\".") }
  }

  private func faults(_ line: ScriptAnswer.Line, place: String) -> [Fault] {
    var faults = form(line.text, place: place)
    let known = line.from.compactMap(material.passage)
    if let strange = line.from.first(where: { material.passage($0) == nil }) {
      faults.append(Fault("\(place): there is no passage \"\(strange.prefix(20))\"."))
    }
    switch line.role {
    case .questioner:
      faults += truth(line.text, place: place)
      if material.hasBlanks, !line.text.contains("?"), Words.count(line.text) > 6 {
        faults.append(Fault("\(place): the questioner asks and states nothing."))
      }
    case .explainer:
      if known.isEmpty { faults.append(Fault("\(place): \"from\" must name the passages that this line tells.")) }
      faults += truth(line.text, place: place, passages: known) + overlap(line.text, place: place, passages: known)
    }
    return faults
  }

  /// Whatever it says, it must read back as the same script: no line of it may become a key, a comment or another speaker's.
  private func leavesTheModel(_ answer: ScriptAnswer) -> [Fault] {
    let script = script(answer)
    let reading = ScriptText.parse(script.printed).read(cast: [settings.questioner.name, settings.explainer.name])
    if reading.problems.isEmpty, reading.script == script { return [] }
    return reading.problems.map { Fault($0.sentence) } + [Fault("The script does not read back as what it says.")]
  }

  // MARK: Truth

  /// Numbers and names that do not stand where they are said to.
  private func truth(_ text: String, place: String, passages: [Material.Passage] = []) -> [Fault] {
    let near = passages.isEmpty ? whole : Evidence(material.around(passages) + "\n" + material.title, material.tongue)
    let there = passages.isEmpty ? "in the document" : "in the passages that it names"
    return near.strangeFigures(in: text).map { Fault("\(place): the number \($0) does not stand so \(there).") }
      + whole.strangeNames(in: text, known: castNames).map { Fault("\(place): \"\($0)\" does not stand in the document.") }
  }

  /// A statement most of whose words are the model's own is not traced to anything.
  private func overlap(_ text: String, place: String, passages: [Material.Passage] = []) -> [Fault] {
    guard material.hasBlanks else { return [] }
    if whole.share(of: text) < 0.5 {
      let strange = whole.strangeStems(in: text).prefix(6).joined(separator: ", ")
      return [Fault("\(place): say it in the document's own words; these do not stand in it: \(strange).")]
    }
    guard !passages.isEmpty, Words.stems(in: text, material.tongue).count >= 2 else { return [] }
    let near = Evidence(material.around(passages) + "\n" + material.title, material.tongue)
    return near.share(of: text) > 0 ? [] : [Fault("\(place): the passages that it names say nothing of this.")]
  }

  // MARK: Length

  private func length(_ answer: ScriptAnswer) -> [Fault] {
    let seconds = seconds(of: script(answer))
    let longest = settings.longest.seconds
    let document = secondsFor(
      material.passages.filter { !$0.isHeading }.map(\.text).joined(separator: " "), settings.explainer.voice)
    // A document that has little to say makes a short video.
    let (low, least) = document < target * 1.6 ? (0, 0) : (target * 0.9, target * 0.75)
    if seconds <= min(target * 1.1, longest), seconds >= low { return [] }
    let words = Int((abs(seconds - target) * 2.4).rounded(.up))
    let change = seconds > target ? "Take out about \(words) words." : "Tell more of the document, some \(words) words."
    let isMild = seconds <= min(target * 1.25, longest) && seconds >= least
    return [
      Fault("Spoken, it takes about \(Int(seconds)) seconds and shall take \(Int(target)). \(change)", isMild: isMild)
    ]
  }

  func seconds(of script: Script) -> Double {
    script.estimatedLength(takeawayBy: settings.explainer.name) { text, speaker in
      secondsFor(text, speaker == settings.questioner.name ? settings.questioner.voice : settings.explainer.voice)
    }.seconds
  }

  // MARK: What comes of it

  func script(_ answer: ScriptAnswer) -> Script {
    let lines = answer.lines.map { line in
      Script.Line(
        speaker: line.role == .questioner ? settings.questioner.name : settings.explainer.name, pose: line.pose, text: line.text)
    }
    return Script(title: answer.title, style: style, length: nil, lines: lines, takeaway: answer.takeaway)
  }

  func draft(_ answer: ScriptAnswer, facts: [String: String]) -> Draft {
    var script = script(answer)
    script.length = Timecode(seconds: seconds(of: script).rounded())
    let sources = answer.lines.enumerated().filter { $0.element.role == .explainer }.map { index, line in
      Draft.Source(line: index, sentence: line.from.compactMap(material.passage).map(\.text).joined(separator: " "))
    }
    return Draft(script: script, sources: sources, facts: facts)
  }
}
