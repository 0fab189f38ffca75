import Films
import Production
import Testing

@Suite struct FittingTests {
  private func fitting(
    _ parts: [(mark: Double?, spoken: Double)], of length: Double, _ change: (inout Fitting.Rule) -> Void = { _ in }
  ) -> Fitting {
    var rule = Fitting.Rule()
    change(&rule)
    return Fitting(
      parts.map { Fitting.Part(mark: $0.mark.map { Timecode(seconds: $0) }, spoken: Timecode(seconds: $0.spoken)) },
      of: Timecode(seconds: length), by: rule)
  }

  private func words(_ fitting: Fitting) -> [String] {
    fitting.pieces.map {
      "\($0.start.seconds)+\($0.length.seconds) of \($0.source.seconds) x\($0.rate)\($0.isTold ? " told" : "")"
    }
  }

  @Test func holdsThePictureWhileMoreIsSaidThanSeen() {
    let fitting = fitting([(0, 7), (5, 2)], of: 8)
    #expect(
      words(fitting) == [
        "0.0+5.0 of 0.0 x1.0 told", "5.0+2.5 of 5.0 x0.0 told", "7.5+3.0 of 5.0 x1.0 told",
      ])
    #expect(fitting.starts.map(\.seconds) == [0, 7.5])
    #expect(fitting.source(at: Timecode(seconds: 6)).seconds == 5)
    #expect(fitting.source(at: Timecode(seconds: 8.5)).seconds == 6)
  }

  @Test func goesFasterWhereNothingIsSaid() {
    #expect(words(fitting([(0, 1.5)], of: 12)) == ["0.0+2.0 of 0.0 x1.0 told", "2.0+5.0 of 2.0 x2.0"])
    // Never faster than it can be seen, nor than it may be.
    #expect(words(fitting([(0, 0)], of: 1.5)) == ["0.0+1.0 of 0.0 x1.5"])
    #expect(words(fitting([(0, 0)], of: 9) { $0.fastest = 1 }) == ["0.0+9.0 of 0.0 x1.0"])
    #expect(words(fitting([(0, 0)], of: 9) { $0.keepsSound = true }) == ["0.0+9.0 of 0.0 x1.0"])
  }

  @Test func voicesOfNearlyTheSameLengthLieOverTheSamePictures() {
    let pieces = [8.1, 8.3, 8.45].map { words(fitting([(0, $0), (20, 1)], of: 22)) }
    #expect(pieces[0] == pieces[1] && pieces[1] == pieces[2], "\(pieces)")
  }

  @Test func leavesOutSilenceButForABreath() {
    let fitting = fitting([(0, 1.5), (10, 1.5)], of: 12) { $0.leavesOutSilence = true }
    #expect(words(fitting) == ["0.0+2.0 of 0.0 x1.0 told", "2.0+1.0 of 2.0 x1.0", "3.0+2.0 of 10.0 x1.0 told"])
    #expect(fitting.source(at: Timecode(seconds: 2.9)).seconds == 2.9)
    #expect(fitting.source(at: Timecode(seconds: 3)).seconds == 10)
  }

  @Test func showsWhatComesBeforeTheFirstMark() {
    let fitting = fitting([(0.8, 1)], of: 3)
    #expect(fitting.starts.map(\.seconds) == [0.8])
    #expect(words(fitting) == ["0.0+0.8 of 0.0 x1.0", "0.8+2.0 of 0.8 x1.0 told", "2.8+0.2 of 2.8 x1.0"])
  }

  @Test func tellsPartsWithoutMarksOneAfterTheOther() {
    let fitting = fitting([(nil, 1), (nil, 2), (6, 1)], of: 8) { $0.fastest = 1 }
    #expect(fitting.starts.map(\.seconds) == [0, 1.5, 6])
    #expect(fitting.length.seconds == 8)
  }

  @Test func takesMarksThatCannotBe() {
    let fitting = fitting([(4, 1), (2, 1), (99, 1)], of: 6)
    #expect(fitting.starts.map(\.seconds) == [2, 3.5, 5.5])
    // Behind the end, the last picture is held.
    #expect(fitting.pieces.last.map { $0.rate } == 0)
    #expect(fitting.source(at: Timecode(seconds: 1000)).seconds == 6)
  }

  @Test(arguments: 0..<200) func coversEveryMomentOnce(seed: UInt64) {
    var random = SplitMix(state: seed)
    let parts = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      (
        mark: Bool.random(using: &random) ? Double.random(in: -1...70, using: &random) : nil,
        spoken: max(0, Double.random(in: -3...20, using: &random))
      )
    }
    let fitting = fitting(parts, of: Double.random(in: 0...60, using: &random)) {
      $0.leavesOutSilence = Bool.random(using: &random)
      $0.fastest = Double.random(in: 1...8, using: &random)
    }
    #expect(fitting.starts.count == parts.count)
    for (piece, next) in zip(fitting.pieces, fitting.pieces.dropFirst()) {
      #expect(piece.end == next.start)
      #expect(next.source.seconds >= piece.sourceEnd.seconds - 0.001)
    }
    // What is said is never said over something else that is said, nor over what goes faster.
    for (index, part) in parts.enumerated() where part.spoken > 0 {
      let end = fitting.starts[index] + Timecode(seconds: part.spoken)
      #expect(index + 1 >= parts.count || fitting.starts[index + 1] >= end)
      #expect(fitting.pieces.allSatisfy { $0.isTold || $0.end <= fitting.starts[index] || $0.start >= end })
    }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
