import Media
import Production

/// Which picture of a recording each frame of a film shows, and where its scenes begin.
struct RecordingShots: Sendable {
  private(set) var states: [FrameState] = []
  /// The picture of each state.
  private(set) var shots: [Shot] = []

  struct Shot: Hashable, Sendable {
    let segment: Int
    /// In the segment.
    let time: Timecode
  }

  /// When pictures come, over all segments.
  private struct Clock {
    var times: [Timecode] = []
    var shots: [Shot] = []
    var keys: Set<Int> = []

    init(_ segments: [RecordingFile]) {
      var start = Timecode.zero
      for (number, segment) in segments.enumerated() {
        let known = Set(segment.times.keys)
        for time in segment.times.pictures where !(shots.last == Shot(segment: number, time: time)) {
          if known.contains(time) { keys.insert(times.count) }
          times.append(start + time)
          shots.append(Shot(segment: number, time: time))
        }
        start = start + segment.length
      }
    }

    /// The last picture that has come by then; the first one where none has.
    func picture(at moment: Timecode) -> Int {
      var (low, high) = (0, times.count)
      while low < high {
        let middle = (low + high) / 2
        if times[middle] <= moment { low = middle + 1 } else { high = middle }
      }
      return max(0, low - 1)
    }
  }

  /// A picture that comes so little after a frame that it is meant for it, in frames: times in files are rounded.
  private static let lateness = 0.4
  /// How long a scene is at least before a key picture ends it, how long what is left of its part must be then, and how long it is at most, in seconds.
  private static let (shortest, shortestRest, longest) = (8.0, 4.0, 60.0)

  /// A file may claim that it goes on for years.
  init(_ segments: [RecordingFile], _ fitting: Fitting, framesPerSecond: Int) throws(FilmError) {
    let clock = Clock(segments)
    guard !clock.shots.isEmpty else { return }
    let rate = Double(framesPerSecond)
    let total = Int((fitting.length.seconds * rate).rounded())
    guard total <= SceneList.longest else { throw .tooLong(frames: total) }
    let slack = Timecode(seconds: Self.lateness / rate)
    // A hold is a scene of its own: what goes before it is then the same scene however long it is held, as for each of many people.
    let holds = fitting.pieces.filter { $0.rate == 0 }.map(\.start)
    let parts = Set((fitting.starts + holds).map { Int(($0.seconds * rate).rounded()) })
    let ends = parts.sorted() + [total]
    var (piece, part, sceneStart, last) = (0, 0, 0, -1)
    for frame in 0..<total {
      let moment = Timecode(seconds: Double(frame) / rate)
      while piece + 1 < fitting.pieces.count, fitting.pieces[piece].end <= moment + Timecode(microseconds: 1) { piece += 1 }
      while part + 1 < ends.count, ends[part] <= frame { part += 1 }
      let shown = Self.picture(in: fitting.pieces, piece, at: moment, slack, clock)
      let seconds = Double(frame - sceneStart) / rate
      let isKey = shown != last && clock.keys.contains(shown)
      let isStart =
        frame == 0 || parts.contains(frame)
        || isKey && seconds >= Self.shortest && Double(ends[part] - frame) / rate >= Self.shortestRest || seconds >= Self.longest
      if isStart { sceneStart = frame }
      if !isStart, shown == last, let state = states.popLast() {
        states.append(FrameState(first: state.first, count: state.count + 1, isSceneStart: state.isSceneStart))
      } else {
        states.append(FrameState(first: frame, count: 1, isSceneStart: isStart))
        shots.append(clock.shots[shown])
      }
      last = shown
    }
  }

  private static func picture(
    in pieces: [Fitting.Piece], _ number: Int, at moment: Timecode, _ slack: Timecode, _ clock: Clock
  ) -> Int {
    guard pieces.indices.contains(number) else { return 0 }
    let piece = pieces[number]
    // What is held is what was seen last, and not yet what comes with the next part.
    if piece.rate == 0 {
      let isHeld = number > 0 && pieces[number - 1].sourceEnd >= piece.source
      return clock.picture(at: isHeld ? piece.source - slack : piece.source + slack)
    }
    let passed = max(0, (moment - piece.start).seconds) * piece.rate
    return clock.picture(at: piece.source + Timecode(seconds: passed) + slack)
  }
}
