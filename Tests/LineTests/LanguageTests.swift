import Production
import Rig
import StandIns
import Testing

/// Scripts in languages that no voice speaks: people are told before they approve.
@Suite(.timeLimit(.minutes(10))) struct LanguageTests {
  static let german = """
    # Warum das Wasser steigt

    Der Mond zieht das Wasser des Meeres zu sich hin. Das Wasser auf der nahen Seite steigt, und die Küste sieht eine Flut.
    Eine zweite Flut kommt auf der anderen Seite der Erde, etwa zwölf Stunden später. Die Sonne hilft dem Mond zweimal im Monat.
    """

  private func draft(_ settings: String, _ rig: Rig) async throws -> String {
    try rig.configure(clientLines: settings)
    try await rig.start()
    try rig.write(Self.german, to: "acme/inbox/Flut.md")
    try await rig.wait(for: "flut", toBe: .draft)
    let review = "acme/review/flut"
    try await rig.wait("the script") { rig.exists("\(review)/script.txt") }
    return review
  }

  private func note(_ start: String, in review: String, _ rig: Rig) throws -> String? {
    try rig.names(review).first { $0.hasPrefix(start) }.map { try rig.read("\(review)/\($0)") }
  }

  @Test func `It is said in the note and in the script, and can be approved all the same`() async throws {
    let rig = try Rig()
    let review = try await draft("", rig)
    try await rig.wait("the note") { try note("HOW TO APPROVE", in: review, rig) != nil }
    let words = try note("HOW TO APPROVE", in: review, rig) ?? ""
    #expect(words.contains("This script is in German, and no voice that is set up here speaks German"), "\(words)")
    let script = try rig.read("\(review)/script.txt")
    #expect(script.hasPrefix("#! ") && script.contains("speaks German") && script.contains("ElevenLabs"), "\(script)")
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait(for: "flut", toBe: .completed)
  }

  @Test func `Where it is refused, nothing is made of it`() async throws {
    let rig = try Rig()
    let review = try await draft("unknown_language = \"refuse\"", rig)
    // Whoever changes a word of it has not translated it.
    try rig.write(try rig.read("\(review)/script.txt").replacing("TITLE: ", with: "TITLE: Kurz: "), to: "\(review)/script.txt")
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait("the answer") { try note("NEEDS MENDING", in: review, rig) != nil }
    #expect(try note("NEEDS MENDING", in: review, rig)?.contains("speaks German") == true)
    #expect(try rig.story("flut")?.card.state == .draft)
  }

  @Test func `Where it is refused, a translation of it is made`() async throws {
    let rig = try Rig()
    let review = try await draft("unknown_language = \"refuse\"", rig)
    try rig.write(WholeWayTests.edited, to: "\(review)/script.txt")
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait(for: "flut", toBe: .completed)
  }

  @Test func `Where it is refused and nobody is asked, the drop fails with the reason`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "gates = []\nunknown_language = \"refuse\"")
    try await rig.start()
    try rig.write(Self.german, to: "acme/inbox/Flut.md")
    try await rig.wait(for: "flut", toBe: .failed)
    let folder = "acme/failed/Flut.md"
    try await rig.wait("the reason") { try rig.files("acme/failed").contains { $0.hasSuffix("WHY.txt") } }
    let why = try #require(try rig.files("acme/failed").first { $0.hasSuffix("WHY.txt") })
    #expect(try rig.read(why).contains("speaks German"), "\(folder)")
  }

  @Test func `Who says what language it is knows better`() async throws {
    let rig = try Rig()
    let review = try await draft("language = \"en\"", rig)
    try await rig.wait("the note") { try note("HOW TO APPROVE", in: review, rig) != nil }
    #expect(try note("HOW TO APPROVE", in: review, rig)?.contains("German") == false)
    #expect(try !rig.read("\(review)/script.txt").contains("speaks German"))
  }

  // MARK: - With an account of paid voices

  private static let dutch = """
    # Waarom het water stijgt

    De maan trekt het water van de zee naar zich toe. Het water aan de kant van de maan stijgt, en de kust ziet een vloed.
    Een tweede vloed komt aan de andere kant van de aarde, ongeveer twaalf uur later. De zon helpt de maan twee keer per maand.
    """

  private func start(_ document: String, voices: String) async throws -> (Rig, ElevenLabsServer, note: String) {
    let provider = try ElevenLabsServer(key: PaidVoiceTests.key)
    let rig = try Rig(secrets: ["elevenlabs": PaidVoiceTests.key])
    try rig.configure(
      more: """
        \(voices)
        [budget]
        month_dollars = 5
        [elevenlabs]
        url = "\(provider.url)"
        key = "elevenlabs"
        """)
    try await rig.start()
    try rig.write(document, to: "acme/inbox/water.md")
    try await rig.wait(for: "water", toBe: .draft)
    try await rig.wait("the note") { try note("HOW TO APPROVE", in: "acme/review/water", rig) != nil }
    return (rig, provider, try note("HOW TO APPROVE", in: "acme/review/water", rig) ?? "")
  }

  private static let paid = "[voices.questioner]\nvoice = \"professional-2\"\n[voices.explainer]\nvoice = \"professional-1\""

  @Test func `A paid voice whose model speaks it needs no word`() async throws {
    let (_, _, note) = try await start(Self.german, voices: Self.paid)
    #expect(!note.contains("German") && note.contains("$"), "\(note)")
  }

  @Test func `A language that the account's model does not speak is told before approval`() async throws {
    let (rig, provider, note) = try await start(Self.dutch, voices: Self.paid)
    let words = "This script is in Dutch, and the model eleven_multilingual_v2 of the ElevenLabs account does not speak Dutch"
    #expect(note.contains(words), "\(note)")
    #expect(try rig.read("acme/review/water/script.txt").contains("elevenlabs.model"))
    #expect(provider.asked.isEmpty)
  }

  @Test func `An account that may speak it is named, and nothing is bought by itself`() async throws {
    let (rig, provider, note) = try await start(Self.german, voices: "")
    #expect(note.contains("no voice that is set up here speaks German"), "\(note)")
    let script = try rig.read("acme/review/water/script.txt")
    #expect(script.contains("voice = \"professional-1\" below [explainer] in folder.toml"), "\(script)")
    try rig.move("acme/review/water/script.txt", to: "acme/review/water/script approved.txt")
    try await rig.wait(for: "water", toBe: .completed)
    #expect(provider.heard.isEmpty)
  }
}
