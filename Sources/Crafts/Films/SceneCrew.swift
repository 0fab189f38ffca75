internal import Dispatch
import Media
import Synchronization

/// Codes scenes on several threads, and tells of each on the caller's own. Each thread has its own painter, and takes up the next scene when it has
/// done one.
final class SceneCrew<Source: FrameSource>: Sendable {
  enum News: Sendable {
    /// So many frames more are coded.
    case frames(Int)
    case scene(Int, EncodedScene, encoderSeconds: Double)
  }

  /// What a thread calls out.
  private enum Call: Sendable {
    case news(News)
    case failed(any Error)
    case threadEnded
  }

  private struct State {
    /// The numbers of the scenes that nobody has taken up yet, the next one last.
    var left: [Int]
    var isStopped = false
    var calls: [Call] = []
  }

  private let source: Source
  private let list: [SceneList.Scene]
  private let track: VideoTrack
  private let file: String
  private let state: Mutex<State>
  private let bell = DispatchSemaphore(value: 0)

  private init(_ source: Source, _ list: [SceneList.Scene], _ numbers: [Int], _ track: VideoTrack, _ file: String) {
    self.source = source
    self.list = list
    self.track = track
    self.file = file
    // The long ones first, so that all threads end at about the same time.
    state = Mutex(State(left: numbers.sorted { (list[$0].states.count, $1) < (list[$1].states.count, $0) }))
  }

  /// Codes the scenes of these numbers while the caller does `meanwhile`, then tells of each. When it returns or throws, no thread is left.
  static func encode(
    _ numbers: [Int], of source: Source, in list: [SceneList.Scene], as track: VideoTrack, file: String, threads: Int,
    isCancelled: () -> Bool, meanwhile: () throws -> Void, each: (News) throws -> Void
  ) throws {
    let crew = SceneCrew(source, list, numbers, track, file)
    var working = min(max(1, threads), numbers.count)
    for _ in 0..<working { DispatchQueue.global().async { crew.work() } }
    defer {
      crew.state.withLock { $0.isStopped = true }
      while working > 0 { if case .threadEnded? = crew.next() { working -= 1 } }
    }
    try meanwhile()
    while working > 0 {
      if isCancelled() { throw MediaError.stopped(file) }
      switch crew.next() {
      case .threadEnded: working -= 1
      case .failed(let error): throw error
      case .news(let news): try each(news)
      case nil: continue
      }
    }
  }

  /// The next thing to tell; nil when there is none for a while.
  private func next() -> Call? {
    guard bell.wait(timeout: .now() + .milliseconds(200)) == .success else { return nil }
    return state.withLock { $0.calls.removeFirst() }
  }

  private func call(_ call: Call) {
    state.withLock { $0.calls.append(call) }
    bell.signal()
  }

  private func work() {
    do {
      var painter: (any FramePainter)?
      while let number = state.withLock({ $0.isStopped ? nil : $0.left.popLast() }) {
        let hand = try painter ?? source.makePainter()
        painter = hand
        guard let made = try encode(list[number].states, by: hand) else { break }
        call(.news(.scene(number, made.scene, encoderSeconds: made.seconds)))
      }
    } catch {
      call(.failed(error))
    }
    call(.threadEnded)
  }

  /// Nil when it was stopped.
  private func encode(_ states: Range<Int>, by painter: any FramePainter) throws -> (scene: EncodedScene, seconds: Double)? {
    var encoder = try SceneEncoder.open(track, file: file)
    for index in states {
      if state.withLock({ $0.isStopped }) { return nil }
      let count = source.states[index].count
      try painter.withPixels(ofState: index) { pixels, stride, changed in
        try encoder.show(pixels, stride: stride, changed: index == states.lowerBound ? nil : changed, count: count)
      }
      call(.news(.frames(count)))
    }
    try encoder.drain()
    let seconds = encoder.encoderSeconds
    return (try encoder.finish(), seconds)
  }
}
