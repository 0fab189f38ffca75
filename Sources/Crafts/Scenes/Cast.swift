import Drawing

/// The characters of a film and their pictures.
struct Cast {
  let shelf: AssetShelf
  /// Who stands where, by turn: a side keeps its last speaker, and has its first one from the start.
  private let characters: [[PlannedLine.Side: String]]

  init(_ turns: [Turn], shelf: AssetShelf) throws {
    self.shelf = shelf
    var onStage: [PlannedLine.Side: String] = [:]
    for turn in turns.reversed() { onStage[turn.line.side] = turn.line.character }
    characters = turns.map { turn in
      onStage[turn.line.side] = turn.line.character
      return onStage
    }
    for name in Set(turns.map(\.line.character)) where shelf.asset("characters", name, "standing") == nil {
      throw SceneError.unknownCharacter(name)
    }
  }

  func character(on side: PlannedLine.Side, turn: Int) -> String? {
    characters.indices.contains(turn) ? characters[turn][side] : nil
  }

  /// Nobody is on the other side: then the one speaker stands in the middle.
  func isAlone(turn: Int) -> Bool { characters.indices.contains(turn) && characters[turn].count < 2 }

  /// The picture of a character; without the pose it stands, without the face it keeps a still one.
  func picture(of character: String, pose: String, face: Face) -> Asset? {
    for pose in [pose, "standing"] {
      for ending in face.endings {
        if let asset = shelf.asset("characters", character, pose + ending) { return asset }
      }
    }
    return nil
  }
}
