import Drawing
import Production
import Scenes
import Testing

@Suite struct SlideTests {
  private let studio: Studio

  init() throws { studio = try Studio() }

  static let texts: [(title: String, text: String)] = [
    ("For Ada at Acme", "Your monthly report in one minute"), ("Thank you", ""), ("", "www.example.com"),
    (
      "Donaudampfschifffahrtsgesellschaftskapitänsmütze für Maximiliane Featherstonehaugh-Cholmondeley",
      "Wie Sie in wenigen Minuten alle Auswertungen des vergangenen Quartals zusammenstellen, teilen, und mit jedem im Haus besprechen"
    ),
    ("مرحبا ليلى", "عرض قصير لك"), ("アダさんへ", "一分でわかる月次レポート"), ("🎉 Ada <b>&amp;</b>", "{{first_name}}"),
  ]
  static let sizes = [(1920, 1080), (1080, 1920), (1280, 800), (640, 360), (1080, 1080), (850, 480)]

  @Test(arguments: texts.indices, sizes.indices) func allTextStandsInsideAndApart(text: Int, size: Int) throws {
    let (width, height) = Self.sizes[size]
    let slide = try Slide(
      title: Self.texts[text].title, text: Self.texts[text].text, style: .tech, brand: brand, width: width, height: height,
      shelf: studio.shelf, fonts: studio.fonts)
    let frame = FrameLayout(width: width, height: height, company: .nobody)
    let layers = slide.picture.layers.filter { $0.role != .backdrop }
    #expect(layers.filter { $0.role == .title }.count == (Self.texts[text].title.isEmpty ? 0 : 1))
    #expect(layers.filter { $0.role == .caption }.count == (Self.texts[text].text.isEmpty ? 0 : 1))
    for (index, layer) in layers.enumerated() {
      #expect(frame.safe.inset(by: -1).contains(layer.box), "\(layer.role) at \(layer.box) of \(frame.safe)")
      for other in layers[(index + 1)...] { #expect(!layer.box.inset(by: 1).overlaps(other.box), "\(layer.role), \(other.role)") }
    }
  }

  @Test func paintsThePictureOfTheDocumentation() throws {
    let slide = try Slide(
      title: "For Ada at Acme", text: "Your monthly report in one minute", style: .tech, brand: brand, width: 1280, height: 720,
      shelf: studio.shelf, fonts: studio.fonts)
    let painter = try Painter(width: 1280, height: 720, assets: studio.shelf, fonts: studio.fonts)
    var canvas = try painter.makeCanvas()
    try painter.paint(slide.picture, onto: &canvas)
    // Bright letters on the brand's dark ground.
    let bright = try canvas.withPixels { pixels, stride in
      (200..<520).reduce(0) { sum, y in
        sum + (200..<1080).count { pixels.unsafeLoad(fromByteOffset: y * stride + 4 * $0 + 1, as: UInt8.self) > 200 }
      }
    }
    #expect((5000...200_000).contains(bright))
  }

  @Test func marksOverARecordingStandInCornersOfTheirOwn() throws {
    let marks = try MarkOverRecording.all(of: brand, width: 1280, height: 800, shelf: studio.shelf)
    #expect(marks.count == 2)
    for mark in marks {
      #expect(mark.pixels.bytes.count == mark.pixels.width * mark.pixels.height * 4)
      #expect(mark.x >= 0 && mark.y >= 0 && mark.x + mark.pixels.width <= 1280 && mark.y + mark.pixels.height <= 800)
    }
    #expect(marks[0].x < 640 && marks[0].y < 400)
    #expect(marks[1].x > 640 && marks[1].y > 400)
    // A watermark is seen through.
    let most = stride(from: 3, to: marks[1].pixels.bytes.count, by: 4).map { marks[1].pixels.bytes[$0] }.max()
    #expect((100...140).contains(most ?? 0))
  }

  private var brand: Brand { Self.brand(of: studio) }

  static func brand(of studio: Studio) -> Brand {
    Brand(
      colours: Brand.Colours(
        primary: Colour(0x1A1A2E), secondary: Colour(0x16213E), accent: Colour(0xE94560), text: .white,
        background: Colour(0x0F0F23)),
      logo: studio.shelf.asset(at: "brands/acme/logo.svg"), watermark: studio.shelf.asset(at: "brands/acme/watermark.svg"),
      watermarkOpacity: 0.5)
  }
}
