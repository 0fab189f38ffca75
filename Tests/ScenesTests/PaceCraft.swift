import Drawing
import Production
import Scenes
import Testing

/// The rules of craft about when things happen, checked on many films in every shape of frame.
@Suite struct PaceCraft {
  // Rule 16.
  @Test(arguments: CraftFilm.all) func theTitleIsThereFirstAndNeverBesideACaption(_ film: CraftFilm) throws {
    let timeline = film.timeline
    let first = try #require(timeline.state(at: 0)?.picture)
    #expect(first.layers(.title).count == 1)
    #expect(first.layers(.title).allSatisfy { $0.opacity == 1 && $0.scale > 0.9 })
    #expect(timeline.states.allSatisfy { $0.picture.layers(.title).isEmpty || $0.picture.layers(.caption).isEmpty })
    let title = try #require(timeline.scenes.first)
    #expect(Double(title.count) / film.rate <= 3.3)
    #expect(timeline.coverFrame < title.end)
    #expect(try #require(timeline.state(at: timeline.coverFrame)).picture.layers(.title).allSatisfy { $0.scale == 1 })
  }

  // Rule 17.
  @Test(arguments: CraftFilm.ordinary.filter { $0.plan.format != .tiny })
  func somethingChangesEveryFewSecondsAndLittleMoves(_ film: CraftFilm) {
    let timeline = film.timeline
    var last = 0
    var moving = 0
    var before = timeline.states.first?.picture.stillness
    for state in timeline.states.dropFirst() {
      let now = state.picture.stillness
      guard before != now else { continue }
      moving += 1
      #expect(Double(state.first - last) <= 5 * film.rate, "nothing happens from \(last) to \(state.first)")
      (before, last) = (now, state.first)
    }
    #expect(Double(moving) <= 0.3 * Double(timeline.frameCount), "\(moving) of \(timeline.frameCount) frames move")
  }

  @Test func mouthsMoveWithTheWordsAndEyesBlink() throws {
    let timeline = try #require(CraftFilm.ordinary.first).timeline
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
      #expect(Double(blinks.count) > Double(timeline.frameCount) / 30 / 6)
      #expect(Double(blinks.count) < Double(timeline.frameCount) / 30 / 1.8)
    }
  }

  @Test(arguments: CraftFilm.ordinary.filter { $0.timeline.scenes.last?.kind == .takeaway })
  func theTakeawayStaysLongEnoughToBeRead(_ film: CraftFilm) throws {
    let (plan, timeline) = (film.plan, film.timeline)
    let scene = try #require(timeline.scenes.last)
    let words = plan.takeaway.split(separator: " ").count
    #expect(Double(scene.count) / film.rate >= max(2.5, Double(words) / 3))
    let picture = try #require(timeline.state(at: scene.end - 1)).picture
    let text = try #require(picture.layers(.takeaway).first?.text)
    #expect(text.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") == plan.takeaway)
    #expect(text.style.size >= 60 * timeline.layout.scale)
  }
}

extension PictureDescription {
  /// The picture without what always moves: the spoken word's mark, the page of captions, mouths and eyes, and the camera.
  fileprivate var stillness: [String] {
    layers.filter { ![.caption, .mouth, .backdrop].contains($0.role) }.map { layer in
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
