import Digests
import Films
import Media
import Production
import Synchronization

/// A flat ground with a box that stands somewhere else in every state.
final class MovingBox: FrameSource {
  let width = 64
  let height = 36
  let framesPerSecond = 10
  let states: [FrameState]
  /// Thrown instead of painting that state.
  let failure: (state: Int, error: any Error)?
  /// Where the box stands in each state.
  let places: [Int]
  private let log = Mutex<[Int]>([])

  convenience init(
    _ lengths: [Int], scenesAt scenes: Set<Int> = [0], places: [Int]? = nil, failure: (state: Int, error: any Error)? = nil
  ) {
    var first = 0
    let states = lengths.enumerated().map { index, count in
      defer { first += count }
      return FrameState(first: first, count: count, isSceneStart: scenes.contains(index))
    }
    self.init(states, places: places, failure: failure)
  }

  init(_ states: [FrameState], places: [Int]? = nil, failure: (state: Int, error: any Error)? = nil) {
    self.states = states
    self.places = places ?? states.indices.map { $0 * 5 % 50 }
    self.failure = failure
  }

  /// The states that were painted, in order.
  var painted: [Int] { log.withLock { $0 }.sorted() }

  func makePainter() -> any FramePainter { Hand(box: self) }

  func digest(of range: Range<Int>) -> Digest? {
    Digest(of: Array(range.map { "\(places[$0]) \(states[$0].count)" }.joined(separator: ",").utf8))
  }

  final class Hand: PixelPainter {
    let box: MovingBox

    init(box: MovingBox) { self.box = box }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      if let failure = box.failure, failure.state == index { throw failure.error }
      box.log.withLock { $0.append(index) }
      var bytes = [UInt8](repeating: 40, count: box.width * 4 * box.height)
      for y in 10..<20 {
        for x in box.places[index]..<(box.places[index] + 12) {
          for channel in 0..<4 { bytes[(y * box.width + x) * 4 + channel] = 250 }
        }
      }
      try body(bytes.span.bytes, box.width * 4, PixelBox(x: 0..<64, y: 10..<20))
    }
  }
}
