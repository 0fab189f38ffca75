import Drawing
import Glibc
import Production
import Scenes
import Testing

/// Draws the pictures of docs/pictures anew; only when asked to: `DROPREEL_PICTURES=docs/pictures swift test --filter Pictures`.
@Suite struct DocumentationPictures {
  @Test(.enabled(if: getenv("DROPREEL_PICTURES") != nil)) func framesOfEveryKind() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_PICTURES")))
    let studio = try Studio()
    for (name, plan) in [("interest", FilmPlan.interest(style: .educational)), ("cloud", .cloud(style: .motivation))] {
      let timeline = try studio.timeline(plan)
      let painter = try Painter(format: plan.format, assets: studio.shelf, fonts: studio.fonts)
      var canvas = try painter.makeCanvas()
      var number = 0
      for frame in [0, timeline.coverFrame]
        + timeline.scenes.dropFirst().flatMap({ [$0.first + 2, $0.first + $0.count * 2 / 3] })
      {
        let state = try #require(timeline.state(at: frame))
        try painter.paint(state.picture, onto: &canvas)
        try save(canvas, as: "\(folder)/\(name)-\(number)-\(frame).png")
        number += 1
      }
      for (width, height) in [(1280, 720), (1080, 1080), (1080, 1350)] {
        let thumbnail = try Thumbnail(of: plan, width: width, height: height, shelf: studio.shelf, fonts: studio.fonts)
        let painter = try Painter(width: width, height: height, assets: studio.shelf, fonts: studio.fonts)
        var canvas = try painter.makeCanvas()
        try painter.paint(thumbnail.picture, onto: &canvas)
        try save(canvas, as: "\(folder)/\(name)-thumbnail-\(width)x\(height).png")
      }
      let thumbnail = try Thumbnail(of: plan, width: 1080, height: 1920, shelf: studio.shelf, fonts: studio.fonts)
      try painter.paint(thumbnail.picture, onto: &canvas)
      try save(canvas, as: "\(folder)/\(name)-thumbnail.png")
      print(
        name, timeline.frameCount, "frames", timeline.states.count, "states",
        timeline.scenes.map { "\($0.kind) \($0.first)+\($0.count)" }, timeline.notes)
      for turn in timeline.turns { print(turn.first, turn.beats.map(\.first), turn.pages.map { "\($0.first): \($0.lines)" }) }
    }
  }
}
