package import Media

/// The sizes in which a recording is handed out, each by the name of its short side, such as `720p`.
package enum Ladder {
  package struct Step: Hashable, Sendable {
    package let name: String
    package let size: StillPicture.Size
  }

  /// The largest first. None is larger than the recording, and all have its shape; where none of those that are asked for is left, there is one of the
  /// recording's own size.
  package static func steps(for recording: StillPicture.Size, shortSides: [Int]) -> [Step] {
    let short = min(recording.width, recording.height)
    var steps: [Step] = []
    for side in Set(shortSides).sorted(by: >) where side > 0 && side <= short {
      let scale = Double(side) / Double(short)
      steps.append(Step(name: "\(side)p", size: even(recording, by: scale)))
    }
    if !steps.isEmpty { return steps }
    let size = even(recording, by: 1)
    return [Step(name: "\(min(size.width, size.height))p", size: size)]
  }

  /// Colours are half as many as pixels, across and down.
  private static func even(_ size: StillPicture.Size, by scale: Double) -> StillPicture.Size {
    func side(_ own: Int) -> Int { max(2, min(own / 2, Int((Double(own) * scale / 2).rounded())) * 2) }
    return StillPicture.Size(width: side(size.width), height: side(size.height))
  }
}
