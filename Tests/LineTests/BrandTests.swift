import Media
import Production
import Rig
import Testing

/// A client's brand, from its folder to the film.
@Suite(.timeLimit(.minutes(10))) struct BrandTests {
  private static let brand = """
    music = "none"
    [colours]
    primary = "#003d00"
    secondary = "#00a000"
    accent = "#ffff00"
    background = "#008800"
    """

  /// Wide, as it is only a few lines high in a film that is made in seconds.
  private static let logo = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"><rect width="400" height="100" fill="#ff00ff"/></svg>
    """

  private func start() async throws -> Rig {
    let rig = try Rig()
    try rig.configure(review: "gates = []", music: "")
    try AssetTests.makeFolders("acme/assets/brands/spring", rig)
    try rig.write(Self.brand, to: "acme/assets/brands/spring/brand.toml")
    try rig.write(Self.logo, to: "acme/assets/brands/spring/logo.svg")
    try await rig.start()
    return rig
  }

  @Test func `Its colours and its logo are in the film`() async throws {
    let rig = try await start()
    try await rig.settle()
    try rig.write("brand = \"spring\"\n", to: "acme/inbox/folder.toml")
    try rig.write(DecisionTests.script("Is it green?"), to: "acme/inbox/one.txt")
    try await rig.wait(for: "one", toBe: .completed)
    #expect(try rig.story("one")?.settings.music == "none")
    var reader = try MovieReader(path: "\(rig.path)/acme/outbox/one/one.tiny.mp4")
    var (green, logo, most) = (0, 0, 0)
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      let pixels = try picture.bgra()
      var count = (green: 0, logo: 0)
      for pixel in stride(from: 0, to: pixels.count, by: 4) {
        let (blue, green, red) = (pixels[pixel], pixels[pixel + 1], pixels[pixel + 2])
        if green > 90, blue < 60, red < 60 { count.green += 1 }
        if red > 150, blue > 150, green < 90 { count.logo += 1 }
      }
      (green, logo, most) = (max(green, count.green), max(logo, count.logo), pixels.count / 4)
    }
    #expect(green > most / 4 && logo > 0, "\(green) and \(logo) of \(most)")
    let page = try rig.read("acme/outbox/one/share-page/index.html")
    #expect(page.contains("--band: #008800;") && page.contains("--button: #ffff00;") && page.contains("--button-ink: #000000;"))
    #expect(page.contains("src=\"./logo.png\" alt=\"spring\""))
    #expect(try rig.bytes("acme/outbox/one/share-page/logo.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  /// Blue pictures of 320 x 240 with a tone.
  private static func writeVideo(_ seconds: Double, to path: String) throws {
    let track = VideoTrack(width: 320, height: 240, framesPerSecond: 25)
    var encoder = try SceneEncoder.open(track, file: path)
    let blue = (0..<320 * 240).flatMap { _ -> [UInt8] in [255, 0, 0, 255] }
    var picture = try PlanarPicture(track, file: path)
    try picture.draw(blue.span.bytes, stride: 320 * 4)
    try encoder.show(picture, count: Int(seconds * 25))
    let scene = try encoder.finish()
    var sound = try SoundEncoder(SoundTrack(), file: path)
    let tone = (0..<Int(seconds * 48_000)).map { Float(($0 / 50) % 2 == 0 ? 0.1 : -0.1) }
    try sound.hear(tone.span)
    var writer = try MovieWriter(path: path, video: track, parameters: scene.parameters, sound: try sound.finish())
    try writer.append(scene)
    try writer.finish()
  }

  @Test func `Its intro and its outro are around the film, and the words come after`() async throws {
    let rig = try await start()
    let folder = "acme/assets/brands/spring"
    try Self.writeVideo(1.2, to: "\(rig.path)/\(folder)/intro.mp4")
    try Self.writeVideo(20, to: "\(rig.path)/\(folder)/long.mp4")
    try rig.write(AssetTests.figure("#0000ff"), to: "\(folder)/thanks.svg")
    try rig.write("outro = \"thanks.svg\"\n" + Self.brand, to: "\(folder)/brand.toml")
    try await rig.wait("the note") { rig.exists("\(folder)/long.mp4 - WHY.txt") }
    #expect(try rig.read("\(folder)/long.mp4 - WHY.txt").hasPrefix("long.mp4 is 20 s long.\nUse one of at most 15 s."))
    try await rig.settle()
    try rig.write("brand = \"spring\"\n", to: "acme/inbox/folder.toml")
    try rig.write(DecisionTests.script("Is it blue?"), to: "acme/inbox/one.txt")
    try await rig.wait(for: "one", toBe: .completed)
    var reader = try MovieReader(path: "\(rig.path)/acme/outbox/one/one.tiny.mp4")
    let captions = try rig.read("acme/outbox/one/captions.srt")
    let length = try #require(reader.facts.duration?.seconds)
    var number = 0
    var blue: [Int] = []
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      let pixels = try picture.bgra()
      let middle = (96 * 108 + 54) * 4
      if pixels[middle] > 200, pixels[middle + 1] < 60, pixels[middle + 2] < 60 { blue.append(number) }
      number += 1
    }
    #expect(blue.count == 12 + 30 && blue.prefix(12) == Array(0..<12)[...] && blue.last == number - 1, "\(blue) of \(number)")
    #expect(abs(length - Double(number) / 10) < 0.1)
    // The first words are said 0.2 to 0.6 seconds after the intro.
    let first = try #require(captions.split(separator: "\n").first { $0.contains("-->") })
    #expect(first.hasPrefix("00:00:01,") && (300...900).contains(Int(first.dropFirst(9).prefix(3)) ?? 0), "\(first)")
    let facts = try rig.read("acme/outbox/one/receipt.json")
    #expect(facts.contains("intro.mp4, 1.2 s") && facts.contains("thanks.svg, 3 s"))
  }

  @Test func `Before anybody approves, they are seen and counted`() async throws {
    let rig = try Rig()
    try rig.configure(previews: true)
    try AssetTests.makeFolders("acme/assets/brands/spring", rig)
    for name in ["intro", "outro"] { try rig.write(AssetTests.figure("#0000ff"), to: "acme/assets/brands/spring/\(name).svg") }
    try await rig.start()
    try await rig.settle()
    func pictures(_ job: String) async throws -> Int {
      try rig.write(DecisionTests.script("Is it blue?"), to: "acme/inbox/\(job).script.txt")
      try await rig.wait("the preview") { rig.exists("acme/review/\(job)/preview.mp4") }
      return try MovieReader(path: "\(rig.path)/acme/review/\(job)/preview.mp4").playThrough().pictures
    }
    func seconds(_ job: String) -> Int {
      let note = rig.names("acme/review/\(job)").first { $0.hasPrefix("HOW TO APPROVE - ") } ?? ""
      return Int(note.dropFirst("HOW TO APPROVE - ".count).prefix { $0.isNumber }) ?? 0
    }
    let plain = try await pictures("plain")
    try rig.write("brand = \"spring\"\n", to: "acme/inbox/folder.toml")
    // Three seconds each, ten pictures a second.
    let dressed = try await pictures("dressed")
    #expect(dressed == plain + 60)
    try await rig.wait("the note to count them") { (5...7).contains(seconds("dressed") - seconds("plain")) }
  }

  @Test func `Checking it tells its mistakes and lays a sheet beside it`() async throws {
    let rig = try await start()
    let good = try await rig.run("brands", "check", "spring")
    #expect(good.code == 0 && good.output.contains("Drawn: assets/brands/spring/style-sheet.png"), "\(good)")
    let sheet = "acme/assets/brands/spring/style-sheet.png"
    let first = try rig.bytes(sheet)
    #expect(first.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    try rig.write(
      Self.brand.replacing("#003d00", with: "#3d0000") + "\n[fonts]\nheading = \"No Such Font\"\n",
      to: "acme/assets/brands/spring/brand.toml")
    let other = try await rig.run("brands", "check")
    #expect(other.output.contains("The heading font \"No Such Font\" of the brand spring is not there"), "\(other)")
    #expect(try rig.bytes(sheet) != first)
    // One with a mistake is not used, and said to be so; somebody's own file is never drawn over.
    try rig.write("[colours]\nprimry = \"#fff\"\n", to: "acme/assets/brands/spring/brand.toml")
    try rig.write("mine", to: sheet)
    let bad = try await rig.run("brands", "check", "spring", "--json")
    #expect(bad.code == 1 && bad.output.contains("colours.primary") && bad.output.contains("is a file of yours"), "\(bad)")
    #expect(try rig.read(sheet) == "mine")
    let missing = try await rig.run("brands", "check", "autumn")
    #expect(missing.code == 1 && missing.errors.contains("There is: spring."), "\(missing)")
  }

  @Test func `All assets are listed with what was found in them`() async throws {
    let rig = try await start()
    try AssetTests.makeFolders("acme/assets/icons", rig)
    try rig.write(AssetTests.green, to: "acme/assets/icons/star.svg")
    try rig.write("no", to: "acme/assets/icons/moon.svg")
    let listed = try await rig.run("assets")
    #expect(listed.code == 1)
    for words in ["brands/spring/brand.toml", "icons/star.svg", "drawing, transparent", "moon.svg cannot be read as a picture."] {
      #expect(listed.output.contains(words), "\(words) in \(listed)")
    }
    try rig.remove("acme/assets/icons/moon.svg")
    let json = try await rig.run("assets", "--client", "acme", "--json")
    #expect(json.code == 0 && json.output.contains("\"path\" : \"icons/star.svg\"") && !json.output.contains("moon"), "\(json)")
    #expect(try await rig.run("brands").output.contains("acme/spring: brand.toml, logo.svg"))
  }
}
