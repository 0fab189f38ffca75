import Drawing
import Production
import Scenes
import Testing

@Suite struct MotionTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  private static let plain = FilmPlan.interest().filmed(Motion())
  private static let still = FilmPlan.interest().filmed(Motion(text: .none))
  private static let faded = FilmPlan.interest().filmed(Motion(transition: .fade))

  private func timeline(_ motion: Motion, format: VideoFormat = .tiktok) throws -> Timeline {
    var plan = FilmPlan.interest(format: format)
    plan.motion = motion
    return try studio.timeline(plan)
  }

  private func caption(_ timeline: Timeline, at frame: Int) -> Layer? {
    timeline.state(at: frame)?.picture.layers(.caption).first
  }

  @Test(arguments: TextAnimation.allCases) func textComesInAndThenStandsStill(_ animation: TextAnimation) throws {
    let still = try #require(Self.still)
    let moving = try timeline(Motion(text: animation))
    #expect(still.scenes == moving.scenes)
    var (coming, pages) = (0, 0)
    for turn in moving.turns where turn.line.part != .takeaway {
      for (page, next) in zip(turn.pages, turn.pages.dropFirst()) where page.first >= moving.scenes[0].end {
        pages += 1
        let changed = (page.first..<next.first).filter { frame in
          var (one, other) = (caption(still, at: frame), caption(moving, at: frame))
          if animation == .highlightKeywords { (one, other) = (one?.plain, other?.plain) }
          return one != other
        }
        coming += changed.count
        #expect(changed.allSatisfy { $0 < page.first + 24 }, "\(animation)")
        #expect(Double(changed.count) <= 0.45 * Double(next.first - page.first), "\(animation)")
      }
    }
    #expect(pages > 3 && (coming > pages) == (animation != .none))
    #expect(Double(coming) <= 0.12 * Double(moving.frameCount), "\(animation): \(coming) of \(moving.frameCount)")
  }

  @Test(arguments: [TextAnimation.fadeIn, .pop, .slideIn, .typewriter]) func onePageIsSeenComing(_ animation: TextAnimation)
    throws
  {
    let moving = try timeline(Motion(text: animation, marksWords: false), format: .tiktok)
    let page = try #require(moving.turns[1].pages.last)
    #expect(page.first > moving.turns[1].first)
    let painter = try studio.painter(.tiktok)
    func bright(_ frame: Int) throws -> Int {
      // It stands in the bubble, and nothing else matters.
      let picture = try #require(moving.state(at: frame)).picture
      var canvas = try painter.makeCanvas()
      try painter.paint(PictureDescription(layers: picture.layers(.bubble) + picture.layers(.caption)), onto: &canvas)
      return try canvas.colours(in: page.text.box.inset(byX: 60, y: 4)).count { $0.luminance > 0.6 }
    }
    let (first, middle, last) = (try bright(page.first), try bright(page.first + 1), try bright(page.first + 26))
    #expect(first < last / 2 || animation == .pop && first < last, "\(animation) \(first) \(last)")
    #expect(middle <= last)
  }

  @Test func keywordsAreInTheAccentAndStayWhereTheyAre() throws {
    let moving = try timeline(Motion(text: .highlightKeywords, marksWords: false))
    let accent = Look(.finance).accent
    let captions = moving.states.flatMap { $0.picture.layers(.caption) }.compactMap(\.text)
    let marked = Set(captions.filter { $0.text.contains("8 percent") }.flatMap(\.parts).map(\.colour))
    #expect(marked == [accent])
    let text = try #require(captions.first { $0.text.contains("R500") })
    let bytes = Array(text.text.utf8)
    #expect(text.parts.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["R500"])
  }

  @Test func withoutMarksNoWordIsMarked() throws {
    let plain = try timeline(Motion(marksWords: false))
    #expect(plain.states.allSatisfy { $0.picture.layers.allSatisfy { $0.text?.highlight == nil } })
    let marked = try #require(Self.plain)
    #expect(plain.states.count < marked.states.count)
  }

  @Test func withoutCaptionsThePictureStaysComposed() throws {
    let (bare, full) = (try timeline(Motion(burnsCaptions: false)), try #require(Self.plain))
    for state in bare.states {
      for role in [Layer.Role.caption, .bubble, .name] { #expect(state.picture.layers(role).isEmpty) }
    }
    let frame = bare.scenes[2].first + 40
    let (one, other) = (try #require(bare.state(at: frame)).picture, try #require(full.state(at: frame)).picture)
    for role in [Layer.Role.speaker, .listener, .icon, .header, .backdrop] { #expect(one.layers(role) == other.layers(role)) }
    #expect(!bare.states[0].picture.layers(.title).isEmpty)
  }

  @Test(arguments: [Transition.fade, .slide, .wipe, .zoom]) func aBridgeLeadsFromSceneToScene(_ kind: Transition) throws {
    let (plain, bridged) = (try #require(Self.plain), try timeline(Motion(transition: kind)))
    let bridges = bridged.scenes.filter { $0.kind == .bridge }
    #expect(bridges.count == plain.scenes.count - 1 && bridged.frameCount == plain.frameCount)
    for (bridge, cut) in zip(bridges, plain.scenes.dropFirst().map(\.first)) {
      #expect((0.2...0.35).contains(Double(bridge.count) / 30))
      #expect((bridge.first..<bridge.end).contains(cut))
      // It begins as the one scene and ends as the other.
      let steps = bridged.states(of: bridge)
      #expect(try #require(steps.first).picture.layers(.scene).isEmpty)
      #expect(try #require(steps.last).picture.layers(.scene).isEmpty)
      #expect(steps.dropFirst().dropLast().allSatisfy { $0.picture.layers(.scene).count == 2 })
    }
    #expect(zip(bridged.scenes, bridged.scenes.dropFirst()).allSatisfy { $0.end == $1.first && $0.count > 0 })
    // What comes over a bridge does not come once more by itself.
    for bridge in bridges {
      #expect(bridged.state(at: bridge.end)?.picture.layers(.caption).allSatisfy { $0.opacity == 1 } == true)
    }
    #expect(Double(bridges.map(\.count).reduce(0, +)) <= 0.15 * Double(bridged.frameCount))
    // The ends are the same, whatever is between them.
    let faded = try #require(Self.faded)
    for bridge in bridges {
      for frame in [bridge.first - 1, bridge.first, bridge.end - 1, bridge.end] {
        #expect(bridged.state(at: frame)?.digest == faded.state(at: frame)?.digest)
      }
    }
  }

  @Test func besideAShortSceneEverythingComesAsAfterACut() throws {
    let lines = [
      Said(text: "This is a line that is long enough to be left over a bridge, and a little more.", pose: "thinking"),
      Said(text: "Yes.", side: .right), Said(text: "No.", side: .right, speaker: "Zanele"),
      Said(text: "And this is another line that is long enough to be come to, isn't it?", icon: "chart"),
      Said(text: "It is, and so is this one, which somebody else says after a bridge.", side: .right),
    ]
    var plan = FilmPlan.telling("Short", lines, takeaway: "So.", format: .tiny, tail: 3)
    let cut = try studio.timeline(plan)
    plan.motion.transition = .fade
    let faded = try studio.timeline(plan)
    let bridges = faded.scenes.filter { $0.kind == .bridge }
    let bare = cut.scenes.dropFirst().filter { scene in !bridges.contains { ($0.first..<$0.end).contains(scene.first) } }
    #expect(bare.count > 1 && !bridges.isEmpty)
    for scene in bare {
      for frame in scene.first..<scene.first + 10 where !bridges.contains(where: { ($0.first..<$0.end).contains(frame) }) {
        #expect(cut.state(at: frame)?.digest == faded.state(at: frame)?.digest, "\(frame)")
      }
    }
  }

  @Test func halfWayBothScenesAreSeen() throws {
    let format = VideoFormat.tiktok.forPreview
    let wiped = try timeline(Motion(transition: .wipe), format: format)
    let bridge = try #require(wiped.scenes.first { $0.kind == .bridge })
    let middle = bridge.first + bridge.count / 2
    let state = try #require(wiped.state(at: middle))
    var pictures: [PictureDescription] = []
    for layer in state.picture.layers { if case .whole(let picture, _) = layer.shape { pictures.append(picture) } }
    let both = try studio.painted(state.picture, format: format)
    let frame = wiped.layout.frame
    for (picture, half) in [(pictures[0], 0.0), (pictures[1], frame.width / 2 + 2)] {
      let alone = try studio.painted(picture, format: format)
      let box = Box(x: half, y: 0, width: frame.width / 2 - 2, height: frame.height)
      let isSame = try both.colours(in: box) == alone.colours(in: box)
      #expect(isSame)
    }
  }

  @Test func anEditedLineChangesItsOwnSceneAndTheBridgesBesideIt() throws {
    var plan = FilmPlan.interest()
    plan.motion.transition = .slide
    var edited = plan
    let word = try #require(edited.lines[2].words.lastIndex { $0.text == "money" })
    edited.lines[2].words[word].text = "funds"
    edited.lines[2].text = edited.lines[2].words.map(\.text).joined(separator: " ")
    let (before, after) = (try studio.timeline(plan), try studio.timeline(edited))
    #expect(before.scenes == after.scenes)
    let changed = before.scenes.indices.filter { before.digest(of: before.scenes[$0]) != after.digest(of: after.scenes[$0]) }
    let own = try #require(changed.first { before.scenes[$0].kind == .dialogue })
    #expect(Set(changed).isSubset(of: [own - 1, own, own + 1]))
  }

  @Test func theCameraComesNearAndGoesBackAndNothingElseMovesWithIt() throws {
    let (rich, plain) = (try timeline(Motion(render: .rich)), try #require(Self.plain))
    var zooms: [Bool] = []
    for scene in rich.scenes {
      func near(_ frame: Int) throws -> Double {
        let layer = try #require(rich.state(at: frame)?.picture.layers(.backdrop).first)
        guard case .backdrop(let backdrop) = layer.shape else { return 0 }
        return layer.scale * backdrop.overscan
      }
      let (first, last) = (try near(scene.first), try near(scene.end - 1))
      let rate = abs(last - first) / (Double(scene.count) / 30)
      #expect((0.019...0.04).contains(rate), "\(rate) a second")
      #expect(min(first, last) >= 1)
      zooms.append(last > first)
    }
    #expect(zip(zooms, zooms.dropFirst()).allSatisfy { $0 != $1 })
    for frame in stride(from: 0, to: plain.frameCount, by: 7) {
      let (one, other) = (try #require(rich.state(at: frame)).picture, try #require(plain.state(at: frame)).picture)
      #expect(one.layers.filter { $0.role != .backdrop } == other.layers.filter { $0.role != .backdrop })
    }
  }

  @Test func whoTakesAnothersSideRisesThereAndTheOtherLeavesFirst() throws {
    var plan = FilmPlan.interest()
    for index in [2, 4] { (plan.lines[index].character, plan.lines[index].speaker) = ("lerato", "Naledi") }
    let film = try studio.timeline(plan)
    let (before, after) = (film.turns[1], film.turns[2])
    func low(_ frame: Int) throws -> (name: String, part: Double) {
      let layers = try #require(film.state(at: frame)).picture.layers.filter { [.speaker, .listener].contains($0.role) }
      let layer = try #require(layers.min { $0.shape.box.midX < $1.shape.box.midX })
      guard case .figure(let figure) = layer.shape else { return ("", 0) }
      return (figure.asset.path, layer.shift.y / figure.box.height)
    }
    let leaving = try (before.end - 9..<before.end).map(low)
    #expect(leaving.allSatisfy { $0.name.contains("thabo") } && leaving[0].part == 0)
    #expect(leaving.map(\.part) == leaving.map(\.part).sorted() && leaving[8].part > 0.6)
    let entering = try (after.first..<after.first + 12).map(low)
    #expect(entering.allSatisfy { $0.name.contains("lerato") } && entering[0].part > 0.6 && entering[11].part == 0)
    #expect(entering.map(\.part) == entering.map(\.part).sorted(by: >))
    // Where nobody takes another's place, nobody moves away.
    let plain = try #require(Self.plain)
    #expect(plain.states.filter { $0.first > 15 }.allSatisfy { $0.picture.layers.allSatisfy { $0.shift.y == 0 } })
  }

  private func moments(_ timeline: Timeline, _ frames: Range<Int>, of name: String) -> [Double] {
    frames.compactMap { frame in
      timeline.state(at: frame)?.picture.layers.lazy.compactMap { layer -> Double? in
        switch layer.shape {
        case .picture(let asset, _, let moment) where asset.path.contains(name): moment
        case .figure(let figure) where figure.asset.path.contains(name): figure.moment
        default: nil
        }
      }.first
    }
  }

  @Test func anAnimatedIconPlaysOnceAndHolds() throws {
    let plain = try #require(Self.plain)
    let turn = plain.turns[3]
    let moments = moments(plain, turn.first..<turn.end, of: "chart.json")
    let playing = moments.filter { $0 < 1 }
    #expect(moments.first == 0 && moments == moments.sorted() && moments.last == 1)
    #expect((25...60).contains(playing.count))
    // Each of its pictures stays for two frames.
    #expect(abs(Set(playing).count * 2 - playing.count) <= 1)
    #expect(plain.strategy.kind == .rich && plain.strategy.why.contains("icons and"))
    let simple = try timeline(Motion(render: .simple))
    #expect(simple.strategy.kind == .simple && Set(self.moments(simple, turn.first..<turn.end, of: "chart.json")) == [1])
    #expect(simple.notes.contains { $0.contains("the movement of icons is left out") })
  }

  @Test func aCharacterMayBeAnAnimation() throws {
    let chart = try #require(Studio.bytes("icons/chart.json"))
    let shelf = AssetShelf { path in
      path.hasPrefix("characters/thabo/") ? path.hasSuffix("/standing.json") ? chart : nil : Studio.bytes(path)
    }
    let film = try Timeline(.cloud(format: .tiny), shelf: shelf, fonts: studio.fonts)
    let turn = film.turns[2]
    let moments = moments(film, turn.first..<turn.end, of: "thabo/standing.json")
    #expect(moments.first == 0 && moments.contains { $0 > 0.3 && $0 < 1 })
    // Who listens stands still.
    let other = film.turns[1]
    #expect(Set(self.moments(film, other.first..<other.end, of: "thabo/standing.json")) == [1])
    let painter = try Painter(format: .tiny, assets: shelf, fonts: studio.fonts)
    var canvas = try painter.makeCanvas()
    for state in film.states.prefix(30) { try painter.paint(state.picture, onto: &canvas) }
  }

  @Test(arguments: [
    Motion(text: .pop, transition: .fade), Motion(text: .slideIn, transition: .slide),
    Motion(text: .typewriter, transition: .wipe),
    Motion(text: .highlightKeywords, transition: .zoom), Motion(text: .fadeIn, transition: .slide, render: .rich),
  ]) func paintedInPartItIsTheSameToTheBit(_ motion: Motion) throws {
    let timeline = try timeline(motion, format: .tiny)
    let painter = try Painter(format: .tiny, assets: studio.shelf, fonts: studio.fonts)
    let whole = try Painter(format: .tiny, assets: studio.shelf, fonts: studio.fonts)
    var canvas = try painter.makeCanvas()
    for state in timeline.states where state.first < 120 {
      try painter.paint(state.picture, onto: &canvas)
      let bytes = try canvas.bytes()
      // On a canvas of its own all of it is painted. Not compared within the expectation, which would print all of it.
      var fresh = try whole.makeCanvas()
      try whole.paint(state.picture, onto: &fresh)
      let isWhole = try fresh.bytes() == bytes
      #expect(isWhole, "\(state.first)")
    }
  }
}

extension Layer {
  /// Without the colours of its words.
  fileprivate var plain: Layer {
    guard case .text(var text) = shape else { return self }
    text.parts = []
    var plain = self
    plain.shape = .text(text)
    return plain
  }
}

extension FilmPlan {
  fileprivate func filmed(_ motion: Motion) -> Timeline? {
    var plan = self
    plan.motion = motion
    return try? Studio().timeline(plan)
  }
}
