import Drawing
import Production
import Scenes
import Testing

/// What stands for a film: a frame of it, few words of its title, and the sheet of all its scenes.
@Suite struct CoverTests {
  private let studio: Studio

  init() throws { studio = try Studio() }

  private func timeline(_ format: VideoFormat = VideoFormat.tiktok.forPreview) throws -> Timeline {
    try studio.timeline(.interest(format: format))
  }

  @Test func coversLookAtUsAndAreNotOnTheirWay() throws {
    let timeline = try timeline()
    let candidates = CoverChoice.candidates(of: timeline)
    #expect(!candidates.isEmpty)
    for state in candidates {
      let scene = try #require(timeline.scenes.first { ($0.first..<$0.end).contains(state.first) })
      #expect(scene.kind == .dialogue)
      #expect(state.first >= scene.first + scene.count / 4)
      for layer in state.picture.layers(.speaker) {
        guard case .figure(let figure) = layer.shape else { continue }
        #expect(!figure.asset.path.contains("blinking"))
      }
    }
  }

  @Test func aMomentIsWhatTheFilmShowsThen() throws {
    let timeline = try timeline()
    let state = try #require(CoverChoice.state(of: timeline, at: Timecode(seconds: 2)))
    #expect((state.first..<state.end).contains(2 * timeline.format.framesPerSecond))
    #expect(CoverChoice.state(of: timeline, at: Timecode(seconds: 9999)) == timeline.states.last)
  }

  @Test(arguments: [
    ("How compound interest works", ["How compound interest works", "How compound interest…", "How compound…", "How…"]),
    (
      "Why 5 percent of a fund, not the rest, is lost",
      [
        "Why 5 percent of a fund, not the rest, is lost", "Why 5 percent of a fund, not the rest…",
        "Why 5 percent of a fund…", "Why 5 percent…", "Why…",
      ]
    ),
    (
      "Index funds: why your grandmother has",
      [
        "Index funds", "Index funds: why your grandmother has", "Index funds: why your grandmother…", "Index funds: why…",
        "Index…",
      ]
    ),
    ("Too late? How so", ["Too late? How so", "Too late?", "Too late? How…", "Too…"]), (" Banks ", ["Banks"]), ("", [""]),
  ]) func titlesOfThumbnailsSayAWholeThing(title: String, short: [String]) {
    #expect(Thumbnail.fewWords(of: title) == short)
  }

  @Test func theSheetShowsEveryScene() throws {
    let timeline = try timeline(.tiny)
    let sheet = ContactSheet(of: timeline)
    let canvas = try sheet.paint(shelf: studio.shelf, fonts: studio.fonts)
    #expect(canvas.width == sheet.width && canvas.height == sheet.height)
    // Where a scene stands there is a picture, and below it its time; six stand side by side.
    for index in timeline.scenes.indices {
      let (x, y) = (32 + Double(index % 6) * (239 + 20), 32 + Double(index / 6) * (425 + 44 + 20))
      let colours = Set(try canvas.colours(in: Box(x: x + 8, y: y + 8, width: 200, height: 300)))
      #expect(colours.count > 20, "\(index)")
      #expect(Set(try canvas.colours(in: Box(x: x, y: y + 425, width: 100, height: 44))).count > 3, "\(index)")
    }
    let after = timeline.scenes.count
    let nothing = Box(
      x: 32 + Double(after % 6) * (239 + 20), y: 32 + Double(after / 6) * (425 + 44 + 20), width: 200, height: 300)
    let colours = Set(try canvas.colours(in: nothing))
    #expect(after % 6 == 0 || colours.count == 1)
  }

  @Test func whatLeadsFromSceneToSceneIsNoSceneOnTheSheet() throws {
    var plan = FilmPlan.interest(format: .tiny)
    plan.motion.transition = .fade
    let faded = try Timeline(plan, shelf: studio.shelf, fonts: studio.fonts)
    #expect(faded.scenes.contains { $0.kind == .bridge })
    #expect(ContactSheet(of: faded).height == ContactSheet(of: try timeline(.tiny)).height)
  }

  @Test func aMovingPreviewTellsOfTheWholeFilmInAFewSeconds() throws {
    for format in [VideoFormat.tiny, .tiktok.forPreview] {
      let timeline = try timeline(format)
      let shots = PreviewReel.shots(of: timeline)
      #expect((250...500).contains(shots.reduce(0) { $0 + $1.hundredths }))
      #expect(zip(shots, shots.dropFirst()).allSatisfy { $0.state.first < $1.state.first && $0.state.digest != $1.state.digest })
      let kinds = shots.map { shot in timeline.scenes.first { ($0.first..<$0.end).contains(shot.state.first) }?.kind }
      #expect(kinds.first == .title && kinds.contains(.dialogue) && kinds.last == .takeaway)
    }
  }

  @Test(arguments: [(0.0, "0:00"), (7.9, "0:07"), (83, "1:23"), (3723, "1:02:03")]) func timesReadAsInPlayers(
    _ seconds: Double, _ text: String
  ) {
    #expect(FilmClock.text(Timecode(seconds: seconds)) == text)
  }
}
