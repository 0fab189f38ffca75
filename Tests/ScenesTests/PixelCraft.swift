import Drawing
import Production
import Scenes
import Testing

/// The rules of craft that only painted pixels can tell, checked on small pictures of the same layouts.
@Suite struct PixelCraft {
  static let shapes = VideoFormat.shapes.filter { $0 != .tiny }

  // Rule 9: the contrast that nineteen of twenty pixels of a text have, or more, against what is behind them.
  @Test(arguments: shapes, VideoStyle.allCases) func allTextStandsOutFromWhatIsBehindIt(
    _ format: VideoFormat, _ style: VideoStyle
  )
    throws
  {
    let studio = try Studio()
    let plan = FilmPlan.interest(style: style, format: format.forPreview)
    let timeline = try studio.timeline(plan)
    let painter = try Painter(format: plan.format, assets: studio.shelf, fonts: studio.fonts)
    var canvas = try painter.makeCanvas()
    var seen: Set<Layer.Role> = []
    for scene in timeline.scenes {
      let frame = scene.kind == .title ? timeline.coverFrame : scene.first + scene.count * 2 / 3
      let picture = try #require(timeline.state(at: frame)).picture
      for (index, layer) in picture.layers.enumerated() {
        guard let text = layer.text, layer.scale == 1 else { continue }
        func painted(_ colour: Colour) throws -> [[Double]] {
          var copy = text
          (copy.colour, copy.parts, copy.highlight) = (colour, [], nil)
          var changed = picture
          changed.layers[index].shape = .text(copy)
          try painter.paint(changed, onto: &canvas)
          return try canvas.pixels(in: text.box)
        }
        let (white, black, nothing) = try (painted(.white), painted(Colour(0)), painted(Colour(0xFFFFFF, alpha: 0)))
        let covered = white.indices.filter { white[$0][1] - black[$0][1] > 0.5 }
        #expect(covered.count > 20, "\(text.text) is not there")
        let contrasts = covered.map { Self.contrast(text.colour.luminance, Self.luminance(nothing[$0])) }.sorted()
        let worst = contrasts[contrasts.count / 20]
        #expect(worst >= (layer.role == .caption ? 7 : 4.5), "\(layer.role) \"\(text.text)\": \(worst)")
        for part in text.parts {
          let behind = covered.map { Self.contrast(part.colour.luminance, Self.luminance(nothing[$0])) }.sorted()
          #expect(behind[behind.count / 20] >= 4.5, "\(layer.role) in its second colour")
        }
        if let mark = text.highlight {
          #expect(Self.contrast(mark.textColour.luminance, mark.markColour.luminance) >= 7)
          #expect(mark.scale <= 1.12)
        }
        seen.insert(layer.role)
      }
    }
    #expect(seen.isSuperset(of: [.title, .caption, .name, .header, .takeaway]))
  }

  // Rule 22.
  @Test(arguments: shapes) func nothingFlashes(_ format: VideoFormat) throws {
    let studio = try Studio()
    let plan = FilmPlan.cloud(style: .motivation, format: format.forPreview)
    let timeline = try studio.timeline(plan)
    let painter = try Painter(format: plan.format, assets: studio.shelf, fonts: studio.fonts)
    var canvas = try painter.makeCanvas()
    var before: [Double] = []
    var jumps: [Double] = []
    for state in timeline.states {
      try painter.paint(state.picture, onto: &canvas)
      let now = try canvas.grid(every: 18)
      let changed = zip(before, now).count { abs($0 - $1) > 0.1 }
      if !before.isEmpty, changed * 4 > now.count { jumps.append(Double(state.first) / Double(plan.format.framesPerSecond)) }
      before = now
    }
    for jump in jumps { #expect(jumps.count { (jump..<jump + 1).contains($0) } <= 3, "\(jumps)") }
  }

  private static func luminance(_ pixel: [Double]) -> Double {
    Colour(red: pixel[2], green: pixel[1], blue: pixel[0]).luminance
  }

  private static func contrast(_ one: Double, _ other: Double) -> Double { (max(one, other) + 0.05) / (min(one, other) + 0.05) }
}

extension Canvas {
  /// Blue, green and red of every pixel in a box, from 0 to 1.
  fileprivate borrowing func pixels(in box: Box) throws -> [[Double]] {
    let rows = max(0, Int(box.y))..<min(height, Int(box.bottom))
    let columns = max(0, Int(box.x))..<min(width, Int(box.right))
    return try withPixels { pixels, stride in
      rows.flatMap { y in
        columns.map { x in
          (0..<3).map { Double(pixels.unsafeLoad(fromByteOffset: y * stride + x * 4 + $0, as: UInt8.self)) / 255 }
        }
      }
    }
  }

  /// How bright the picture is at every so many pixels, across and down.
  fileprivate borrowing func grid(every step: Int) throws -> [Double] {
    let (wide, high) = (width, height)
    return try withPixels { pixels, rowBytes in
      Swift.stride(from: step / 2, to: high, by: step).flatMap { y in
        Swift.stride(from: step / 2, to: wide, by: step).map { x in
          let sum = (0..<3).reduce(0) { $0 + Int(pixels.unsafeLoad(fromByteOffset: y * rowBytes + x * 4 + $1, as: UInt8.self)) }
          return Double(sum) / 765
        }
      }
    }
  }
}
