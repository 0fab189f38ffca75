/// Decides where key frames stand: at the beginning of a scene, and nowhere more than five seconds apart.
///
/// One that is due during a hold stands at the start of the hold, so that the hold stays one picture; only in a hold that is longer by itself does it
/// stand again.
struct KeyFrameClock {
  let most: Int
  private var sinceKey: Int?

  init(framesPerSecond: Int) { most = max(1, framesPerSecond * 5) }

  /// Whether the last picture may be held for so much longer without a key frame; then it counts as held.
  mutating func extends(_ count: Int) -> Bool {
    guard let sinceKey, sinceKey + count <= most else { return false }
    self.sinceKey = sinceKey + count
    return true
  }

  struct Run: Hashable {
    let count: Int
    let isKey: Bool
  }

  /// Cuts a picture that is shown for `count` frames into runs, each of which is coded once.
  mutating func runs(_ count: Int) -> [Run] {
    var runs: [Run] = []
    var left = count
    while left > 0 {
      let isFirst = runs.isEmpty
      let starts = sinceKey.map { isFirst ? $0 + left > most : true } ?? true
      let run = min(left, most)
      runs.append(Run(count: run, isKey: starts))
      sinceKey = (starts ? 0 : sinceKey ?? 0) + run
      left -= run
    }
    return runs
  }
}
