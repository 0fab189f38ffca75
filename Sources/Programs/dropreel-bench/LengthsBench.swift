import Documents
import Glibc
import Production
import Scripts
import Speech
import Writers

/// Scripts for a wanted length, said by the real voices with the real pauses: how far what is heard is from what was wanted.
///
/// Each line that is said is printed with its seconds: what the coefficients of `SpeechRate` are fitted on.
struct LengthsBench {
  static let targets = [20.0, 45, 90, 120]

  let voices: BenchVoices
  let documents: [String]

  /// Without documents, those of the source tree.
  init(voices: BenchVoices, documents: [String]) {
    self.voices = voices
    self.documents = documents.isEmpty ? Self.ownDocuments : documents
  }

  func run() throws {
    var errors: [Double] = []
    for attempt in try attempts() {
      let estimated = attempt.script.estimatedLength(takeawayBy: attempt.settings.explainer.name) { text, speaker in
        SpeechEstimate.seconds(text, voice: voice(of: speaker, attempt.settings), language: .english)
      }
      let heard = try attempt.script.heardLength(takeawayBy: attempt.settings.explainer.name) { text, speaker in
        try voices.seconds(text, voice: voice(of: speaker, attempt.settings))
      }
      let error = heard / attempt.target - 1
      errors.append(abs(error) * 100)
      let numbers = [attempt.target, estimated.seconds, heard].map { "\(Figure.rounded($0, 1)) s" }.joined(separator: ", ")
      Figure.note("\(attempt.name): wanted, estimated, heard \(numbers); \(Figure.rounded(error * 100, 1)) %")
    }
    let sorted = errors.sorted()
    guard let last = sorted.last else { throw Refusal("No document is long enough.", wayOut: "Name longer ones.") }
    let within = Double(errors.count { $0 <= 10 }) / Double(errors.count) * 100
    Figure.say("lengths.scripts", errors.count, "scripts")
    Figure.say("lengths.median_error", Figure.median(errors), "%")
    Figure.say("lengths.p95_error", sorted.isEmpty ? last : sorted[min(sorted.count - 1, sorted.count * 95 / 100)], "%")
    Figure.say("lengths.within_10_percent", within, "%")
  }

  // MARK: - What is said

  private struct Attempt {
    let name: String
    let target: Double
    let settings: JobSettings
    let script: Script
  }

  /// A document that says too little for a length is not asked for it.
  private func attempts() throws -> [Attempt] {
    var attempts: [Attempt] = []
    for path in documents {
      let kind: DropKind = path.hasSuffix(".md") ? .markdown : .plainText
      guard let document = try? StructuredDocument.read(TextFile.bytes(path), kind: kind) else { continue }
      let name = String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
      for target in Self.targets {
        var settings = JobSettings.defaults
        settings.questioner.voice = voices.names[0]
        settings.explainer.voice = voices.names[1]
        settings.targetLength = Timecode(seconds: target)
        settings.longest = Timecode(seconds: 600)
        let draft = OfflineWriter().write(document: document, fileName: name, settings: settings) { text, voice in
          SpeechEstimate.seconds(text, voice: voice, language: .english)
        }
        guard let told = draft.facts["told"], told != draft.facts["sentences"], (draft.script.length?.seconds ?? 0) > target * 0.8
        else { continue }
        attempts.append(Attempt(name: name, target: target, settings: settings, script: draft.script))
      }
    }
    return attempts
  }

  private func voice(of speaker: String, _ settings: JobSettings) -> String {
    speaker == settings.questioner.name ? settings.questioner.voice : settings.explainer.voice
  }

  private static var ownDocuments: [String] {
    ["inbox-example", "docs", "Tests/WritersTests/Fixtures"].map(Playground.tree).flatMap { folder in
      TextFile.names(in: folder).sorted().filter { $0.hasSuffix(".md") || $0.hasSuffix(".txt") }.map { "\(folder)/\($0)" }
    }
  }
}

extension Script {
  /// The same as the estimate, with what is really heard in it.
  fileprivate func heardLength(takeawayBy speaker: String, secondsFor: (String, String) throws -> Double) throws -> Double {
    var problem: (any Error)?
    let length = estimatedLength(takeawayBy: speaker) { text, speaker in
      do { return try secondsFor(text, speaker) } catch {
        problem = error
        return 0
      }
    }
    if let problem { throw problem }
    return length.seconds
  }
}
