import Media

/// Codes what is painted in every size of a film that is asked for, one scene after the other. It stays on one thread.
final class LadderHand {
  private let steps: [Step]
  private let file: String

  /// A size: its picture, how that comes from the one before it, and its encoder where a scene of it is wanted.
  private final class Step {
    let link: RungChain.Link
    var picture: PlanarPicture
    let scaler: PlanarScaler?
    var encoder: SceneEncoder?

    init(_ link: RungChain.Link, from larger: RungChain.Link?, file: String) throws(MediaError) {
      self.link = link
      scaler = if let larger { try PlanarScaler(from: larger.track, to: link.track, file: file) } else { nil }
      picture = try PlanarPicture(link.track, file: file)
    }
  }

  struct Made {
    let rung: Int
    let scene: EncodedScene
    let seconds: Double
  }

  init(_ chain: RungChain, file: String) throws(MediaError) {
    self.file = file
    var steps: [Step] = []
    for link in chain.links { steps.append(try Step(link, from: steps.last?.link, file: file)) }
    self.steps = steps
  }

  /// Begins a scene in these sizes.
  func begin(_ rungs: Set<Int>) throws(MediaError) {
    for step in steps {
      step.encoder = nil
      guard let rung = step.link.rung, rungs.contains(rung) else { continue }
      step.encoder = try SceneEncoder.open(step.link.track, file: file)
    }
  }

  /// Shows what `paint` paints for so many frames; it says whether that looks any different from what it painted last.
  func show(for count: Int, _ paint: (inout PlanarPicture) throws -> Bool) throws {
    guard let first = steps.first else { return }
    let isChanged = try paint(&first.picture)
    if isChanged {
      for (larger, step) in zip(steps, steps.dropFirst()) { try step.scaler?.scale(larger.picture, to: &step.picture) }
    }
    for step in steps { try step.encoder?.show(step.picture, isChanged: isChanged, count: count) }
  }

  func finish() throws(MediaError) -> [Made] {
    var made: [Made] = []
    for step in steps {
      guard let rung = step.link.rung, var encoder = step.encoder.take() else { continue }
      try encoder.drain()
      let seconds = encoder.encoderSeconds
      made.append(Made(rung: rung, scene: try encoder.finish(), seconds: seconds))
    }
    return made
  }
}
