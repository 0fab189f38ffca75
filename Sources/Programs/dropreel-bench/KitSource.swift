import Digests
import Drawing
import Films
import Media
import Production

/// The kit's explainer as our film maker takes it.
struct KitSource: FrameSource {
  let width: Int
  let height: Int
  let framesPerSecond = KitScript.framesPerSecond
  let states: [FrameState]
  let looks: [KitLook]
  private let folder: String

  /// With `everyFrame`, frames that look alike are pictures of their own.
  init(folder: String, script: KitScript, everyFrame: Bool = false, width: Int = 1080, height: Int = 1920) {
    (self.width, self.height) = (width, height)
    var states: [FrameState] = []
    var looks: [KitLook] = []
    for (frame, look) in script.looks.enumerated() {
      let isStart = script.cuts.contains(frame)
      if !isStart, !everyFrame, look == looks.last, let last = states.popLast() {
        states.append(FrameState(first: last.first, count: last.count + 1, isSceneStart: last.isSceneStart))
      } else {
        states.append(FrameState(first: frame, count: 1, isSceneStart: isStart))
        looks.append(look)
      }
    }
    self.states = states
    self.looks = looks
    self.folder = folder
  }

  /// What its pictures are painted onto.
  func picture() throws -> PlanarPicture {
    try PlanarPicture(VideoTrack(width: width, height: height, framesPerSecond: framesPerSecond), file: "the kit")
  }

  func makePainter() throws -> any FramePainter { try Hand(looks, folder, width, height) }

  func digest(of states: Range<Int>) -> Digest? {
    Digest(of: Array(states.map { "\(looks[$0]) \(self.states[$0].count)" }.joined(separator: "\n").utf8))
  }

  private final class Hand: PixelPainter {
    private let band: Box
    private let looks: [KitLook]
    private let folder: String
    private let fonts: FontBook
    private let style = TextStyle(.body, size: 64, weight: 700)
    private var tiles: [String: Tile] = [:]
    private var canvas: Canvas
    private var last: KitLook?
    /// How much wider and taller than the kit's own film this one is.
    private let across: Double
    private let down: Double

    init(_ looks: [KitLook], _ folder: String, _ width: Int, _ height: Int) throws {
      self.looks = looks
      across = Double(width) / 1080
      down = Double(height) / 1920
      band = Box(x: 30, y: (1060 * down).rounded() - 120, width: Double(width) - 60, height: 240)
      self.folder = folder
      fonts = try FontBook(body: ["DejaVu Sans"])
      canvas = try Canvas(width: width, height: height)
    }

    /// Of the grounds, which are as large as the picture, only the one that is seen now.
    private func ground(_ name: String, _ width: Int) throws -> Tile {
      if tiles[name] == nil { for other in ["title", "bg", "bg_wide", "takeaway"] { tiles[other] = nil } }
      return try tile(name, width, 1920)
    }

    private func tile(_ name: String, _ width: Int, _ height: Int) throws -> Tile {
      if let tile = tiles[name] { return tile }
      let picture = try Picture(TextFile.bytes("\(folder)/\(name).png"), name: name)
      let tile = try picture.tile(width: Int((Double(width) * across).rounded()), height: Int((Double(height) * down).rounded()))
      tiles[name] = tile
      return tile
    }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      let look = looks[index]
      var box = canvas.box
      if var before = last {
        before.caption = look.caption
        before.word = look.word
        if before == look { box = band }
      }
      let (title, wide) = (look.ground == .title ? "title" : "takeaway", look.pan > 0)
      let ground =
        look.ground == .scene ? try ground(wide ? "bg_wide" : "bg", wide ? 1240 : 1080) : try ground(title, 1080)
      let figure = try look.speaker.map { try tile("char_\($0)", 520, 800) }
      let logo = try tile("logo", 160, 160)
      let caption = try look.caption.map { try layout($0, look.word) }
      canvas.clipped(to: box) { canvas in
        canvas.lay(ground, atX: -(Double(look.pan) * across).rounded(), y: 0)
        if let figure {
          canvas.lay(figure, atX: ((look.speaker == "a" ? 70 : 490) * across).rounded(), y: (1120 * down).rounded())
        }
        if look.fade > 0 { canvas.fill(canvas.box, with: .flat(Colour(0x000000, alpha: Double(look.fade) / 12))) }
        canvas.lay(logo, atX: (880 * across).rounded(), y: (60 * down).rounded())
        if let caption {
          let y = (1060 * down).rounded() - caption.measure().height / 2
          canvas.outline(caption, atX: 60, y: y, width: 5, colour: .black)
          canvas.draw(caption, atX: 60, y: y, colour: .white)
        }
      }
      last = look
      let changed = PixelBox(x: Int(box.x)..<Int(box.right), y: Int(box.y)..<Int(box.bottom))
      try canvas.withPixels { pixels, stride in try body(pixels, stride, changed) }
    }

    private func layout(_ text: String, _ word: Int) throws -> TextLayout {
      var start = 0
      var parts: [ColouredPart] = []
      for (number, part) in text.split(separator: " ").enumerated() {
        if number == word { parts = [ColouredPart(range: start..<start + part.utf8.count, colour: Colour(0xFFB422))] }
        start += part.utf8.count + 1
      }
      return try TextLayout(text, style: style, width: canvas.box.width - 120, colours: parts, fonts: fonts)
    }
  }
}
