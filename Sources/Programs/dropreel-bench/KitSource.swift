import Digests
import Drawing
import Films
import Media
import Production

/// The kit's explainer as our film maker takes it.
struct KitSource: FrameSource {
  let width = 1080
  let height = 1920
  let framesPerSecond = KitScript.framesPerSecond
  let states: [FrameState]
  let looks: [KitLook]
  private let folder: String

  /// With `everyFrame`, frames that look alike are pictures of their own.
  init(folder: String, script: KitScript, everyFrame: Bool = false) {
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

  func makePainter() throws -> any FramePainter { try Hand(looks, folder) }

  func digest(of states: Range<Int>) -> Digest? {
    Digest(of: Array(states.map { "\(looks[$0]) \(self.states[$0].count)" }.joined(separator: "\n").utf8))
  }

  private final class Hand: FramePainter {
    private static let band = Box(x: 30, y: 940, width: 1020, height: 240)
    private let looks: [KitLook]
    private let folder: String
    private let fonts: FontBook
    private let style = TextStyle(.body, size: 64, weight: 700)
    private var tiles: [String: Tile] = [:]
    private var canvas: Canvas
    private var last: KitLook?

    init(_ looks: [KitLook], _ folder: String) throws {
      self.looks = looks
      self.folder = folder
      fonts = try FontBook(body: ["DejaVu Sans"])
      canvas = try Canvas(width: 1080, height: 1920)
    }

    private func tile(_ name: String, _ width: Int, _ height: Int) throws -> Tile {
      if let tile = tiles[name] { return tile }
      let picture = try Picture(TextFile.bytes("\(folder)/\(name).png"), name: name)
      let tile = try picture.tile(width: width, height: height)
      tiles[name] = tile
      return tile
    }

    func withPixels(ofState index: Int, _ body: (RawSpan, Int, PixelBox?) throws -> Void) throws {
      let look = looks[index]
      var box = canvas.box
      if var before = last {
        before.caption = look.caption
        before.word = look.word
        if before == look { box = Self.band }
      }
      let (title, wide) = (look.ground == .title ? "title" : "takeaway", look.pan > 0)
      let ground =
        look.ground == .scene ? try tile(wide ? "bg_wide" : "bg", wide ? 1240 : 1080, 1920) : try tile(title, 1080, 1920)
      let figure = try look.speaker.map { try tile("char_\($0)", 520, 800) }
      let logo = try tile("logo", 160, 160)
      let caption = try look.caption.map { try layout($0, look.word) }
      canvas.clipped(to: box) { canvas in
        canvas.lay(ground, atX: -Double(look.pan), y: 0)
        if let figure { canvas.lay(figure, atX: look.speaker == "a" ? 70 : 490, y: 1120) }
        if look.fade > 0 { canvas.fill(canvas.box, with: .flat(Colour(0x000000, alpha: Double(look.fade) / 12))) }
        canvas.lay(logo, atX: 880, y: 60)
        if let caption {
          let y = 1060 - caption.measure().height / 2
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
      return try TextLayout(text, style: style, width: 960, colours: parts, fonts: fonts)
    }
  }
}
