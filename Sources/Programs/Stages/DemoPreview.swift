import Production
import Scripts
import Voices

/// A drafted demo as a small film: the recording, with the free voices over it.
enum DemoPreview {
  /// The part of the time until somebody has spoken.
  private static let spoken = 0.3

  static func make(of recording: RecordingFacts, at bench: Workbench) throws -> [String: String] {
    guard recording.hasPicture else { return [PreviewFact.missing: "What is heard is the recording itself."] }
    var facts: [String: String] = [:]
    do {
      let approved = try ApprovedScript(at: bench, text: "script.txt", pronunciation: try bench.pronunciation())
      facts = PreviewStage.found(in: approved, at: bench)
      let said = try speak(approved, at: bench)
      let studio = try DemoStudio(approved, saying: said, of: recording, at: bench)
      let seconds = try studio.makePreview(to: "preview.mp4") { part in
        bench.progress(spoken + (1 - spoken) * part, "drawing the preview")
      }
      if studio.bookendsLength > .zero { facts[PreviewFact.brandFilms] = String(studio.bookendsLength.seconds) }
      facts["preview.mp4.seconds"] = String(seconds)
    } catch let refusal as Refusal {
      // What cannot become a film is shown all the same: a person may have written anything.
      facts[PreviewFact.missing] = refusal.sentence
    }
    return facts
  }

  /// Nil where nobody says anything. A person's own voice is heard as it is.
  private static func speak(_ approved: ApprovedScript, at bench: Workbench) throws -> Recording? {
    let utterances = approved.utterances(by: bench.cast.free)
    if let descriptor = bench.descriptor(RecordingInput.voice) {
      return try GivenVoice.recording(
        of: [(descriptor, RecordingInput.voice)], saying: utterances, atMost: approved.settings.demo.longest.seconds)
    }
    guard !utterances.isEmpty else { return nil }
    do throws(SpeakingFailure) {
      let speaker = Speaker(host: bench.speechHost, atOnce: bench.cores)
      return try speaker.speak(utterances, keeping: bench) { bench.progress(spoken * $0, $1) }
    } catch {
      throw error.failure
    }
  }
}
