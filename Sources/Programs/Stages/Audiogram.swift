import Digests
import Drawing
import Films
import Glibc
import Media
import Production
import Scenes
import Voices

/// What is heard as rising and falling bars over the frames of a film.
struct Audiogram: FrameSource {
  let states: [Films.FrameState]
  private let film: TimelineSource
  private let timeline: Timeline
  private let wave: Wave
  /// The state of the film under each of these.
  private let under: [Int]

  /// Bars that change more often are not seen to do so, and cost as much again.
  private static let changesPerSecond = 15

  init(_ film: TimelineSource, of timeline: Timeline, hearing samples: [Float], in colour: Colour) {
    (self.film, self.timeline) = (film, timeline)
    wave = Wave(samples, changesPerSecond: Self.changesPerSecond, band: Self.band(in: timeline.layout), colour: colour)
    let step = max(1, timeline.format.framesPerSecond / Self.changesPerSecond)
    let starts = Set(timeline.scenes.map(\.first))
    var states: [Films.FrameState] = []
    var under: [Int] = []
    var index = 0
    var frame = 0
    while frame < timeline.frameCount {
      while film.states[index].first + film.states[index].count <= frame { index += 1 }
      let next = starts.filter { $0 > frame }.min() ?? timeline.frameCount
      let end = min(frame + step, film.states[index].first + film.states[index].count, next, timeline.frameCount)
      states.append(FrameState(first: frame, count: end - frame, isSceneStart: starts.contains(frame)))
      under.append(index)
      frame = end
    }
    (self.states, self.under) = (states, under)
  }

  var width: Int { film.width }
  var height: Int { film.height }
  var framesPerSecond: Int { film.framesPerSecond }

  /// Below what is written; where there is no room, at the lower edge.
  private static func band(in layout: FrameLayout) -> Box {
    let s = layout.scale
    let room = layout.safe.bottom - layout.bubble.bottom
    let height = min(220 * s, max(90 * s, room - 60 * s))
    let y = room >= 150 * s ? layout.bubble.bottom + (room - height) / 2 : layout.frame.bottom - height - 24 * s
    let width = min(layout.safe.width, 900 * s)
    return Box(x: layout.frame.midX - width / 2, y: y, width: width, height: height).onPixels
  }

  func makePainter() throws -> any FramePainter { try Hand(self) }

  func digest(of range: Range<Int>) -> Digest? {
    guard let scene = timeline.scenes.first(where: { $0.first == states[range.lowerBound].first }) else { return nil }
    var words = "audiogram \(StageCard.card(of: .picture).version) \(timeline.digest(of: scene).hex) \(wave.identity)"
    for state in states[range] { words += " \(state.count) \(wave.heights(at: moment(of: state)))" }
    return Digest(of: Array(words.utf8))
  }

  private func moment(of state: Films.FrameState) -> Double { Double(state.first) / Double(max(1, framesPerSecond)) }

  /// Paints the film under it, and the bars over that.
  private final class Hand: PixelPainter {
    private let source: Audiogram
    private let painter: any PixelPainter
    private var ground: [UInt8] = []
    private var pixels: [UInt8] = []
    private var painted: Int?

    init(_ source: Audiogram) throws {
      self.source = source
      guard let painter = try source.film.makePainter() as? any PixelPainter else { throw MediaError.nothing(in: "the film") }
      self.painter = painter
    }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      let stride = source.width * 4
      let isOther = painted != source.under[index]
      if isOther {
        try painter.withPixels(ofState: source.under[index]) { lent, from, _ in
          ground = Self.packed(lent, stride: from, width: source.width, height: source.height)
        }
        pixels = ground
        painted = source.under[index]
      }
      let box = source.wave.box
      for row in box.y {
        let place = row * stride + box.x.lowerBound * 4
        let end = row * stride + box.x.upperBound * 4
        pixels.replaceSubrange(place..<end, with: ground[place..<end])
      }
      source.wave.draw(at: source.moment(of: source.states[index]), onto: &pixels, stride: stride)
      let drawn = pixels
      try body(drawn.span.bytes, stride, isOther ? nil : box)
    }

    private static func packed(_ lent: RawSpan, stride: Int, width: Int, height: Int) -> [UInt8] {
      let all = lent.withUnsafeBytes { [UInt8]($0) }
      if stride == width * 4 { return Array(all.prefix(stride * height)) }
      return (0..<height).flatMap { all[$0 * stride..<$0 * stride + width * 4] }
    }
  }
}

/// How loud it is around a moment, as bars that move past.
private struct Wave: Sendable {
  let box: PixelBox
  private let band: Box
  private let colour: Colour
  private let changesPerSecond: Int
  /// From 0 to 1, for each change.
  private let levels: [Float]

  private static let bars = 41
  /// In dB below the loudest: what is quieter has a bar as high as it is wide.
  private static let range: Float = 36

  init(_ samples: [Float], changesPerSecond: Int, band: Box, colour: Colour) {
    let window = Recording.rate / changesPerSecond
    let powers = stride(from: 0, to: samples.count, by: window).map { first in
      let end = min(first + window, samples.count)
      return samples[first..<end].reduce(Float(0)) { $0 + $1 * $1 } / Float(end - first)
    }
    let loudest = max(powers.max() ?? 0, 1e-9)
    levels = powers.map { power in
      let below = 10 * log10(max(power, 1e-12) / loudest)
      return max(0, min(1, 1 + below / Self.range))
    }
    (self.band, self.colour, self.changesPerSecond) = (band, colour, changesPerSecond)
    box = PixelBox(x: Int(band.x)..<Int(band.right), y: Int(band.y)..<Int(band.bottom))
  }

  var identity: String { "\(band) \(colour)" }

  /// In pixels, from the left to the right; the moment is in the middle.
  func heights(at moment: Double) -> [Int] {
    let middle = Int((moment * Double(changesPerSecond)).rounded(.down))
    let (width, _) = shape
    return (0..<Self.bars).map { bar in
      let place = middle + bar - Self.bars / 2
      let level = levels.indices.contains(place) ? levels[place] : 0
      return max(width, Int((Double(level) * band.height).rounded()) / 2 * 2)
    }
  }

  /// How wide a bar is, and how far from one to the next.
  private var shape: (width: Int, step: Int) {
    let step = max(2, Int(band.width) / Self.bars)
    return (max(1, step * 3 / 5), step)
  }

  func draw(at moment: Double, onto pixels: inout [UInt8], stride: Int) {
    let (width, step) = shape
    let left = Int(band.midX) - step * Self.bars / 2
    for (bar, height) in heights(at: moment).enumerated() {
      let x = left + bar * step
      let y = Int(band.midY) - height / 2
      // What was heard already is bright.
      let strength = bar <= Self.bars / 2 ? 1.0 : 0.45
      for row in max(y, box.y.lowerBound)..<min(y + height, box.y.upperBound) {
        for column in max(x, box.x.lowerBound)..<min(x + width, box.x.upperBound) {
          blend(onto: &pixels, at: row * stride + column * 4, strength)
        }
      }
    }
  }

  private func blend(onto pixels: inout [UInt8], at place: Int, _ strength: Double) {
    for (offset, value) in [colour.blue, colour.green, colour.red].enumerated() {
      let under = Double(pixels[place + offset])
      pixels[place + offset] = UInt8(max(0, min(255, under + (value * 255 - under) * strength)))
    }
  }
}
