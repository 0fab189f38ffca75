import Digests
package import Drawing
package import Production

extension PictureDescription {
  /// Names the picture by all that is visible in it, the fonts that its texts are set in included.
  package func digest(setIn fonts: FontBook) -> Digest {
    var writer = DescriptionWriter()
    writer.write(fonts.identity)
    for layer in layers { writer.write(layer) }
    return Digest(of: writer.bytes)
  }
}

/// Writes descriptions down unambiguously: each field in its order, each text with its length.
struct DescriptionWriter {
  private(set) var bytes: [UInt8] = Array("picture 2\n".utf8)

  mutating func write(_ number: Double) { write(UInt64(number.bitPattern)) }
  mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ layer: Layer) {
    write(layer.role.rawValue)
    write(layer.opacity)
    write(layer.scale)
    write(layer.shift.x)
    write(layer.shift.y)
    write(layer.clip == nil ? 0 : 1)
    if let clip = layer.clip { write(clip) }
    switch layer.shape {
    case .whole(let picture, let box):
      write("whole")
      write(box)
      write(picture.layers.count)
      for layer in picture.layers { write(layer) }
    case .backdrop(let backdrop):
      write("backdrop")
      write(backdrop.asset)
      write(backdrop.top)
      write(backdrop.bottom)
      write(backdrop.box)
      write(backdrop.overscan)
    case .figure(let figure):
      write("figure")
      write(figure.asset)
      write(figure.box)
      write(figure.brightness)
      write(figure.moment)
    case .panel(let panel): write(panel)
    case .picture(let asset, let box, let moment):
      write("picture")
      write(asset)
      write(box)
      write(moment)
    case .text(let text): write(text)
    }
  }

  private mutating func write(_ panel: Panel) {
    write("panel")
    write(panel.box)
    write(panel.radius)
    switch panel.paint {
    case .flat(let colour): write(0, colour, colour)
    case .falling(let from, let to): write(1, from, to)
    case .across(let from, let to): write(2, from, to)
    case .glow(let from, let to): write(3, from, to)
    }
    write(panel.tail == nil ? 0 : 1)
    if let tail = panel.tail { for part in [tail.rootX, tail.rootWidth, tail.tipX, tail.tipY] { write(part) } }
    write(panel.outline?.width ?? 0)
    if let outline = panel.outline { write(outline.colour) }
    write(panel.shadow)
  }

  private mutating func write(_ text: TextPiece) {
    write("text")
    write(text.text)
    write(text.style.face.rawValue)
    write(text.style.alignment.rawValue)
    write(text.style.size)
    write(text.style.weight)
    write(text.style.lineHeight)
    write(text.style.wordSpacing)
    write(text.colour)
    write(text.parts.count)
    for part in text.parts {
      write(part.range.lowerBound)
      write(part.range.upperBound)
      write(part.colour)
    }
    write(text.box)
    write(text.mostLines ?? 0)
    write(text.shadow)
    write(text.highlight == nil ? 0 : 1)
    if let highlight = text.highlight {
      write(highlight.word.text)
      write(highlight.word.box)
      write(highlight.word.baseline)
      write(highlight.mark)
      write(highlight.markColour)
      write(highlight.textColour)
      write(highlight.scale)
    }
  }

  private mutating func write(_ kind: Int, _ from: Colour, _ to: Colour) {
    write(kind)
    write(from)
    write(to)
  }

  private mutating func write(_ box: Box) { for part in [box.x, box.y, box.width, box.height] { write(part) } }

  private mutating func write(_ colour: Colour) {
    for part in [colour.red, colour.green, colour.blue, colour.alpha] { write(part) }
  }

  private mutating func write(_ asset: Asset?) {
    write(asset?.path ?? "")
    if let asset { bytes.append(contentsOf: asset.digest.bytes) }
  }

  private mutating func write(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
