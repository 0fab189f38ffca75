import Films
import Production
import Scripts
import Voices

/// The texts that lie beside the film: captions, transcript, what goes out with it, the page that shows it.
enum FinishStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let approved = try ApprovedScript(at: bench)
    let voiceover = try bench.value(Voiceover.self, from: "voiceover.json", atMost: 16 << 20)
    let planning = FilmPlanning(
      approved: approved, voiceover: voiceover, demo: try bench.demoLayout(), opening: length(PictureFact.opening, at: bench),
      closing: length(PictureFact.closing, at: bench))
    let opening = planning.opening
    let format = approved.settings.formats.first ?? .tiktok
    bench.progress(0, "writing the captions")
    let lines = voiceover.lines.map { line in
      CaptionLine(
        speaker: line.speaker, start: opening + line.start, end: opening + line.end,
        words: line.words.map { Films.CaptionWord($0.text, start: opening + $0.start, end: opening + $0.end) })
    }
    let captions = Captions(lines, framesPerSecond: format.framesPerSecond, end: opening + voiceover.length)
    // Where no word is said, or known, there is nothing to read.
    if !lines.isEmpty {
      try bench.keep("captions.srt", Array(captions.srt.utf8))
      try bench.keep("captions.vtt", Array(captions.vtt.utf8))
      try bench.keep("transcript.txt", Array(Captions.transcript(lines, title: approved.script.title).utf8))
    }
    try bench.keep(Gate.publish.fileName, Array(details(of: planning).printed.utf8))
    bench.progress(0.5, "making the page that shows it")
    try PageMaking(of: planning, at: bench)?.make(captions, lines)
    bench.progress(1, "finished")
    return ["captions.pages": String(captions.pages.count)]
  }

  /// How long what a brand shows beside the film is, as the stage that drew it told.
  private static func length(_ key: String, at bench: Workbench) -> Timecode {
    Timecode(seconds: bench.order.notes[key].flatMap(Double.init) ?? 0)
  }

  /// What goes out with the video, until a person changes it: nothing that does not stand in the script.
  private static func details(of planning: FilmPlanning) -> PublishDetails {
    let script = planning.approved.script
    return PublishDetails(
      title: String(script.title.prefix(100)), description: script.takeaway + planning.chapterList,
      tags: [script.style.rawValue])
  }
}
