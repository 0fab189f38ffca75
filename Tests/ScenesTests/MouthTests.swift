import Drawing
import Production
import Scenes
import Testing
import Voices

@Suite struct MouthTests {
  /// One line of three seconds, its mouth as told, in the frames of a format: the picture in each, nil where there is none.
  private func pictures(of role: Layer.Role, _ marks: [(Mouth, Double)], shelf: AssetShelf? = nil) throws -> [String?] {
    let studio = try Studio()
    var plan = FilmPlan.telling("Mouths", [Said(text: "Mama may make more mumbling noise")])
    plan.lines[0].mouths = marks.map { MouthMark(shape: $0.0, start: Timecode(seconds: $0.1)) }
    let timeline = try Timeline(plan, shelf: shelf ?? studio.shelf, fonts: studio.fonts)
    return (0..<timeline.frameCount).map { frame in
      guard case .figure(let figure)? = timeline.state(at: frame)?.picture.layers(role).first?.shape else { return nil }
      return figure.asset.path
    }
  }

  private func shapes(_ marks: [(Mouth, Double)]) throws -> [String] {
    try pictures(of: .mouth, marks).map { $0?.split(separator: "-").last?.split(separator: ".").first.map(String.init) ?? "none" }
  }

  private func runs(_ shapes: [String]) -> [(String, Int)] {
    shapes.reduce(into: []) { runs, shape in
      if runs.last?.0 == shape { runs[runs.count - 1].1 += 1 } else { runs.append((shape, 1)) }
    }
  }

  @Test func eachShapeIsSeenWhenItIsHeard() throws {
    let seen = try shapes([(.rest, 0), (.closed, 1), (.open, 1.2), (.round, 1.5), (.rest, 2)])
    #expect(seen[29] == "rest" && seen[30] == "closed" && seen[36] == "open" && seen[45] == "round" && seen[60] == "rest")
    #expect(runs(seen).map(\.0) == ["rest", "closed", "open", "round", "rest"])
  }

  @Test func noShapeIsShorterThanTwoFramesAndLipsAlwaysMeet() throws {
    // Closed lips again and again, shapes of 20 ms, and one that is long enough.
    let syllable: [(Mouth, Double)] = [(.closed, 0), (.open, 0.04), (.tongue, 0.06), (.wide, 0.08)]
    let marks = (0..<10).flatMap { number in syllable.map { ($0.0, 0.5 + Double(number) * 0.17 + $0.1) } } + [(Mouth.rest, 2.2)]
    let seen = runs(try shapes(marks))
    #expect(seen.allSatisfy { $0.1 >= 2 }, "\(seen)")
    #expect(seen.count { $0.0 == "closed" } == 10, "\(seen)")
    #expect(Set(seen.map(\.0)) == ["rest", "closed", "wide"])
    #expect(seen.first?.0 == "rest" && seen.last?.0 == "rest")
  }

  @Test func aCharacterWithoutPicturesOfMouthsTalksAsBefore() throws {
    let shelf = AssetShelf { path in
      path.contains("-mouth") ? nil : Studio.bytes(path.replacing("-talking", with: ""))
    }
    let marks: [(Mouth, Double)] = [(.rest, 0), (.closed, 1)]
    #expect(try pictures(of: .mouth, marks, shelf: shelf).allSatisfy { $0 == nil })
    let speakers = try pictures(of: .speaker, marks, shelf: shelf).compactMap { $0 }
    #expect(speakers.contains { $0.contains("-talking") } && speakers.contains { !$0.contains("-talking") })
  }
}
