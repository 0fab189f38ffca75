import Drawing
import Films
import Media
import Production
import Scenes
import Scripts
import Voices

/// A drafted script into one picture of all its scenes. Nobody has spoken yet, so its times are estimates.
enum StoryboardStage: StageWork {
  /// What goes into a mail without a second thought.
  private static let largest = 400_000

  static func run(at bench: Workbench) throws -> [String: String] {
    bench.progress(0, "drawing the storyboard")
    let approved = try ApprovedScript(at: bench)
    if let recording = try bench.recordingFacts() {
      // Of what is only heard there is nothing to be seen yet.
      guard recording.hasPicture else { return [:] }
      try bench.keep("storyboard.jpg", try DemoStudio(drafted: approved, of: recording, at: bench).storyboard())
      return [:]
    }
    let assets = try AssetSource(at: bench)
    let shelf = assets.shelf()
    let fonts = try assets.fonts()
    let planning = FilmPlanning(
      approved: approved, voiceover: .estimated(approved.utterances(by: bench.cast)), brand: assets.dress(on: shelf))
    let storyboard = try Storyboard(of: approved.settings.formats.map(planning.plan), shelf: shelf, fonts: fonts)
    let count = max(1, storyboard.frames.count)
    let canvas = try StoryboardPainter(storyboard, shelf: shelf, fonts: fonts).paint { done in
      bench.progress(Double(done) / Double(count), "drawing the storyboard")
    }
    let size = StillPicture.Size(width: storyboard.width, height: storyboard.height)
    let bytes = try canvas.withPixels { pixels, stride in
      try Films.Thumbnail.jpeg(pixels, stride: stride, size: size, largest: largest)
    }
    try bench.keep("storyboard.jpg", bytes)
    return ["scenes": String(storyboard.frames.count)]
  }
}
