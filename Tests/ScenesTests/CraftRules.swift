import Drawing
import Production
import Scenes
import Testing

/// The rules of craft, checked on whole timelines.
@Suite struct CraftRules {
  /// A film and its timeline, made once for all rules.
  struct Film: CustomTestStringConvertible, Sendable {
    let plan: FilmPlan
    let timeline: Timeline

    var testDescription: String { "\(plan.title), \(plan.format.name)" }
    var rate: Double { Double(plan.format.framesPerSecond) }
  }

  /// Films of several kinds, each in every format.
  static let films: [Film] = VideoFormat.shapes.flatMap { format in
    let plans: [FilmPlan] = [
      .interest(format: format), .cloud(format: format), .telling("One line", [Said(text: "Just this one.")], format: format),
      .telling(
        "Save water", [Said(text: "Who turns off the tap, and when, and why does it matter?", side: .right, icon: "water")],
        takeaway: "Every drop counts.", style: .motivation, format: format, tail: 4),
    ]
    return plans.compactMap { plan in
      (try? Studio().timeline(plan)).map { Film(plan: plan, timeline: $0) }
    }
  }

  @Test func everyFilmIsThere() { #expect(Self.films.count == 4 * VideoFormat.shapes.count) }

  @Test(arguments: films) func statesAndScenesCoverEveryFrameOnce(_ film: Film) throws {
    let (plan, timeline) = (film.plan, film.timeline)
    #expect(timeline.frameCount == Int((plan.length.seconds * Double(plan.format.framesPerSecond)).rounded(.up)))
    var next = 0
    for scene in timeline.scenes {
      #expect(scene.first == next && scene.count > 0)
      var frame = scene.first
      let states = timeline.states(of: scene)
      for state in states {
        #expect(state.first == frame && state.count > 0)
        frame = state.end
      }
      #expect(frame == scene.end)
      #expect(zip(states, states.dropFirst()).allSatisfy { $0.digest != $1.digest })
      next = scene.end
    }
    #expect(next == timeline.frameCount)
    #expect(timeline.state(at: timeline.frameCount) == nil && timeline.state(at: -1) == nil)
    #expect(timeline.scenes.first?.kind == .title)
    #expect((timeline.scenes.last?.kind == .takeaway) == !plan.takeaway.isEmpty)
  }

  @Test(arguments: films) func allTextAndAllFacesStayInTheSafeBox(_ film: Film) throws {
    let (plan, timeline) = (film.plan, film.timeline)
    let safe = timeline.layout.safe
    let risen = plan.format.framesPerSecond / 2
    var outside: Set<String> = []
    for state in timeline.states {
      for layer in state.picture.layers {
        switch layer.shape {
        case .text(let text):
          if !safe.contains(text.box, within: 1) { outside.insert("\(layer.role) \(text.text)") }
          if let mark = text.highlight, !safe.contains(mark.mark, within: 1) { outside.insert("the mark of \(mark.word.text)") }
        case .panel, .picture: if !safe.contains(layer.box, within: 1) { outside.insert("\(layer.role)") }
        case .figure(let figure) where state.first > risen:
          let face = timeline.layout.face(in: figure.box)
          if !safe.contains(face, within: 1) { outside.insert("\(figure.asset.path) \(face)") }
        case .figure, .backdrop, .whole: break
        }
      }
    }
    #expect(outside.isEmpty)
  }

  @Test(arguments: films) func nothingThatIsReadCoversAFaceOrAnythingElseThatIsRead(_ film: Film) throws {
    let (plan, timeline) = (film.plan, film.timeline)
    var covered: Set<String> = []
    for state in timeline.states where state.first > plan.format.framesPerSecond / 2 {
      let picture = state.picture
      let faces = (picture.layers(.speaker) + picture.layers(.listener)).map { timeline.layout.face(in: $0.box) }
      for role in [Layer.Role.bubble, .caption, .name, .header, .title, .card, .takeaway, .icon] {
        for layer in picture.layers(role) where faces.contains(where: { $0.overlaps(layer.box) }) {
          covered.insert("a face by \(role) at \(state.first)")
        }
      }
      for (one, other) in [
        (Layer.Role.header, Layer.Role.bubble), (.header, .icon), (.header, .name), (.icon, .name), (.icon, .caption),
      ] {
        for first in picture.layers(one) where first.text == nil {
          for second in picture.layers(other) where second.text == nil || other == .caption {
            if first.box.inset(by: 1).overlaps(second.box.inset(by: 1)) { covered.insert("\(other) by \(one) at \(state.first)") }
          }
        }
      }
      for caption in picture.layers(.caption)
      where !picture.layers(.bubble).allSatisfy({ $0.shape.box.contains(caption.box, within: 1) }) {
        covered.insert("the bubble's edge at \(state.first)")
      }
    }
    #expect(covered.isEmpty)
  }

  @Test(arguments: films) func captionsSayTheScriptWordForWord(_ film: Film) throws {
    let timeline = film.timeline
    for turn in timeline.turns where turn.line.part != .takeaway {
      #expect(turn.pages.flatMap(\.words).map(\.text).joined(separator: " ") == turn.line.text)
      #expect(turn.pages.flatMap(\.lines).joined(separator: " ") == turn.line.text)
    }
  }

  @Test(arguments: films) func captionPagesAreShortAndStayLongEnough(_ film: Film) throws {
    let timeline = film.timeline
    let rate = film.rate
    for turn in timeline.turns {
      for (index, page) in turn.pages.enumerated() {
        let end = index + 1 < turn.pages.count ? turn.pages[index + 1].first : turn.end
        let seconds = Double(end - page.first) / rate
        let letters = page.lines.reduce(0) { $0 + $1.count }
        #expect(page.lines.count <= 2)
        #expect(page.lines.allSatisfy { $0.count <= 30 })
        #expect(seconds >= 0.8 || turn.pages.count == 1, "\(page.lines) \(seconds) s")
        #expect(seconds <= 7)
        #expect(Double(letters) / seconds <= 20, "\(page.lines)")
        #expect(page.text.style.size >= 36 * timeline.layout.scale)
        #expect(page.text.style.weight >= 600)
      }
      // Pages never run over the end of a sentence that goes on for long.
      for page in turn.pages where page.words.count > 1 {
        let inner = page.words.dropLast()
        let endsInside = inner.contains { $0.endsSentence }
        let seconds = ((page.words.last?.end ?? .zero) - (page.words.first?.start ?? .zero)).seconds
        #expect(!endsInside || seconds < 2.6, "\(page.lines)")
      }
    }
  }

  @Test(arguments: films) func eachWordIsMarkedWithinAFrameOfItsSound(_ film: Film) throws {
    let timeline = film.timeline
    let rate = film.rate
    for turn in timeline.turns {
      for word in turn.words {
        let frame = Int((word.start.seconds * rate).rounded())
        guard let state = timeline.state(at: frame) else { continue }
        let texts = (state.picture.layers(.caption) + state.picture.layers(.takeaway)).compactMap(\.text)
        // During the title there are no captions.
        guard let text = texts.first, text.text.contains(word.text) else { continue }
        #expect(text.highlight?.word.text == word.text, "at \(frame)")
        let before = frame > 0 ? timeline.state(at: frame - 1)?.picture : nil
        let early = ((before?.layers(.caption) ?? []) + (before?.layers(.takeaway) ?? [])).compactMap(\.text).first?.highlight
        #expect(early?.word != text.highlight?.word, "at \(frame)")
      }
    }
  }

  @Test(arguments: films) func theTitleIsThereFirstAndNeverBesideACaption(_ film: Film) throws {
    let (plan, timeline) = (film.plan, film.timeline)
    let first = try #require(timeline.state(at: 0)?.picture)
    #expect(first.layers(.title).count == 1)
    #expect(first.layers(.title).allSatisfy { $0.opacity == 1 && $0.scale > 0.9 })
    #expect(timeline.states.allSatisfy { $0.picture.layers(.title).isEmpty || $0.picture.layers(.caption).isEmpty })
    let title = try #require(timeline.scenes.first)
    #expect(Double(title.count) / Double(plan.format.framesPerSecond) <= 3.3)
    #expect(timeline.coverFrame < title.end)
    #expect(try #require(timeline.state(at: timeline.coverFrame)).picture.layers(.title).allSatisfy { $0.scale == 1 })
  }

  @Test(arguments: films) func captionsKeepTheirPlace(_ film: Film) throws {
    let timeline = film.timeline
    let boxes = Set(timeline.states.flatMap { $0.picture.layers(.bubble) }.map(\.shape.box))
    #expect(boxes.count <= 1)
  }

  @Test(arguments: films.filter { $0.plan.format == .tiktok }) func somethingChangesEveryFewSecondsAndLittleMoves(_ film: Film)
    throws
  {
    let timeline = film.timeline
    var last = 0
    var moving = 0
    var before = timeline.states.first?.picture.stillness
    for state in timeline.states.dropFirst() {
      let now = state.picture.stillness
      guard before != now else { continue }
      moving += 1
      #expect(state.first - last <= 5 * 30, "nothing happens from \(last) to \(state.first)")
      (before, last) = (now, state.first)
    }
    #expect(Double(moving) <= 0.3 * Double(timeline.frameCount), "\(moving) of \(timeline.frameCount) frames move")
  }

  @Test func speakersStandInTheLightAndListenersBehind() throws {
    let timeline = try #require(Self.films.first).timeline
    for turn in timeline.turns.dropFirst().dropLast() {
      let picture = try #require(timeline.state(at: (turn.first + turn.end) / 2)).picture
      guard case .figure(let speaker)? = picture.layers(.speaker).first?.shape,
        case .figure(let listener)? = picture.layers(.listener).first?.shape
      else { throw Missing.figure }
      #expect(speaker.asset.path.contains(turn.line.character) && !listener.asset.path.contains(turn.line.character))
      #expect(speaker.brightness == 1 && listener.brightness == 0.6)
      #expect((1.0...1.06).contains(speaker.box.height / timeline.layout.figureHeight))
      #expect(abs(listener.box.height / timeline.layout.figureHeight - 0.85) < 0.01)
      #expect((0.45...0.6).contains(speaker.box.height / timeline.layout.frame.height))
      #expect((speaker.box.midX < listener.box.midX) == (turn.line.side == .left))
      #expect(speaker.box.bottom == timeline.layout.frame.bottom)
    }
  }

  @Test func mouthsMoveWithTheWordsAndEyesBlink() throws {
    let timeline = try #require(Self.films.first).timeline
    func path(_ frame: Int, _ role: Layer.Role) -> String {
      guard case .figure(let figure)? = timeline.state(at: frame)?.picture.layers(role).first?.shape else { return "" }
      return figure.asset.path
    }
    var silentButTalking = 0
    for turn in timeline.turns {
      for word in turn.words {
        #expect(path(Int((word.start.seconds * 30).rounded()), .mouth).contains("-mouth-open"), "\(word.text)")
      }
      for frame in turn.first..<turn.end
      where !turn.words.contains(where: { $0.start.seconds * 30 - 1 <= Double(frame) && Double(frame) <= $0.end.seconds * 30 + 1 }
      ) {
        if !path(frame, .mouth).contains("-mouth-rest") { silentButTalking += 1 }
      }
    }
    #expect(silentButTalking == 0)
    for role in [Layer.Role.speaker, .listener] {
      let shut = (0..<timeline.frameCount).filter { path($0, role).contains("-blinking") }
      let blinks = shut.filter { !shut.contains($0 - 1) }
      #expect(Double(blinks.count) > timeline.layout.seconds(timeline.frameCount) / 6)
      #expect(Double(blinks.count) < timeline.layout.seconds(timeline.frameCount) / 1.8)
    }
  }

  @Test func theTakeawayStaysLongEnoughToBeRead() throws {
    for film in Self.films.prefix(2) {
      let (plan, timeline) = (film.plan, film.timeline)
      let scene = try #require(timeline.scenes.last)
      #expect(scene.kind == .takeaway && scene.count >= 3 * 30)
      let picture = try #require(timeline.state(at: scene.end - 1)).picture
      let text = try #require(picture.layers(.takeaway).first?.text)
      #expect(text.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") == plan.takeaway)
      #expect(text.style.size >= 60)
    }
  }

  enum Missing: Error { case figure }
}

extension FrameLayout {
  fileprivate func seconds(_ frames: Int) -> Double { Double(frames) / 30 }
}

extension Layer {
  var text: TextPiece? { if case .text(let text) = shape { text } else { nil } }
}

extension Shape {
  var box: Box { Layer(.ornament, self).box }
}

extension PictureDescription {
  /// The picture without what always moves: the spoken word's mark, the page of captions, mouths and eyes.
  fileprivate var stillness: [String] {
    layers.filter { ![.caption, .mouth].contains($0.role) }.map { layer in
      var line = "\(layer.role) \(layer.box) \(layer.opacity)"
      if let text = layer.text { line += text.text }
      if case .figure(let figure) = layer.shape {
        line += "\(figure.brightness) "
        line += figure.asset.path.replacing("-mouthless", with: "").replacing("-blinking", with: "")
      }
      return line
    }
  }
}
