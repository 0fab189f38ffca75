import Media
import Production
import Rig
import Testing

/// Several formats of one video, and what their platforms take.
@Suite(.timeLimit(.minutes(10))) struct FormatTests {
  /// About 75 seconds to say.
  static let long: String = {
    let line = "The water of the sea rises and falls two times on every day, because the moon pulls at it from far away. "
    let lines = (1...9).map { "\($0 % 2 == 0 ? "THABO" : "LERATO"): \(line)That was number \($0).\n" }
    return "TITLE: A long walk\n\n" + lines.joined() + "TAKEAWAY: Walk on.\n"
  }()

  private func drop(_ script: String, formats: String, as name: String, _ rig: Rig) async throws {
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/asked")
    try rig.write("formats = \(formats)\nlongest_seconds = 180\n", to: "acme/inbox/asked/folder.toml")
    try rig.write(script, to: "acme/inbox/asked/\(name).script.txt")
    try await rig.wait(for: "\(name)", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/\(name)/script.txt") }
  }

  @Test func `What a platform does not take is said before, and the others are delivered`() async throws {
    let rig = try Rig()
    try await drop(Self.long, formats: #"["instagram_post", "tiny"]"#, as: "walk", rig)
    func note() -> String? { rig.names("acme/review/walk").first { $0.hasPrefix("HOW TO APPROVE") } }
    try await rig.wait("the note") { note() != nil }
    let words = try rig.read("acme/review/walk/\(note() ?? "")")
    #expect(words.contains("It will not be made for instagram_post: the Instagram feed takes no video over 60 s"), "\(words)")
    #expect(!words.contains("for tiny"))
    try rig.move("acme/review/walk/script.txt", to: "acme/review/walk/script approved.txt")
    try await rig.wait(for: "walk", toBe: .completed)
    let names = rig.names("acme/outbox/walk")
    #expect(names.contains("walk.tiny.mp4") && !names.contains { $0.contains("instagram") }, "\(names)")
    let checks = try rig.read("acme/outbox/walk/checks.txt")
    #expect(checks.contains("instagram_post.mp4, for the Instagram feed: NOT MADE"), "\(checks)")
    #expect(checks.contains("tiny.mp4, for any place: PASS") && checks.contains("  PASS  index first, no edit list"), "\(checks)")
    #expect(try rig.read("acme/outbox/walk/receipt.json").contains("instagram_post.not_made"))
  }

  @Test func `A script that no asked platform takes is not approved`() async throws {
    let rig = try Rig()
    try await drop(Self.long, formats: #"["instagram_post", "instagram_portrait"]"#, as: "walk", rig)
    #expect(try rig.read("acme/review/walk/script.txt").contains("a video may be 60 s long"))
  }

  @Test func `Formats that look alike are drawn once`() async throws {
    let rig = try Rig()
    let script = "TITLE: Two\n\nLERATO: One film is drawn once, and then it lies there twice.\n"
    try await drop(script, formats: #"["youtube_short", "instagram_reel"]"#, as: "two", rig)
    try rig.move("acme/review/two/script.txt", to: "acme/review/two/script approved.txt")
    try await rig.wait(for: "two", toBe: .completed)
    let films = try ["youtube_short", "instagram_reel"].map { try rig.bytes("acme/outbox/two/two.\($0).mp4") }
    #expect(films[0] == films[1] && films[0].count > 10_000)
    let checks = try rig.read("acme/outbox/two/checks.txt")
    #expect(checks.contains("youtube_short.mp4, for YouTube Shorts: PASS"), "\(checks)")
    #expect(checks.contains("instagram_reel.mp4, for Instagram Reels: PASS"), "\(checks)")
  }

  @Test func `The formats are listed with what their platforms take`() async throws {
    let rig = try Rig()
    try rig.configure()
    let list = try await rig.run("formats")
    #expect(list.code == 0 && list.output.contains("as of \(Platform.asOf)"), "\(list)")
    for format in VideoFormat.all { #expect(list.output.contains("\(format.name) ")) }
    let json = try await rig.run("formats", "--json").output
    #expect(json.contains(#""name":"instagram_post""#) || json.contains(#""name" : "instagram_post""#), "\(json)")
    #expect(json.contains("longestSeconds"))
  }
}
