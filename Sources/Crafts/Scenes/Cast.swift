import Drawing

/// The characters of a film and their pictures.
struct Cast {
  let shelf: AssetShelf
  /// Who stands where, by turn: a side keeps its last speaker, and has its first one from the start.
  private let characters: [[PlannedLine.Side: String]]

  init(_ turns: [Turn], shelf: AssetShelf) throws {
    self.shelf = shelf
    var onStage: [PlannedLine.Side: String] = [:]
    // Where a line has no character, nobody is seen.
    let seen = turns.filter { !$0.line.character.isEmpty }
    for turn in seen.reversed() { onStage[turn.line.side] = turn.line.character }
    characters = turns.map { turn in
      if !turn.line.character.isEmpty { onStage[turn.line.side] = turn.line.character }
      return onStage
    }
    for name in Set(seen.map(\.line.character)) where shelf.asset("characters", name, "standing") == nil {
      throw SceneError.unknownCharacter(name)
    }
  }

  func character(on side: PlannedLine.Side, turn: Int) -> String? {
    characters.indices.contains(turn) ? characters[turn][side] : nil
  }

  /// The pictures of a character, to be laid over each other: a face without its mouth and the mouth, or both in one.
  /// Without the pose it stands, without the face it keeps a still one.
  func pictures(of character: String, pose: String, face: Face) -> [Asset] {
    func first(_ pose: String, _ endings: [String]) -> Asset? {
      endings.lazy.compactMap { shelf.asset("characters", character, pose + $0) }.first
    }
    for pose in [pose, "standing"] {
      if let mouth = first(pose, face.mouthEndings), let rest = first(pose, face.mouthlessEndings) { return [rest, mouth] }
      if let whole = first(pose, face.endings) { return [whole] }
    }
    return []
  }
}
