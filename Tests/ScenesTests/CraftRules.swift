import Drawing
import Production
import Scenes
import Testing

/// The rules of craft about where things stand, checked on every state of many films in every shape of frame.
@Suite struct CraftRules {
  @Test func everyFilmIsThere() {
    #expect(CraftFilm.ordinary.count == 6 * VideoFormat.shapes.count)
    #expect(CraftFilm.hard.count == 5 * VideoFormat.shapes.count)
  }

  @Test(arguments: CraftFilm.all) func statesAndScenesCoverEveryFrameOnce(_ film: CraftFilm) throws {
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

  // Rule 1.
  @Test(arguments: CraftFilm.all) func allTextAndAllFacesStayInTheSafeBox(_ film: CraftFilm) throws {
    let safe = film.layout.safe
    var outside: Set<String> = []
    for state in film.timeline.states {
      for layer in state.picture.all.flatMap(\.layers) {
        switch layer.shape {
        case .text(let text):
          if !safe.contains(text.box, within: 1) { outside.insert("\(layer.role) \(text.text)") }
          if let mark = text.highlight, !safe.contains(mark.mark, within: 1) { outside.insert("the mark of \(mark.word.text)") }
        case .panel, .picture: if !safe.contains(layer.box, within: 1) { outside.insert("\(layer.role)") }
        case .figure(let figure) where state.first > film.risen:
          let face = film.layout.face(in: figure.box)
          if !safe.contains(face, within: 1) { outside.insert("\(figure.asset.path) \(face)") }
        default: break
        }
      }
    }
    #expect(outside.isEmpty)
  }

  @Test(arguments: CraftFilm.all) func nothingThatIsReadCoversAFaceOrAnythingElseThatIsRead(_ film: CraftFilm) throws {
    var covered: Set<String> = []
    for (state, picture) in film.timeline.states.flatMap({ state in state.picture.all.map { (state, $0) } })
    where state.first > film.risen {
      let faces = (picture.layers(.speaker) + picture.layers(.listener)).map { film.layout.face(in: $0.box) }
      for role in [Layer.Role.bubble, .caption, .name, .header, .title, .card, .takeaway, .icon, .logo, .watermark] {
        for layer in picture.layers(role) where faces.contains(where: { $0.overlaps(layer.box) }) {
          covered.insert("a face by \(role) at \(state.first)")
        }
      }
      for (one, other) in [
        (Layer.Role.header, Layer.Role.bubble), (.header, .icon), (.header, .name), (.icon, .name), (.icon, .caption),
        (.progress, .header), (.progress, .icon), (.progress, .card),
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

  /// What platforms cover differs; what is read is free on every one.
  @Test(arguments: VideoFormat.all) func everyPlatformLeavesTheTextFree(_ format: VideoFormat) {
    let area = SafeArea(of: format)
    #expect(area.free.contains(area.text), "\(format.name): \(area.text) in \(area.free)")
    #expect(format == .tiny || area.platform == format.platform.name)
    let small = SafeArea(of: format.forPreview)
    let factor = Double(format.forPreview.width) / Double(format.width)
    #expect(abs(small.free.width - area.free.width * factor) < 2)
  }

  // Rule 2.
  @Test(arguments: VideoFormat.shapes.filter { $0 != .tiny }, [FrameLayout.Company.pair, .alone(.left), .alone(.right)])
  func everythingStandsOnTheGrid(_ format: VideoFormat, _ company: FrameLayout.Company) {
    let layout = FrameLayout(width: format.width, height: format.height, company: company)
    for box in [layout.header, layout.bubble, layout.title, layout.takeaway, layout.icon, layout.progress] {
      for edge in [box.x, box.y, box.right, box.bottom] {
        #expect(edge.truncatingRemainder(dividingBy: 8) == 0, "\(box) in \(format.name)")
      }
      #expect(box.x >= 72 && box.right <= layout.frame.right - 72, "\(box) in \(format.name)")
    }
  }

  // Rule 3.
  @Test(arguments: CraftFilm.all) func aPictureHasOneThingToReadAtATime(_ film: CraftFilm) {
    for (state, picture) in film.timeline.states.flatMap({ state in state.picture.all.map { (state, $0) } }) {
      let texts = picture.layers.filter { $0.text != nil }
      #expect(texts.count <= 3, "\(texts.map(\.role)) at \(state.first)")
      let large = [Layer.Role.title, .caption, .takeaway].filter { !picture.layers($0).isEmpty }
      #expect(large.count <= 1, "\(large) at \(state.first)")
      #expect(picture.layers(.icon).count <= 2)
    }
  }

  // Rule 4.
  @Test(arguments: CraftFilm.ordinary.filter { $0.plan.lines.count > 2 })
  func speakersStandInTheLightAndListenersBehind(_ film: CraftFilm) throws {
    let (timeline, layout) = (film.timeline, film.layout)
    for turn in timeline.turns.dropFirst().dropLast() {
      let picture = try #require(timeline.state(at: (turn.first + turn.end) / 2)).picture
      guard case .figure(let speaker)? = picture.layers(.speaker).first?.shape,
        case .figure(let listener)? = picture.layers(.listener).first?.shape
      else { throw Missing.figure }
      #expect(speaker.asset.path.contains(turn.line.character) && !listener.asset.path.contains(turn.line.character))
      #expect(speaker.brightness == 1 && listener.brightness == 0.6)
      #expect((0.99...1.08).contains(speaker.box.height / layout.figureHeight))
      #expect(abs(listener.box.height / layout.figureHeight - 0.85) < 0.02)
      #expect((0.45...0.602).contains(speaker.box.height / layout.frame.height), "\(speaker.box.height / layout.frame.height)")
      #expect((speaker.box.midX < listener.box.midX) == (turn.line.side == .left))
      #expect(speaker.box.bottom == layout.frame.bottom)
    }
  }

  // Rule 7: each shape is laid out, none is a piece of another or stands between bars.
  @Test(arguments: CraftFilm.ordinary) func thePictureFillsItsFrame(_ film: CraftFilm) throws {
    let frame = Box(x: 0, y: 0, width: Double(film.plan.format.width), height: Double(film.plan.format.height))
    for state in film.timeline.states {
      for picture in state.picture.all {
        let scenes = picture.layers(.scene)
        let ground = scenes.isEmpty ? try #require(picture.layers.first).ground : scenes.map(\.box).reduce(frame) { $0.union($1) }
        #expect(ground.contains(frame, within: 0.01), "\(ground) at \(state.first)")
        if scenes.count == 2, let edge = [scenes[0].shift.x, scenes[1].shift.x].max(), edge > 0 {
          // One pushes the other: nothing is between them.
          #expect(scenes[0].shift.x + frame.width == scenes[1].shift.x)
        }
      }
    }
    let used = film.timeline.states.flatMap(\.picture.layers).filter { $0.role != .backdrop }.map(\.box)
    let all = try #require(used.first.map { used.dropFirst().reduce($0) { $0.union($1) } })
    #expect(all.width >= 0.75 * frame.width && all.height >= 0.8 * frame.height, "\(all)")
  }

  enum Missing: Error { case figure }
}

extension Layer {
  /// What it covers of the frame, if it is what everything stands in front of.
  fileprivate var ground: Box {
    guard case .backdrop(let backdrop) = shape else { return Box(x: 0, y: 0, width: 0, height: 0) }
    return box.scaled(by: backdrop.overscan)
  }

  var text: TextPiece? { if case .text(let text) = shape { text } else { nil } }
}

extension Shape {
  var box: Box { Layer(.ornament, self).box }
}
