// rounded() is in the C mathematics library, which is linked where this is imported.
import Digests
import Documents
import Glibc
import Language
import Production
import Scripts

/// What a model is told to write, and what its script is held against.
struct Brief {
  let task: ModelTask
  let material: Material
  let check: ScriptCheck
  private let words: Int

  init(_ task: ModelTask, letters: Int, secondsFor: @escaping (_ text: String, _ voice: String) -> Double) {
    self.task = task
    material = Material(task.document, fileName: task.fileName, letters: letters)
    let settings = task.settings
    let wishes = task.notes.map { [tongue = material.tongue] in Wishes($0, tongue: tongue) } ?? .none
    let wanted = wishes.seconds ?? settings.targetLength.seconds * wishes.lengthFactor
    let target = max(5, min(wanted, settings.longest.seconds * 0.95))
    let statements = material.passages.filter { !$0.isHeading }.map(\.text)
    check = ScriptCheck(
      material: material, settings: settings,
      style: StyleGuess.style(
        settings: settings.style,
        stems: statements.prefix(400).map { [material] in
          Words.stems(in: $0, material.tongue)
        }),
      target: target, boundary: Self.boundary(task, material), secondsFor: secondsFor)
    // Pauses and the last card take a sixth; what is left is spoken as fast as the document would be.
    let sample = statements.prefix(20).joined(separator: " ")
    let seconds = secondsFor(sample, settings.explainer.voice)
    let pace = seconds > 0 ? Double(Words.count(sample)) / seconds : 2.4
    words = max(10, Int((target * 0.84 * min(max(pace, 1), 4)).rounded()))
  }

  /// In seconds: what a video of this task may last, where this script was written without a model.
  func longest(beside offline: Script) -> Double {
    min(task.settings.longest.seconds, max(check.target * 1.1, check.seconds(of: offline)))
  }

  /// The whole script is asked for.
  var script: Conversation {
    let settings = task.settings
    let system = Prompts.filled(
      Prompts.system,
      [
        "questioner": settings.questioner.name, "explainer": settings.explainer.name, "language": material.tongue.inWords,
        "style": Prompts.style(check.style), "tone": Prompts.tone(settings.tone),
        "audience": settings.audience.isEmpty ? "anyone who has not read the document." : settings.audience.onOneLine,
      ])
    let notes = task.notes?.onOneLine ?? ""
    let wishes =
      emphasis + (notes.isEmpty ? "" : "\n" + Prompts.filled(Prompts.wishes, ["notes": String(notes.prefix(2000))]) + "\n")
    let user = Prompts.filled(
      Prompts.task,
      [
        "seconds": "\(Int(check.target.rounded()))", "words": "\(words)", "wishes": wishes, "boundary": check.boundary,
        "document": "# \(material.title)\n\(material.numbered)",
      ])
    return Conversation(system: system, user: user)
  }

  /// What the settings want said and left unsaid; a line of the file whose value is empty is left out.
  private var emphasis: String {
    let settings = task.settings
    let values = [
      "topic": settings.topic.onOneLine, "messages": settings.keyMessages.map(\.onOneLine).joined(separator: "; "),
      "forbidden": settings.forbidden.map(\.onOneLine).joined(separator: ", "),
    ]
    let lines = String(decoding: Prompts.emphasis, as: UTF8.self).split(separator: "\n").filter { line in
      values.contains { line.contains("{{\($0.key)}}") && !$0.value.isEmpty }
    }
    guard !lines.isEmpty else { return "" }
    return "\n" + Prompts.filled(Array(lines.joined(separator: "\n").utf8), values) + "\n"
  }

  /// The script that is written without a model, as one would write it.
  var sample: ScriptAnswer {
    let draft = offline
    let lines = draft.script.lines.enumerated().map { index, line in
      let source = draft.sources.first { $0.line == index }?.sentence
      let from = source.map { source in material.passages.filter { !$0.isHeading && source.contains($0.text) }.map(\.id) } ?? []
      return ScriptAnswer.Line(
        role: line.speaker == task.settings.questioner.name ? .questioner : .explainer, pose: line.pose, text: line.text,
        from: from)
    }
    return ScriptAnswer(title: draft.script.title, lines: lines, takeaway: draft.script.takeaway)
  }

  var offline: Draft {
    OfflineWriter().write(
      document: material.document, fileName: task.fileName, settings: task.settings, notes: task.notes, version: task.version,
      secondsFor: check.secondsFor)
  }

  /// One question and one answer about one sentence are asked for.
  func pair(_ sentence: String) -> Conversation {
    Conversation(
      system: Prompts.filled(Prompts.pairSystem, ["language": material.tongue.inWords]),
      user: Prompts.filled(Prompts.pair, ["title": material.title, "boundary": check.boundary, "sentence": sentence]))
  }

  static func repair(_ faults: [Fault]) -> String {
    let list = faults.prefix(20).map { "- \($0.sentence.onOneLine.prefix(300))" }.joined(separator: "\n")
    return Prompts.filled(Prompts.repair, ["faults": list])
  }

  /// A word that the document cannot hold, since it is made of the document's digest; and the same each time, so that the same task is
  /// the same request.
  private static func boundary(_ task: ModelTask, _ material: Material) -> String {
    let text = material.numbered
    var word = "fence \(task.version) \(text)"
    repeat { word = String(Digest(of: word).description.prefix(24)) } while text.contains(word)
    return word
  }
}

extension Tongue {
  /// As a model is told it.
  var inWords: String {
    switch self {
    case .english: "English"
    case .german: "German"
    case .french: "French"
    case .spanish: "Spanish"
    case .portuguese: "Portuguese"
    case .italian: "Italian"
    case .dutch: "Dutch"
    case .other(.unknown): "the language of the document"
    case .other(let language): "the language of the document (\(language.code))"
    }
  }
}
