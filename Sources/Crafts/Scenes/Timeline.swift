import Digests
package import Drawing
package import Production

/// A film as a list of pictures, each with the frames that it stays for.
///
/// The same plan, pictures and fonts always give the same timeline, bit for bit.
package struct Timeline: Hashable, Sendable {
  package let format: VideoFormat
  package let frameCount: Int
  /// In order and without gaps. A scene can be made by itself: what it shows does not depend on its neighbours.
  package let scenes: [Scene]
  /// In order and without gaps. Equal neighbours of one scene are one state; no state reaches into two scenes.
  package let states: [FrameState]
  /// The frame that stands for the film: the title, and everybody in place.
  package let coverFrame: Int
  /// What the plan asked for and the shelf does not have, in words for a person.
  package let notes: [String]
  package let strategy: RenderStrategy
  package let turns: [Turn]
  package let layout: FrameLayout

  package struct Scene: Hashable, Sendable {
    package let kind: Kind
    package let first: Int
    package let count: Int

    package enum Kind: String, Hashable, Sendable {
      case title, dialogue, takeaway
      /// The way from one to the next.
      case bridge
    }

    package var end: Int { first + count }
  }

  package struct FrameState: Hashable, Sendable {
    /// Names all that is visible: equal digests are equal pixels.
    package let digest: Digest
    package let first: Int
    package let count: Int
    package let picture: PictureDescription

    package var end: Int { first + count }
  }

  /// Lays the film out and directs it.
  package init(_ plan: FilmPlan, shelf: AssetShelf, fonts: FontBook) throws {
    let layout = FrameLayout(for: plan)
    let composer = try Composer(plan, layout: layout, shelf: shelf, fonts: fonts)
    let staging = composer.staging
    format = plan.format
    frameCount = staging.frameCount
    scenes = composer.bridge.joined(composer.scenes)
    states = try scenes.flatMap { try Self.states(of: $0, composer: composer, fonts: fonts) }
    let titleEnd = scenes.count > 1 ? scenes[0].end : staging.titleEnd
    coverFrame = max(0, min(titleEnd - 1, staging.clock.frame(atSeconds: 0.9)))
    strategy = composer.strategy
    notes = Self.notes(plan, composer: composer)
    turns = staging.turns
    self.layout = layout
  }

  /// The states of one scene, in order.
  package func states(of scene: Scene) -> ArraySlice<FrameState> {
    let from = states.firstIndex { $0.first >= scene.first } ?? states.endIndex
    let to = states[from...].firstIndex { $0.first >= scene.end } ?? states.endIndex
    return states[from..<to]
  }

  /// Names a scene by all that it shows and for how long.
  package func digest(of scene: Scene) -> Digest {
    var bytes: [UInt8] = []
    for state in states(of: scene) {
      bytes += state.digest.bytes
      bytes += Array(" \(state.count)\n".utf8)
    }
    return Digest(of: bytes)
  }

  /// The state that a frame shows.
  package func state(at frame: Int) -> FrameState? {
    var (low, high) = (0, states.count)
    while low < high {
      let middle = (low + high) / 2
      if states[middle].end <= frame { low = middle + 1 } else { high = middle }
    }
    return states.indices.contains(low) && states[low].first <= frame ? states[low] : nil
  }

  static func scenes(of staging: Staging) -> [Scene] {
    var cuts: [(Int, Scene.Kind)] = [(0, .title), (staging.titleEnd, .dialogue)]
    let limit = staging.takeawayStart ?? staging.frameCount
    for turn in staging.turns.dropFirst() where turn.first > staging.titleEnd && turn.first < limit {
      cuts.append((turn.first, .dialogue))
    }
    if let first = staging.takeawayStart { cuts.append((first, .takeaway)) }
    return cuts.enumerated().compactMap { index, cut in
      let end = index + 1 < cuts.count ? cuts[index + 1].0 : staging.frameCount
      return end > cut.0 ? Scene(kind: cut.1, first: cut.0, count: end - cut.0) : nil
    }
  }

  private static func states(of scene: Scene, composer: Composer, fonts: FontBook) throws -> [FrameState] {
    let bridge = composer.bridge
    func picture(at frame: Int) throws -> PictureDescription {
      guard scene.kind == .bridge else { return try composer.picture(at: frame) }
      let cut = bridge.cut(of: scene)
      let (one, other) = try (composer.picture(at: min(frame, cut - 1)), composer.picture(at: max(frame, cut)))
      return bridge.picture(frame - scene.first, from: one, to: other)
    }
    var states: [FrameState] = []
    var (first, shown) = (scene.first, try picture(at: scene.first))
    func close(at end: Int) {
      states.append(FrameState(digest: shown.digest(setIn: fonts), first: first, count: end - first, picture: shown))
    }
    for frame in scene.first + 1..<max(scene.first + 1, scene.end) {
      let next = try picture(at: frame)
      guard next != shown else { continue }
      close(at: frame)
      (first, shown) = (frame, next)
    }
    close(at: scene.end)
    return states
  }

  private static func notes(_ plan: FilmPlan, composer: Composer) -> [String] {
    var notes = composer.strategy.leftOut.map { "It was asked for simply: \($0) is left out." }
    notes += composer.marks.notes
    func add(_ note: String) { if !notes.contains(note) { notes.append(note) } }
    for line in plan.lines {
      if let icon = line.icon, composer.cast.shelf.asset("icons", icon) == nil { add("There is no icon \"\(icon)\".") }
      if !line.character.isEmpty, composer.cast.shelf.asset("characters", line.character, line.pose) == nil {
        add("\(line.character) has no pose \"\(line.pose)\" and stands instead.")
      }
    }
    let unknown = composer.staging.turns.flatMap(\.pages).reduce(composer.title.unknownGlyphs) { $0 + $1.unknownGlyphs }
    if unknown > 0 { add("\(unknown) letters are in no installed font and are shown as boxes.") }
    return notes
  }
}
