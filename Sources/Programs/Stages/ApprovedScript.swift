import Documents
import Production
import Scripts
import Settings
import Voices
import Writers

/// The approved script, read back by the stages that make something of it.
struct ApprovedScript {
  let script: Script
  let settings: JobSettings
  private let pronunciation: Pronunciation
  private let isRecorded: Bool

  init(at bench: Workbench) throws {
    try self.init(at: bench, text: "script.txt", pronunciation: try bench.pronunciation())
  }

  /// `name` is the input that it is read from.
  init(at bench: Workbench, text name: String, pronunciation: Pronunciation) throws {
    settings = bench.order.settings
    let text = try ScriptText.parse(bytes: try bench.read(name, atMost: ScriptText.largest))
    // A template is looked at as a person of whom everything is known would hear it.
    let keys = bench.order.notes[ReadingFact.leadsKeys].map { $0.split(separator: ",").map(String.init) }
    let values = keys.map { LeadValues.example(columns: $0) } ?? .none
    let reading = text.read(
      cast: [settings.questioner.name, settings.explainer.name], values: values, fillsIn: bench.order.lease.job.batch == nil,
      silentSections: bench.isRecorded)
    if let problem = reading.problems.first {
      throw Refusal(
        "The script cannot be read back: \(problem.sentence)", wayOut: "Mend it and drop the document again.",
        detail: "line \(problem.line); \(reading.problems.count) problems in all")
    }
    script = reading.script
    self.pronunciation = pronunciation
    isRecorded = bench.isRecorded
  }

  func settings(of speaker: String) -> SpeakerSettings { Cast(settings).settings(of: speaker) }

  /// Over a recording, sections are said one after the other, and laid where they belong when it is known how long each is.
  func utterances(by cast: Cast) -> [Utterance] {
    cast.utterances(of: isRecorded ? script.withoutTimes : script, pronunciation: pronunciation)
  }
}

extension Script {
  /// Its sections one after the other, none at a time of its own.
  var withoutTimes: Script {
    var script = self
    for index in script.lines.indices { script.lines[index].section?.start = nil }
    return script
  }
}

extension Workbench {
  /// How this client's people want words to be said, where they wrote it down.
  func pronunciation() throws -> Pronunciation {
    guard let bytes = try pronunciationBytes() else { return .none }
    let (encoding, markLength) = TextEncoding.detect(bytes)
    return Pronunciation(encoding.decode(bytes.dropFirst(markLength)))
  }

  /// The same as it was written down; nil where they wrote nothing.
  func pronunciationBytes() throws -> [UInt8]? {
    guard order.inputs.contains(where: { $0.name == Pronunciation.fileName }) else { return nil }
    return try read(Pronunciation.fileName, atMost: Pronunciation.largest)
  }

  /// Who speaks, with the voices that there will be.
  var cast: Cast {
    // Whether the account has them, and can pay, only speaking will tell.
    let account = try? SpeakNotes.account(in: order.notes)
    let paid = account == nil ? [] : order.settings.paidVoices.map(\.name)
    return Cast(
      order.settings, voicesAreNeural: SpeechNotes.voicesAreNeural(in: order.notes), paid: Set(paid),
      account: Cast.Account(
        isThere: order.notes[SpeakNotes.hasAccount] != nil,
        languages: order.notes[SpeakNotes.languages]?.split(separator: " ").map(String.init), model: account?.model ?? ""))
  }

  /// How long a voice will speak a text of a document.
  func seconds(forWritingOf document: StructuredDocument) -> @Sendable (_ text: String, _ voice: String) -> Double {
    let language = OfflineWriter.spokenLanguage(of: document, fileName: order.notes["name"] ?? "")
    return { [cast] text, voice in SpeechEstimate.seconds(text, voice: cast.speaking(voice), language: language) }
  }
}
