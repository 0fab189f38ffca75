import Drawing
import Films
import Media
import Production
import Scenes
import Scripts
import Voices

/// What lies beside the film: captions, transcript, thumbnail.
enum FinishStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let approved = try ApprovedScript(at: bench)
    let voiceover = try bench.value(Voiceover.self, from: "voiceover.json", atMost: 16 << 20)
    let format = approved.settings.formats.first ?? .tiktok
    bench.progress(0, "writing the captions")
    let lines = voiceover.lines.map { line in
      CaptionLine(
        speaker: line.speaker, start: line.start, end: line.end,
        words: line.words.map { Films.CaptionWord($0.text, start: $0.start, end: $0.end) })
    }
    let captions = Captions(lines, framesPerSecond: format.framesPerSecond, end: voiceover.length)
    try bench.keep("captions.srt", Array(captions.srt.utf8))
    try bench.keep("captions.vtt", Array(captions.vtt.utf8))
    try bench.keep("transcript.txt", Array(Captions.transcript(lines, title: approved.script.title).utf8))
    try bench.keep(Gate.publish.fileName, Array(details(of: approved.script).printed.utf8))
    bench.progress(0.5, "drawing the thumbnail")
    try bench.keep(
      "thumbnail.jpg",
      try thumbnail(FilmPlanning(approved: approved, voiceover: voiceover).plan(in: format), format, AssetSource(at: bench)))
    bench.progress(1, "finished")
    return ["captions.pages": String(captions.pages.count)]
  }

  /// What goes out with the video, until a person changes it: nothing that does not stand in the script.
  private static func details(of script: Script) -> PublishDetails {
    PublishDetails(title: String(script.title.prefix(100)), description: script.takeaway, tags: [script.style.rawValue])
  }

  private static func thumbnail(_ plan: FilmPlan, _ format: VideoFormat, _ assets: AssetSource) throws -> [UInt8] {
    let shelf = assets.shelf()
    let fonts = try assets.fonts()
    let design = try Scenes.Thumbnail(of: plan, width: format.width, height: format.height, shelf: shelf, fonts: fonts)
    let painter = try Painter(width: design.width, height: design.height, assets: shelf, fonts: fonts)
    var canvas = try painter.makeCanvas()
    try painter.paint(design.picture, onto: &canvas)
    let (width, height) = (format.width, format.height)
    return try canvas.withPixels { pixels, stride in
      try Films.Thumbnail.jpeg(pixels, stride: stride, size: .init(width: width, height: height))
    }
  }
}
