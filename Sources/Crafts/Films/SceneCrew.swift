internal import Dispatch
import Media
import Synchronization

/// Codes scenes on several threads, and tells of each on the caller's own. Each thread has its own painter, and takes up the next scene when it has
/// done one.
final class SceneCrew<Source: FrameSource>: Sendable {
  enum News: Sendable {
    /// So many frames more are coded.
    case frames(Int)
    case scene(Int, LadderHand.Made)
  }

  /// What a thread calls out.
  private enum Call: Sendable {
    case news(News)
    case failed(any Error)
    case threadEnded
  }

  private struct State {
    /// The scenes that nobody has taken up yet, the next one last.
    var left: [SceneJob]
    var isStopped = false
    var calls: [Call] = []
  }

  private let source: Source
  private let list: [SceneList.Scene]
  private let chain: RungChain
  private let file: String
  private let state: Mutex<State>
  private let bell = DispatchSemaphore(value: 0)

  /// With more scenes than that they are taken in the order of the film: what comes of them is written, and none waits long.
  private static var many: Int { 32 }

  private init(_ source: Source, _ list: [SceneList.Scene], _ jobs: [SceneJob], _ chain: RungChain, _ file: String) {
    self.source = source
    self.list = list
    self.chain = chain
    self.file = file
    let isMany = jobs.count > Self.many
    // The long ones first, so that all threads end at about the same time.
    func weight(_ job: SceneJob) -> Int { isMany ? -job.scene : list[job.scene].states.count }
    state = Mutex(State(left: jobs.sorted { (weight($0), $1.scene) < (weight($1), $0.scene) }))
  }

  /// Codes these scenes while the caller does `meanwhile`, then tells of each. When it returns or throws, no thread is left.
  static func encode(
    _ jobs: [SceneJob], of source: Source, in list: [SceneList.Scene], as chain: RungChain, file: String, threads: Int,
    isCancelled: () -> Bool, meanwhile: () throws -> Void, each: (News) throws -> Void
  ) throws {
    let crew = SceneCrew(source, list, jobs, chain, file)
    var working = min(max(1, threads), jobs.count)
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
      let painter = try source.makePainter()
      let hand = try LadderHand(chain, file: file)
      var isOther = true
      while let job = state.withLock({ $0.isStopped ? nil : $0.left.popLast() }) {
        try hand.begin(job.rungs)
        guard try show(list[job.scene].states, by: painter, in: hand, &isOther) else { break }
        for made in try hand.finish() { call(.news(.scene(job.scene, made))) }
      }
    } catch {
      call(.failed(error))
    }
    call(.threadEnded)
  }

  /// False when it was stopped.
  private func show(
    _ states: Range<Int>, by painter: any FramePainter, in hand: LadderHand, _ isOther: inout Bool
  ) throws -> Bool {
    for index in states {
      if state.withLock({ $0.isStopped }) { return false }
      let count = source.states[index].count
      try hand.show(for: count) { picture in try painter.paint(index, onto: &picture, isOther: isOther) }
      isOther = false
      call(.news(.frames(count)))
    }
    return true
  }
}
