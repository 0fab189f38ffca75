import Drawing
import Glibc
import Production
import Scenes
import Testing

/// Films in the dress of a brand.
@Suite struct BrandTests {
  static let red = Brand.Colours(
    primary: Colour(0x7A1F1F), secondary: Colour(0x3D0E0E), accent: Colour(0xC0392B), text: Colour(0xFFFFFF),
    background: Colour(0x200505))
  static let light = Brand.Colours(
    primary: Colour(0xFFFFFF), secondary: Colour(0xDDE8F0), accent: Colour(0x66AADD), text: Colour(0x101820),
    background: Colour(0xF4F8FB))

  static let mark = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#ff00ff"/></svg>
    """

  private func studio() throws -> (shelf: AssetShelf, fonts: FontBook) {
    let studio = try Studio()
    return (studio.shelf, studio.fonts)
  }

  static func brand(_ shelf: AssetShelf, _ position: MarkPosition = .bottomRight) -> Brand {
    Brand(
      colours: red, logo: shelf.asset(at: "brands/acme/logo.svg"), watermark: shelf.asset(at: "brands/acme/watermark.svg"),
      watermarkPosition: position, watermarkOpacity: 0.7)
  }

  @Test(arguments: [red, light]) func everyColourThatIsReadCanBeRead(_ colours: Brand.Colours) {
    let readable = Livery(colours, over: Look(.tech)).colours
    #expect(readable.text.contrast(with: readable.primary) >= 7)
    for ground in [readable.background, readable.secondary] { #expect(readable.text.contrast(with: ground) >= 4.5) }
    for ground in [readable.primary, readable.background, readable.secondary] {
      #expect(readable.accent.contrast(with: ground) >= 4.5)
    }
  }

  @Test func whatCannotBeReadIsChangedAndSaid() {
    var colours = Self.red
    colours.text = Colour(0x888888)
    colours.primary = Colour(0x777777)
    let livery = Livery(colours, over: Look(.tech))
    #expect(livery.colours.text.contrast(with: livery.colours.primary) >= 7)
    #expect(livery.changes.contains { $0.hasPrefix("primary is made ") && $0.contains("#777777 becomes #") }, "\(livery.changes)")
    let good = Brand.Colours(
      primary: Colour(0x14142E), secondary: Colour(0x16213E), accent: Colour(0xFFD166), text: .white, background: Colour(0x0F0F23)
    )
    #expect(Livery(good, over: Look(.tech)).changes.isEmpty && Livery(good, over: Look(.tech)).colours == good)
  }

  @Test func whereOnlyCaptionsCouldNotBeReadTheGroundStays() {
    let navy = Colour(0x14213D)
    let colours = Brand.Colours(
      primary: navy, secondary: Colour(0xFFF8E7), accent: Colour(0xA04000), text: navy, background: Colour(0xFFF8E7))
    let livery = Livery(colours, over: Look(.tech))
    #expect(livery.colours.background == colours.background && livery.colours.text == navy)
    #expect(livery.colours.primary.contrast(with: navy) >= 7)
  }

  @Test(arguments: VideoFormat.shapes) func logoAndWatermarkStandFree(_ format: VideoFormat) throws {
    let (shelf, fonts) = try studio()
    for position in MarkPosition.allCases {
      var plan = FilmPlan.short(.finance)
      plan.format = format
      plan.brand = Self.brand(shelf, position)
      let timeline = try Timeline(plan, shelf: shelf, fonts: fonts)
      let layout = timeline.layout
      let short = min(layout.frame.width, layout.frame.height)
      var seen = 0
      var places: [Layer.Role: Set<Box>] = [:]
      for state in timeline.states {
        let texts = state.picture.layers.filter { [.header, .title, .bubble, .name, .caption, .icon, .card].contains($0.role) }
        for mark in state.picture.layers(.logo) + state.picture.layers(.watermark) {
          seen += 1
          places[mark.role, default: []].insert(mark.box)
          #expect(layout.safe.contains(mark.box, within: 1), "\(mark.role) in \(format.name)")
          #expect(!texts.contains { mark.box.overlaps($0.box) }, "\(mark.role) in \(format.name) at \(state.first)")
          if mark.role == .logo { #expect((0.035...0.065).contains(mark.box.height / short)) }
          if mark.role == .watermark { #expect(mark.opacity == 0.7) }
        }
      }
      #expect(places.values.allSatisfy { $0.count == 1 }, "\(format.name) at \(position): \(places)")
      for role in [Layer.Role.logo, .watermark] {
        let isEverywhere = timeline.states.allSatisfy { $0.picture.layers(role).count == 1 }
        #expect(isEverywhere != timeline.notes.contains { $0.contains("place for the \(role)") }, "\(timeline.notes)")
      }
      #expect(seen > timeline.states.count, "\(format.name) at \(position): \(seen) of \(timeline.states.count)")
    }
  }

  @Test func aBrandsColoursAreTheFilms() throws {
    let (shelf, fonts) = try studio()
    var plan = FilmPlan.short(.finance)
    plan.brand = Self.brand(shelf)
    let timeline = try Timeline(plan, shelf: shelf, fonts: fonts)
    let colours = Livery(Self.red, over: Look(.finance)).colours
    let house = [Look.board.opacity(1), Look(.finance).accent, Look.brand, Look.colour(of: .left), Look.colour(of: .right)]
    for state in timeline.states {
      for layer in state.picture.layers {
        switch layer.shape {
        case .text(let text):
          #expect(!house.contains(text.colour.opacity(1)))
          #expect(!house.contains(text.highlight?.markColour ?? .black))
        case .panel(let panel):
          if case .flat(let colour) = panel.paint { #expect(!house.contains(colour.opacity(1))) }
        case .backdrop(let backdrop): #expect(backdrop.asset == nil && backdrop.top == colours.background)
        default: continue
        }
      }
    }
    #expect(try Timeline(.short(.finance), shelf: shelf, fonts: fonts).states.map(\.digest) != timeline.states.map(\.digest))
  }

  @Test func somebodysOwnBackgroundStays() throws {
    let studio = try Studio()
    let own: (String) -> [UInt8]? = { $0 == "backgrounds/finance.svg" ? Array(Self.mark.utf8) : nil }
    let shelf = AssetShelf(sources: [own, AssetShelf.source(Studio.root + "/inbox-example/assets")])
    var plan = FilmPlan.short(.finance)
    plan.brand = Brand(colours: Self.red)
    let picture = try Timeline(plan, shelf: shelf, fonts: studio.fonts).states[0].picture
    guard case .backdrop(let backdrop)? = picture.layers.first?.shape else { throw SceneError.missing("backdrop") }
    #expect(backdrop.asset?.path == "backgrounds/finance.svg")
  }

  @Test func picturesMadeOfPixelsAreNotKeptForEver() throws {
    func picture(_ side: Int) throws -> [UInt8] { try Canvas(width: 2 * side, height: side).png() }
    let files = ["icons/one.png": try picture(20), "icons/two.png": try picture(21), "icons/three.png": try picture(22)]
    let shelf = AssetShelf(sources: [{ files[$0] }, { $0 == "icons/drawn.svg" ? Array(Self.mark.utf8) : nil }], mostPixels: 2000)
    func look(_ name: String) throws -> Weak {
      let asset = try #require(shelf.asset("icons", name))
      #expect(shelf.isOwn(asset) == (name != "drawn"))
      return Weak(picture: try shelf.picture(asset))
    }
    #expect(try shelf.aspect(#require(shelf.asset("icons", "one"))) == 2)
    let (drawn, one, two) = (try look("drawn"), try look("one"), try look("two"))
    #expect(drawn.picture != nil && one.picture != nil && two.picture != nil)
    let three = try look("three")
    #expect(drawn.picture != nil && one.picture == nil && two.picture == nil && three.picture != nil)
    #expect(try look("one").picture?.pixelSize?.height == 20)
  }

  private struct Weak { weak var picture: Picture? }

  @Test func aCharacterIsOfOneSource() throws {
    let own: (String) -> [UInt8]? = {
      $0 == "characters/thabo/standing.png" || $0 == "characters/lerato/pointing.png" ? Array(Self.mark.utf8) : nil
    }
    let shelf = AssetShelf(sources: [own, AssetShelf.source(Studio.root + "/inbox-example/assets")])
    #expect(shelf.asset("characters", "thabo", "standing")?.path == "characters/thabo/standing.png")
    #expect(shelf.asset("characters", "thabo", "standing-mouthless") == nil)
    // Without `standing` it is no character.
    #expect(shelf.asset("characters", "lerato", "pointing")?.path == "characters/lerato/pointing.svg")
  }

  /// `DROPREEL_LOOK=folder` writes it down, to be looked at.
  @Test func theStyleSheetShowsItAll() throws {
    let (shelf, fonts) = try studio()
    for (name, colours) in [("red", Self.red), ("light", Self.light)] {
      var brand = Self.brand(shelf)
      brand.colours = colours
      let sheet = StyleSheet(name: name, brand: brand, settings: .defaults)
      let canvas = try sheet.painted(shelf: shelf, fonts: fonts)
      #expect(canvas.width == 1600)
      guard let folder = getenv("DROPREEL_LOOK").map({ String(cString: $0) }) else { continue }
      let bytes = try canvas.png()
      let file = try #require(fopen("\(folder)/style-sheet-\(name).png", "wb"))
      #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
      fclose(file)
    }
  }
}
