import Leads
import Production
import Scripts
import Voices

/// Reads scripts as their job's settings want them, with the lengths that the voices take.
struct ScriptChecking {
  private let settings: JobSettings

  init(_ settings: JobSettings) { self.settings = settings }

  private var cast: [String] { [settings.questioner.name, settings.explainer.name] }

  func seconds(_ script: Script) -> Double { SpeechEstimate.seconds(Cast(settings).utterances(of: script)) }

  /// The script as it would be for these values.
  func reading(_ text: ScriptText, values: LeadValues = .none) -> ScriptReading {
    text.read(cast: cast, values: values, longest: settings.longest, estimate: { Timecode(seconds: seconds($0)) })
  }

  /// All that is to be said of it; it takes longer than to read it.
  func problems(of reading: ScriptReading, by rules: ScriptRules? = nil) -> [ScriptProblem] {
    let cast = Cast(settings)
    let found = reading.checked(by: rules ?? ScriptRules(settings)) { words, speaker in
      SpeechEstimate.seconds(words, voice: cast.settings(of: speaker).voice)
    }
    return reading.problems + found
  }

  /// What a person should look at in a script that was written here; where nobody looks, what must not be said stops it. How long it
  /// is to be, its writer knows.
  func remarks(on text: ScriptText) throws(Refusal) -> [ScriptProblem] {
    var rules = ScriptRules(settings)
    rules.looksAtLength = false
    let found = problems(of: reading(text), by: rules)
    if !settings.gates.contains(.script), let problem = found.mistakes.first {
      throw Refusal(
        "The script that was written cannot be used: \(problem.sentence)",
        wayOut: "\(problem.wayOut) Drop it with a script of your own.")
    }
    return found
  }

  /// What is wrong with a template whoever it is told to: with everything known of a person, and with nothing.
  func problems(of text: ScriptText, as sheet: LeadSheet) -> [ScriptProblem] {
    let full = problems(of: reading(text, values: .example(columns: sheet.keys)))
    let bare = reading(text, values: LeadValues(columns: sheet.keys, values: [:])).problems.filter { $0.weight == .mistake }
    return full + bare.filter { !full.contains($0) }
  }
}
