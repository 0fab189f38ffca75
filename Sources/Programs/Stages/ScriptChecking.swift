import Leads
import Production
import Scripts
import Voices

/// Reads scripts as their job's settings want them, with the lengths that the voices take.
struct ScriptChecking {
  private let settings: JobSettings
  private let cast: Cast
  /// How long the recording is that a script is told over; nil for one that is told by itself.
  private let recording: Timecode?
  private let fillsIn: Bool

  init(at bench: Workbench, recording: Timecode? = nil) {
    settings = bench.order.settings
    cast = bench.cast
    self.recording = recording
    fillsIn = bench.order.lease.job.batch == nil
  }

  init(_ settings: JobSettings) { (self.settings, cast, recording, fillsIn) = (settings, Cast(settings), nil, true) }

  private var names: [String] { [settings.questioner.name, settings.explainer.name] }

  func seconds(_ script: Script) -> Double { SpeechEstimate.seconds(cast.utterances(of: script)) }

  /// The script as it would be for these values.
  func reading(_ text: ScriptText, values: LeadValues = .none) -> ScriptReading {
    text.read(
      cast: names, values: values, fillsIn: fillsIn, silentSections: recording != nil, longest: settings.longestInAnyFormat,
      estimate: { Timecode(seconds: seconds($0)) })
  }

  /// All that is to be said of it; it takes longer than to read it.
  func problems(of reading: ScriptReading, by rules: ScriptRules? = nil) -> [ScriptProblem] {
    reading.problems + found(in: reading, by: rules ?? ScriptRules(settings, recording: recording))
  }

  private func found(in reading: ScriptReading, by rules: ScriptRules) -> [ScriptProblem] {
    let language = SpokenLanguage(code: cast.language(of: reading.script))
    return reading.checked(by: rules) { words, speaker in
      SpeechEstimate.seconds(words, voice: cast.speaking(cast.settings(of: speaker).voice), language: language)
    }
  }

  /// What a person should look at in a script that was written here; where nobody looks, what must not be said stops it. How long it
  /// is to be, its writer knows.
  func remarks(on text: ScriptText) throws(Refusal) -> [ScriptProblem] {
    var rules = ScriptRules(settings)
    rules.looksAtLength = false
    let reading = reading(text)
    let found = problems(of: reading, by: rules) + unspoken(in: reading.script)
    if !settings.gates.contains(.script), let problem = found.mistakes.first {
      throw Refusal(
        "The script that was written cannot be used: \(problem.sentence)",
        wayOut: "\(problem.wayOut) Drop it with a script of your own.")
    }
    return found
  }

  /// What is to be said of a script that no voice can read.
  func unspoken(in script: Script) -> [ScriptProblem] {
    guard let problem = cast.unspoken(in: cast.language(of: script)) else { return [] }
    guard settings.unknownLanguage == .refuse, !settings.gates.contains(.script) else { return [problem] }
    return [ScriptProblem(line: 0, sentence: problem.sentence, wayOut: problem.wayOut)]
  }

  /// What is wrong with a template whoever it is told to: with everything known of a person, and with nothing.
  func problems(of text: ScriptText, as sheet: LeadSheet) -> [ScriptProblem] {
    let (reading, problems) = text.read(
      cast: names, columns: sheet.keys, silentSections: recording != nil, longest: settings.longestInAnyFormat,
      estimate: { Timecode(seconds: seconds($0)) })
    return problems + found(in: reading, by: ScriptRules(settings, recording: recording))
  }
}
