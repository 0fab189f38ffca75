import Digests
import Files
import Glibc
import Media
import Production
import Rig
import Testing

/// What people drop into assets/: used when it is good, explained beside it when it is not, and gone when it is deleted.
@Suite(.timeLimit(.minutes(10))) struct AssetTests {
  static let green = figure("#00ff00")

  static func figure(_ colour: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 500">
    <rect x="60" y="20" width="180" height="470" rx="60" fill="\(colour)"/></svg>
    """
  }

  static func makeFolders(_ path: String, _ rig: Rig) throws {
    var place = ""
    for part in path.split(separator: "/") {
      place += place.isEmpty ? String(part) : "/\(part)"
      if !rig.exists(place) { try rig.makeFolder(place) }
    }
  }

  private func start(_ clientLines: String = "") async throws -> Rig {
    let rig = try Rig()
    try rig.configure(review: "gates = []", clientLines: clientLines)
    try await rig.start()
    try Self.makeFolders("acme/assets/icons", rig)
    return rig
  }

  @Test func `A bad file is explained beside it until it is mended or gone`() async throws {
    let rig = try await start()
    let (star, moon) = ("acme/assets/icons/star.svg", "acme/assets/icons/moon.png")
    try rig.write("This is no picture.", to: star)
    try rig.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], to: moon)
    try rig.write("Nothing of ours.", to: "acme/assets/icons/LICENCE.txt")
    try await rig.wait("the notes") { rig.exists("\(star) - WHY.txt") && rig.exists("\(moon) - WHY.txt") }
    #expect(
      try rig.read("\(star) - WHY.txt").hasPrefix(
        "star.svg cannot be read as a picture.\nSave it again as SVG, PNG, WebP, JPEG or Lottie."))
    try rig.write(Self.green, to: star)
    try rig.remove(moon)
    try await rig.wait("the notes to go") { rig.names("acme/assets/icons") == ["LICENCE.txt", "star.svg"] }
  }

  @Test func `What lies in the wrong place or has a bad name is told with the right one`() async throws {
    let rig = try await start()
    try Self.makeFolders("acme/assets/backgrounds", rig)
    try rig.write(Self.green, to: "acme/assets/star.svg")
    try rig.write(Self.green, to: "acme/assets/icons/Shooting star!.svg")
    try rig.write(Self.green, to: "acme/assets/backgrounds/sunset.svg")
    try rig.write("GIF89a", to: "acme/assets/icons/old.gif")
    try await rig.wait("the notes") {
      try rig.files("acme/assets").count { $0.hasSuffix(" - WHY.txt") } == 4
    }
    #expect(try rig.read("acme/assets/star.svg - WHY.txt").contains("characters/NAME/, backgrounds/, icons/"))
    #expect(try rig.read("acme/assets/icons/Shooting star!.svg - WHY.txt").contains("for example \"shooting-star\""))
    #expect(try rig.read("acme/assets/backgrounds/sunset.svg - WHY.txt").contains("motivation, finance, tech, educational"))
    #expect(try rig.read("acme/assets/icons/old.gif - WHY.txt").contains(".svg, .png"))
  }

  @Test func `A note that somebody wrote into is theirs, and one that was thrown away stays away`() async throws {
    let rig = try await start()
    let note = "acme/assets/icons/star.svg - WHY.txt"
    try rig.write("This is no picture.", to: "acme/assets/icons/star.svg")
    try rig.write("Nor is this.", to: "acme/assets/icons/moon.svg")
    try await rig.wait("the notes") { rig.exists(note) && rig.exists("acme/assets/icons/moon.svg - WHY.txt") }
    try rig.write("I have seen it.", to: note)
    // The next one stands beside theirs, and goes when its reason does.
    try rig.write("This is no picture, either.", to: "acme/assets/icons/star.svg")
    try await rig.wait("the second note") { rig.exists("acme/assets/icons/star.svg - WHY (2).txt") }
    try rig.remove("acme/assets/icons/moon.svg - WHY.txt")
    try rig.remove("acme/assets/icons/star.svg")
    try await rig.settle()
    #expect(rig.names("acme/assets/icons") == ["moon.svg", "star.svg - WHY.txt"])
    try await rig.stop()
    try await rig.start()
    try await rig.settle()
    #expect(rig.names("acme/assets/icons") == ["moon.svg", "star.svg - WHY.txt"])
  }

  @Test func `A character of one's own is seen in the film, and one that changes in the next`() async throws {
    let rig = try await start("[client.explainer]\ncharacter = \"owl\"")
    try Self.makeFolders("acme/assets/characters/owl", rig)
    try rig.write(Self.green, to: "acme/assets/characters/owl/standing.SVG")
    let first = try await film("one", rig)
    #expect(first.green > 200 && first.blue == 0, "\(first)")
    try rig.write(Self.figure("#0000ff"), to: "acme/assets/characters/owl/standing.SVG")
    // It is taken over when it rests.
    try await rig.settle()
    let second = try await film("two", rig)
    #expect(second.blue > 200 && second.green == 0, "\(second)")
  }

  @Test func `Of a file that is saved again and again only the last version is kept`() async throws {
    let rig = try await start()
    let versions = ["#00ff00", "#0000ff", "#ff0000"].map(Self.figure)
    for version in versions {
      try rig.write(version, to: "acme/assets/icons/star.svg")
      #expect(try await rig.run("assets").code == 0)
    }
    #expect(versions.map { isStored($0, rig) } == [false, false, true])
    try rig.remove("acme/assets/icons/star.svg")
    try await rig.wait("the last one to go") { !isStored(versions[2], rig) }
  }

  private func isStored(_ text: String, _ rig: Rig) -> Bool {
    let digest = Digest(of: Array(text.utf8)).hex
    return rig.exists("state/content/\(digest.prefix(2))/\(digest)")
  }

  @Test func `A link is not followed`() async throws {
    let rig = try await start()
    try Self.makeFolders("acme/assets/characters", rig)
    try Self.makeFolders("elsewhere", rig)
    try rig.write("This is no picture.", to: "elsewhere/standing.svg")
    symlink("\(rig.path)/elsewhere", "\(rig.path)/acme/assets/characters/owl")
    symlink("\(rig.path)/elsewhere/standing.svg", "\(rig.path)/acme/assets/icons/star.svg")
    try rig.write("Nor is this.", to: "acme/assets/icons/zebra.svg")
    try await rig.wait("the note on what is no link") { rig.exists("acme/assets/icons/zebra.svg - WHY.txt") }
    try await rig.settle()
    #expect(rig.names("acme/assets/icons") == ["star.svg", "zebra.svg", "zebra.svg - WHY.txt"])
    #expect(rig.names("elsewhere") == ["standing.svg"] && rig.names("acme/assets/characters") == ["owl"])
  }

  @Test func `Files that are called alike are two, and both are known`() async throws {
    let rig = try await start()
    // The same letter, as one and as two; a letter of an old zip that no one can read, twice; an ending in both cases.
    try Self.write(Self.green, as: Array("\u{E9}.svg".utf8), rig)
    try Self.write(Self.green, as: Array("e\u{301}.svg".utf8), rig)
    try Self.write(Self.green, as: [0xE9] + Array(".svg".utf8), rig)
    try Self.write(Self.green, as: [0xE8] + Array(".svg".utf8), rig)
    try Self.write(Self.green, as: Array("star.svg".utf8), rig)
    try Self.write("This is no picture.", as: Array("star.SVG".utf8), rig)
    // Those that are called alike are looked at one after the other.
    try await rig.wait("the note") { rig.exists("acme/assets/icons/star.SVG - WHY.txt") }
    try await rig.settle()
    let listed = try await rig.run("assets", "--json")
    #expect(listed.output.split(separator: "\"path\"").count == 7, "\(listed)")
    let first = try inode(of: "state/assets/acme", rig)
    try await rig.settle()
    #expect(try inode(of: "state/assets/acme", rig) == first, "nothing is looked at anew")
    #expect(rig.exists("acme/assets/icons/star.SVG - WHY.txt") && !rig.exists("acme/assets/icons/star.svg - WHY.txt"))
  }

  @Test func `A library of pictures is not looked through, and what lies too deep is told`() async throws {
    let rig = try await start()
    try Self.makeFolders("acme/assets/brands/spring/fonts/inter", rig)
    try rig.write("", to: "acme/assets/brands/spring/fonts/inter/Inter.ttf")
    try await rig.wait("the note") { rig.exists("acme/assets/brands/spring/fonts/inter - WHY.txt") }
    #expect(try await !rig.run("status").output.contains("assets in assets/"))
    for number in 0...10_000 { try rig.write("", to: "acme/assets/icons/\(number).txt") }
    try await rig.wait("the page to say so") { try rig.read("acme/STATUS.html").contains("more than 1000 assets") }
  }

  private static func write(_ text: String, as name: [UInt8], _ rig: Rig) throws {
    let icons = try Folder.open("\(rig.path)/acme/assets/icons")
    let name = try #require(FileName(bytes: name))
    try icons.write(name, Array(text.utf8))
  }

  private func inode(of path: String, _ rig: Rig) throws -> UInt64 {
    let place = path.split(separator: "/").map(String.init)
    let folder = try Folder.open("\(rig.path)/\(place.dropLast().joined(separator: "/"))")
    let name = try #require(FileName(place[place.count - 1]))
    return try #require(try folder.status(of: name)).inode
  }

  /// The pixels of plain colours in a frame of the last scene but one.
  private func film(_ name: String, _ rig: Rig) async throws -> (green: Int, blue: Int) {
    try rig.write(DecisionTests.script("Is \(name) green?"), to: "acme/inbox/\(name).txt")
    try await rig.wait(for: name, toBe: .completed)
    var reader = try MovieReader(path: "\(rig.path)/acme/outbox/\(name)/\(name).tiny.mp4")
    var most = (green: 0, blue: 0)
    while let piece = try reader.next() {
      guard case .picture(let picture) = consume piece else { continue }
      let pixels = try picture.bgra()
      var count = (green: 0, blue: 0)
      for pixel in stride(from: 0, to: pixels.count, by: 4) {
        let (blue, green, red) = (pixels[pixel], pixels[pixel + 1], pixels[pixel + 2])
        if green > 200, red < 80, blue < 80 { count.green += 1 }
        if blue > 200, red < 80, green < 80 { count.blue += 1 }
      }
      most = (max(most.green, count.green), max(most.blue, count.blue))
    }
    return most
  }
}
