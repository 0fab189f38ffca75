import Drawing
import Films
import Media
import Production
import Scenes
import Scripts
import Speech
import Voices

/// Drafted scripts into small films, said by the free voices: what people see and hear before they approve.
enum PreviewStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    bench.progress(0, "making the preview")
    if let recording = try bench.recordingFacts() { return try DemoPreview.make(of: recording, at: bench) }
    let pronunciation = try bench.pronunciation()
    let speaker = Speaker(host: bench.speechHost, atOnce: bench.cores)
    let assets = try AssetSource(at: bench)
    let bookends = try assets.bookends()
    var facts: [String: String] = [:]
    for input in bench.order.inputs where input.name.hasSuffix(".txt") && input.name != Pronunciation.fileName {
      let isDraft = input.name == "script.txt"
      let name = isDraft ? "preview.mp4" : input.name.replacing(".txt", with: ".mp4")
      do {
        let approved = try ApprovedScript(at: bench, text: input.name, pronunciation: pronunciation)
        if isDraft { facts = found(in: approved, at: bench) }
        let seconds = try film(approved, by: speaker, to: name, with: assets, bookends, at: bench)
        if isDraft, bookends.length > .zero { facts[PreviewFact.brandFilms] = String(bookends.length.seconds) }
        facts["\(name).seconds"] = String(seconds)
      } catch let refusal as Refusal {
        // What cannot become a film is shown all the same: a person may have written anything, and people may be called anything.
        if isDraft { facts[PreviewFact.missing] = refusal.sentence }
      }
    }
    return facts
  }

  /// A person may have changed it: this is of what stands there now, and known before it is filmed.
  static func found(in approved: ApprovedScript, at bench: Workbench) -> [String: String] {
    let language = bench.cast.language(of: approved.script)
    var facts = (try? VoicePrice(of: approved.utterances(by: bench.cast), at: bench))?.facts ?? [:]
    facts[SpokenFact.language] = language
    facts[SpokenFact.unspoken] = bench.cast.unspoken(in: language)?.sentence
    return facts
  }

  /// Returns its length in seconds.
  private static func film(
    _ approved: ApprovedScript, by speaker: Speaker, to name: String, with assets: AssetSource, _ bookends: Bookends,
    at bench: Workbench
  ) throws -> Double {
    let utterances = approved.utterances(by: bench.cast.free)
    try checkLength(utterances, approved.settings)
    let recording: Recording
    do throws(SpeakingFailure) {
      recording = try speaker.speak(utterances, keeping: bench) { bench.progress(0.5 * $0, $1) }
    } catch {
      throw error.failure
    }
    let format = (approved.settings.formats.first ?? .tiktok).forPreview
    let shelf = assets.shelf()
    let fonts = try assets.fonts()
    let planning = FilmPlanning(
      approved: approved, voiceover: recording.voiceover, brand: assets.dress(on: shelf))
    let timeline = try Timeline(planning.plan(in: format), shelf: shelf, fonts: fonts)
    let voiceover = recording.voiceover
    let music = FilmMusic(approved.settings, style: approved.script.style, on: shelf, lasting: voiceover.length)
    let mix = try Mix(voiceover, recording.samples, over: music.music, loudness: format.platform.loudness)
    let facts = try Film.render(
      bookends.around(TimelineSource(timeline, assets), in: format),
      sound: bookends.around(
        FilmSound(mix), lasting: timeline.frameCount * FilmSound.samplesPerSecond / format.framesPerSecond,
        loudness: format.platform.loudness), to: name,
      order: FilmOrder(labels: MovieLabels(title: approved.script.title), quality: .draft),
      progress: { done, total in
        bench.progress(0.5 + 0.5 * Double(done) / Double(max(1, total)), "drawing the preview")
      })
    try bench.keepFile(name)
    return facts.duration.seconds
  }

  /// What cannot become a film is not made one in small.
  private static func checkLength(_ utterances: [Utterance], _ settings: JobSettings) throws(Refusal) {
    let seconds = SpeechEstimate.seconds(utterances)
    guard seconds > settings.longest.seconds * 1.25 else { return }
    throw Refusal(
      "The script takes about \(Int(seconds)) s to say, which is too long for a preview.",
      wayOut: "Make it shorter, or raise longest_seconds.")
  }
}
