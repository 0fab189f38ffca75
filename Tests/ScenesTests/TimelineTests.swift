import Drawing
import Production
import Scenes
import Testing

@Suite struct TimelineTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  @Test func theSamePlanGivesTheSameTimeline() throws {
    func made() throws -> Timeline {
      let shelf = AssetShelf(folders: [Studio.root + "/inbox-example/assets"])
      return try Timeline(
        .interest(format: .tiny), shelf: shelf, fonts: FontBook(addingFolders: [Studio.root + "/.build/fonts"]))
    }
    let (one, other) = (try made(), try made())
    #expect(one == other)
    #expect(one.states.map(\.digest) == other.states.map(\.digest))
  }

  @Test func equalPicturesHaveEqualDigestsAndOthersDoNot() throws {
    let timeline = try studio.timeline(.interest())
    #expect(Set(timeline.states.map(\.digest)).count == Set(timeline.states.map(\.picture)).count)
    #expect(timeline.states.count < timeline.frameCount * 6 / 10)
  }

  @Test func anEditedLineChangesItsOwnSceneOnly() throws {
    let plan = FilmPlan.interest()
    var edited = plan
    // The same length, other letters: "same" becomes "sane".
    let word = try #require(edited.lines[2].words.lastIndex { $0.text == "money" })
    edited.lines[2].words[word].text = "funds"
    edited.lines[2].text = edited.lines[2].words.map(\.text).joined(separator: " ")
    let (before, after) = (try studio.timeline(plan), try studio.timeline(edited))
    #expect(before.scenes == after.scenes)
    let changed = before.scenes.indices.filter { before.digest(of: before.scenes[$0]) != after.digest(of: after.scenes[$0]) }
    #expect(changed == [3])
  }

  @Test func aChangedPictureChangesTheDigest() throws {
    let plan = FilmPlan.interest(format: .tiny)
    let folder = Studio.root + "/inbox-example/assets"
    let plain = try Timeline(plan, shelf: AssetShelf(folders: [folder]), fonts: studio.fonts)
    let original = AssetShelf(folders: [folder])
    #expect(original.asset("icons", "piggy-bank") != nil)
    let other = AssetShelf { path in
      path.hasPrefix("icons/piggy-bank")
        ? Array(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#.utf8) : Studio.bytes(path)
    }
    let changed = try Timeline(plan, shelf: other, fonts: studio.fonts)
    #expect(plain.states.count == changed.states.count)
    #expect(plain.states.map(\.digest) != changed.states.map(\.digest))
  }

  static let hardTexts: [String] = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch is a village.",
    "复利是指在每个计息期末将所得利息加入本金，再计算下一期利息的方法。", "لماذا ينمو حساب التوفير الخاص بي بشكل أسرع كل عام؟", "שלום עולם, מה שלומך היום?",
    "🎉🎊👨‍👩‍👧‍👦🇿🇦 party 🚀🚀🚀 time 🔥", "a", "…", "5 % of 1,000,000 R is 50,000 R, isn't it?", "x\u{0}y\u{202E}z \u{200B} w",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}",
    String(repeating: "word ", count: 30), String(repeating: "w", count: 120), "   ", "",
  ]

  @Test(arguments: hardTexts, [VideoFormat.tiny, .twitterWide]) func noTextIsTooHard(_ text: String, _ format: VideoFormat) throws
  {
    var plan = FilmPlan.telling(
      text, [Said(text: text, pose: text, icon: text, speaker: text), Said(text: text, side: .right, speaker: text)],
      takeaway: text,
      format: format, tail: 3)
    try check(plan)
    guard format == .tiny else { return }
    for index in plan.lines.indices { plan.lines[index].words = [] }
    try check(plan)
  }

  private func check(_ plan: FilmPlan) throws {
    let timeline = try studio.timeline(plan)
    #expect(timeline.states.reduce(0) { $0 + $1.count } == timeline.frameCount)
    let painter = try studio.painter(.tiny)
    var canvas = try painter.makeCanvas()
    for scene in timeline.scenes {
      let state = try #require(timeline.state(at: scene.first + scene.count / 2))
      for layer in state.picture.layers {
        guard let text = layer.text else { continue }
        let measure = try TextLayout(
          text.text, style: text.style, width: text.box.width, mostLines: text.mostLines, fonts: studio.fonts
        ).measure()
        #expect(measure.width <= text.box.width + 2 && measure.height <= text.box.height + 2, "\(layer.role)")
        #expect(timeline.layout.safe.contains(text.box, within: 1), "\(layer.role)")
      }
      if plan.format == .tiny { try painter.paint(state.picture, onto: &canvas) }
    }
  }

  @Test func filmsWithoutLinesOrTimeAreFilmsToo() throws {
    for plan in [
      FilmPlan(title: "Only a title", style: .tech, lines: [], takeaway: "", length: Timecode(seconds: 2), format: .tiny),
      FilmPlan(title: "", style: .tech, lines: [], takeaway: "", length: .zero, format: .tiny),
      FilmPlan(title: "A", style: .finance, lines: [], takeaway: "Only this.", length: Timecode(seconds: 6), format: .tiny),
      FilmPlan(
        title: "B", style: .finance, lines: FilmPlan.interest().lines, takeaway: "x", length: Timecode(seconds: 3), format: .tiny),
    ] {
      let timeline = try studio.timeline(plan)
      #expect(timeline.frameCount >= 1)
      #expect(timeline.states.reduce(0) { $0 + $1.count } == timeline.frameCount)
      #expect(timeline.scenes.reduce(0) { $0 + $1.count } == timeline.frameCount)
      #expect((0..<timeline.frameCount).contains(timeline.coverFrame))
    }
  }

  @Test func overlappingAndBackwardTimesDoNoHarm() throws {
    var plan = FilmPlan.interest(format: .tiny)
    plan.lines[1].start = plan.lines[0].start
    plan.lines[3].end = plan.lines[3].start - Timecode(seconds: 5)
    plan.lines[2].words[3].end = .zero
    plan.lines.swapAt(1, 4)
    let timeline = try studio.timeline(plan)
    #expect(timeline.states.reduce(0) { $0 + $1.count } == timeline.frameCount)
  }

  @Test func anUnknownCharacterIsNamed() {
    var plan = FilmPlan.interest(format: .tiny)
    plan.lines[0].character = "nobody"
    #expect(throws: SceneError.unknownCharacter("nobody")) { _ = try studio.timeline(plan) }
  }

  @Test func whatIsMissingIsNotedOnce() throws {
    var plan = FilmPlan.interest(format: .tiny)
    plan.lines[0].icon = "no-such-icon"
    plan.lines[1].icon = "no-such-icon"
    plan.lines[2].pose = "flying"
    let notes = try studio.timeline(plan).notes
    #expect(notes.count == 2)
    #expect(notes.contains { $0.contains("no-such-icon") } && notes.contains { $0.contains("flying") })
  }

  @Test(arguments: ["../../LICENSE", "..", "/etc/passwd", "a/b", "", ".", "standing.svg", "\u{0}"])
  func namesThatArePathsFindNothing(_ name: String) {
    var asked: [String] = []
    let shelf = AssetShelf { path in
      asked.append(path)
      return nil
    }
    #expect(shelf.asset("icons", name) == nil)
    #expect(asked.isEmpty)
  }

  @Test func theFirstFolderGoesBeforeTheNext() throws {
    let assets = Studio.root + "/inbox-example/assets"
    let shelf = AssetShelf(folders: [Studio.root + "/no/such/folder", assets])
    #expect(shelf.asset("characters", "thabo", "standing")?.path == "characters/thabo/standing.svg")
    #expect(shelf.asset("characters", "thabo", "flying") == nil)
    #expect(AssetShelf(folders: []).asset("characters", "thabo", "standing") == nil)
  }

  @Test func aLoneSpeakerStandsInTheMiddle() throws {
    let timeline = try studio.timeline(.telling("Alone", [Said(text: "Nobody else is here, and that is fine with me.")]))
    let picture = try #require(timeline.state(at: timeline.frameCount - 1)).picture
    #expect(picture.layers(.listener).isEmpty)
    let box = try #require(picture.layers(.speaker).first).box
    #expect(abs(box.midX - 540) <= 1)
  }

  @Test(arguments: [
    (1080, 1920), (1920, 1080), (1080, 1080), (1080, 1350), (1280, 720), (108, 192), (64, 64), (2160, 3840), (20, 400),
  ])
  func everyShapeOfFrameHasALayout(width: Int, height: Int) {
    let layout = FrameLayout(width: width, height: height)
    for box in [layout.header, layout.bubble, layout.title, layout.takeaway, layout.icon, layout.progress] {
      #expect(layout.safe.contains(box, within: 2), "\(box)")
    }
    for side in PlannedLine.Side.allCases {
      let face = layout.face(in: layout.figure(on: side, height: layout.figureHeight))
      if width * 3 > height { #expect(layout.safe.contains(face, within: 2), "\(side) \(face)") }
      if width * 3 > height { #expect(!face.overlaps(layout.bubble) && !face.overlaps(layout.title.inset(by: 2))) }
    }
  }
}
