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
    try expectThatTextStandsOut(in: .interest(style: style, format: format.forPreview), of: Studio())
  }

  @Test(arguments: shapes, [BrandTests.red, BrandTests.light]) func aBrandsTextStandsOut(
    _ format: VideoFormat, _ colours: Brand.Colours
  ) throws {
    let studio = try Studio()
    var brand = BrandTests.brand(studio.shelf)
    brand.colours = colours
    try expectThatTextStandsOut(in: .moving(format: format.forPreview, dressedIn: brand), of: studio)
  }

  private func expectThatTextStandsOut(in plan: FilmPlan, of studio: Studio) throws {
    let timeline = try studio.timeline(plan)
    let painter = try studio.painter(plan.format)
    var canvas = try painter.makeCanvas()
    var seen: Set<Layer.Role> = []
    var looked: Set<[Layer]> = []
    for scene in timeline.scenes where scene.kind != .bridge {
      let frame = scene.kind == .title ? timeline.coverFrame : scene.first + scene.count * 2 / 3
      let picture = try #require(timeline.state(at: frame)).picture
      for (index, layer) in picture.layers.enumerated() {
        guard let text = layer.text, layer.scale == 1 else { continue }
        // The title above each scene stands on the same ground: it is looked at once.
        guard looked.insert(picture.layers.filter { $0.shape.box.overlaps(text.box) }).inserted else { continue }
        func painted(_ colour: Colour) throws -> [UInt32] {
          var copy = text
          (copy.colour, copy.parts, copy.highlight) = (colour, [], nil)
          var changed = picture
          changed.layers[index].shape = .text(copy)
          try painter.paint(changed, onto: &canvas)
          return try canvas.pixels(in: text.box)
        }
        let (white, black, nothing) = try (painted(.white), painted(Colour(0)), painted(Colour(0xFFFFFF, alpha: 0)))
        let covered = white.indices.filter { Int(white[$0] >> 8 & 0xFF) - Int(black[$0] >> 8 & 0xFF) > 127 }
        #expect(covered.count > 20, "\(text.text) is not there")
        // Few colours are behind a text: each is looked at once.
        let brightness = Dictionary(
          uniqueKeysWithValues: Set(covered.map { nothing[$0] }).map { ($0, Colour($0 & 0xFF_FFFF).luminance) })
        let behind = covered.compactMap { brightness[nothing[$0]] }
        let worst = Self.worst(text.colour.luminance, on: behind)
        #expect(worst >= (layer.role == .caption ? 7 : 4.5), "\(layer.role) \"\(text.text)\": \(worst)")
        for part in text.parts {
          #expect(Self.worst(part.colour.luminance, on: behind) >= 4.5, "\(layer.role) in its second colour")
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
  @Test(arguments: shapes, [false, true]) func nothingFlashes(_ format: VideoFormat, moves: Bool) throws {
    let studio = try Studio()
    var plan = FilmPlan.cloud(style: .motivation, format: format.forPreview)
    if moves {
      plan = .moving(format: plan.format, dressedIn: BrandTests.brand(studio.shelf), style: .motivation)
      plan.lines.removeLast(2)
    }
    let timeline = try studio.timeline(plan)
    let painter = try studio.painter(plan.format)
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

  /// What nineteen of twenty pixels have at least.
  private static func worst(_ text: Double, on ground: [Double]) -> Double {
    let contrasts = ground.map { contrast(text, $0) }.sorted()
    return contrasts.isEmpty ? 0 : contrasts[contrasts.count / 20]
  }

  private static func contrast(_ one: Double, _ other: Double) -> Double { (max(one, other) + 0.05) / (min(one, other) + 0.05) }
}

extension Canvas {
  /// Every pixel in a box, as the hexadecimal number that a colour is made of.
  fileprivate borrowing func pixels(in box: Box) throws -> [UInt32] {
    let rows = max(0, Int(box.y))..<min(height, Int(box.bottom))
    let columns = max(0, Int(box.x))..<min(width, Int(box.right))
    return try withPixels { pixels, stride in
      pixels.withUnsafeBytes { bytes in
        rows.flatMap { y in
          UnsafeRawBufferPointer(rebasing: bytes[y * stride + columns.lowerBound * 4..<y * stride + columns.upperBound * 4])
            .assumingMemoryBound(to: UInt32.self)
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
