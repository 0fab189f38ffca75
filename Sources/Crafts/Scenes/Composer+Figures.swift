import Drawing
import Voices

// The characters: who speaks stands in front and in the light, who listens a little behind.
extension Composer {
  func figures(at frame: Int, isClosing: Bool) throws -> [Layer] {
    guard let index = staging.turn(at: frame) else { return [] }
    let speaking = staging.turns[index].line.side
    // The listener first, so that the speaker stands before it.
    return try [speaking.other, speaking].flatMap { side in
      try figure(on: side, isSpeaking: side == speaking, turn: index, at: frame, isClosing: isClosing)
    }
  }

  private func figure(on side: PlannedLine.Side, isSpeaking: Bool, turn index: Int, at frame: Int, isClosing: Bool) throws
    -> [Layer]
  {
    guard let character = cast.character(on: side, turn: index) else { return [] }
    let turn = staging.turns[index]
    let beat = turn.beat(at: frame)
    let face = face(of: character, isSpeaking: isSpeaking, turn: turn, at: frame)
    let pose = isSpeaking ? (isClosing ? "pointing" : beat?.pose ?? turn.line.pose) : "standing"
    let assets = cast.pictures(of: character, pose: pose, face: face)
    guard let asset = assets.first else { return [] }
    let presence = presence(isSpeaking: isSpeaking, turn: index, at: frame)
    let smaller = isClosing ? FrameLayout.closingListenerSize : FrameLayout.listenerSize
    var size = smaller + (1 - smaller) * presence
    if isSpeaking, !isClosing, let beat { size *= beat.zoom * pop(at: frame, since: beat.first, turn: turn) }
    // The end is a scene of its own, cut to, and seen from farther away.
    let height = (isClosing ? layout.closingFigureHeight : layout.figureHeight) * size
    let aspect = try cast.shelf.aspect(asset)
    let box = layout.figure(on: side, height: height, aspect: aspect, isClosing: isClosing).onPixels
    let lowered = lowered(at: frame, on: side, turn: index, isSpeaking: isSpeaking)
    let dimmed = isClosing ? FrameLayout.closingListenerBrightness : FrameLayout.listenerBrightness
    // In twentieths: a brightness that nobody can tell apart is not drawn twice.
    let brightness = ((dimmed + (1 - dimmed) * presence) * 20).rounded() / 20
    let moment = try isSpeaking ? moment(of: asset, at: frame, since: beat?.first ?? turn.first) : 1
    return zip([isSpeaking ? Layer.Role.speaker : .listener, .mouth], assets).map { role, asset in
      var layer = Layer(role, .figure(Figure(asset: asset, box: box, brightness: brightness, moment: moment)))
      layer.shift.y = (lowered * height).rounded()
      return layer
    }
  }

  /// 1 for who speaks, 0 for who listens, and between the two while they change places.
  private func presence(isSpeaking: Bool, turn index: Int, at frame: Int) -> Double {
    let turn = staging.turns[index]
    guard index > 0, !entersByBridge(at: turn.first), staging.turns[index - 1].line.side != turn.line.side else {
      return isSpeaking ? 1 : 0
    }
    let moved = staging.clock.easedOut(frame, since: turn.first, lasting: 0.25)
    return isSpeaking ? moved : 1 - moved
  }

  /// A change of pose is a small jump towards the viewer.
  private func pop(at frame: Int, since first: Int, turn: Turn) -> Double {
    guard first > turn.first else { return 1 }
    let age = staging.clock.seconds(frame - first)
    return age < 0.066 ? 1.025 : age < 0.132 ? 1.01 : 1
  }

  /// How much of its height a figure is below its place: at the very beginning they rise into the picture, one a moment after the
  /// other; who takes another's side later rises there, and the other is gone by then.
  private func lowered(at frame: Int, on side: PlannedLine.Side, turn index: Int, isSpeaking: Bool) -> Double {
    let (turn, clock) = (staging.turns[index], staging.clock)
    let first = isSpeaking ? 0 : clock.frame(atSeconds: 0.08)
    let rising = 0.14 * (1 - clock.easedOut(frame, since: first, lasting: 0.33))
    guard let own = cast.character(on: side, turn: index) else { return rising }
    func isAnother(_ neighbour: Int) -> Bool { cast.character(on: side, turn: neighbour).map { $0 != own } ?? false }
    if isAnother(index - 1), !entersByBridge(at: turn.first) {
      return max(rising, 1 - clock.easedOut(frame, since: turn.first, lasting: 0.33))
    }
    return isAnother(index + 1) && !entersByBridge(at: turn.end)
      ? max(rising, clock.easedIn(frame, until: turn.end, lasting: 0.2)) : rising
  }

  private func face(of character: String, isSpeaking: Bool, turn: Turn, at frame: Int) -> Face {
    let seed = character.utf8.reduce(turn.line.text.utf8.count) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    let isTalking = isSpeaking && Face.isTalking(at: frame, words: turn.words, clock: staging.clock)
    return Face(
      mouth: isSpeaking ? turn.mouths?.shape(at: frame) ?? (isTalking ? .open : .rest) : nil, isTalking: isTalking,
      isBlinking: Face.isBlinking(at: frame, from: turn.first, to: turn.end, seed: seed, clock: staging.clock))
  }
}
