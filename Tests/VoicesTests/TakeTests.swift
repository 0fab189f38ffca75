import Production
import Speech
import Synchronization
import Testing
import Voices

/// What a take is known by, and that a line which is kept is not said again.
@Suite struct TakeTests {
  private func key(
    _ text: String = "Who lifts the sea?", voice: String = "slt", engine: VoiceCard.Engine = .flite, edition: String = "2.2"
  ) -> TakeKey { TakeKey(saying: text, voice: voice, engine: engine, edition: edition) }

  @Test func allThatDecidesHowALineSoundsIsInItsKey() {
    let keys: Set = [
      key(), key("Who lifts the sea!"), key("who lifts the sea?"), key(voice: "rms"), key(engine: .host), key(edition: "2.3"),
      // What belongs to one field never counts as part of the next.
      key("Who lifts the sea?slt", voice: ""), key("", voice: "Who lifts the sea?slt"),
    ]
    #expect(keys.count == 8)
  }

  @Test func spacesAndTheWayAccentsAreWrittenAreNot() {
    #expect(key("  Who lifts\nthe\t sea? ") == key())
    #expect(key("Caf\u{e9}") == key("Cafe\u{301}"))
  }

  /// Another key for the same line would have everything said, and paid, once more: then the number of the form has changed.
  @Test func aKeyIsTheSameForYears() {
    #expect(key().digest.hex == "8373320fe5c85e4f98836f468e4ab43e18e914b8da9c15e22ef85e1cb26eadf4")
  }

  @Test func whatIsKeptIsNotSaidAgain() throws {
    let shelf = Shelf()
    let first = try Speaker(host: nil).speak(dialogue, keeping: shelf)
    #expect(first.tally == tally(lines: 3, known: 0, characters: 18 + 20 + 8))
    #expect(shelf.keptCount == 3 && shelf.labels.contains(TakeLabel(engine: "flite", voice: "rms", characters: 18)))

    let again = try Speaker(host: nil).speak(dialogue, keeping: shelf)
    #expect(again.samples == first.samples && again.voiceover == first.voiceover)
    #expect(again.tally == tally(lines: 3, known: 3, characters: 0) && shelf.keptCount == 3)

    // One line changed is one line said, wherever it stands.
    let edited = [dialogue[0], line(1, "slt", "The moon does."), dialogue[2]]
    let changed = try Speaker(host: nil).speak(edited, keeping: shelf)
    #expect(changed.tally == tally(lines: 3, known: 2, characters: 14) && shelf.keptCount == 4)
    #expect(try changed.samples == Speaker(host: nil).speak(edited).samples)
  }

  @Test func theSameLineTwiceIsSaidOnce() throws {
    let shelf = Shelf()
    let recording = try Speaker(host: nil).speak(
      [line(0, "slt", "Yes."), line(1, "rms", "Yes."), line(2, "slt", " Yes. ")], keeping: shelf)
    #expect(recording.tally == tally(lines: 3, known: 1, characters: 8) && shelf.keptCount == 2)
    #expect(recording.voiceover.lines.count == 3)
  }

  /// A take of other words, as a damaged or mistaken shelf would give.
  @Test func aTakeThatDoesNotFitIsSaidAnew() throws {
    let shelf = Shelf()
    let first = try Speaker(host: nil).speak(dialogue, keeping: shelf)
    let keys = Array(shelf.takes.keys)
    shelf.takes[keys[0]] = shelf.takes[keys[1]]
    let again = try Speaker(host: nil).speak(dialogue, keeping: shelf)
    #expect(again.samples == first.samples && again.tally.known == 2)
  }

  @Test func howManySpeakAtOnceChangesNothing() throws {
    let lines = (0..<9).map { line($0, $0 % 2 == 0 ? "slt" : "rms", "This is line number \($0) of nine.") }
    var heard: [Double] = []
    let shelf = Shelf()
    let both = try Speaker(host: nil, atOnce: 2).speak(lines, keeping: shelf) { fraction, _ in heard.append(fraction) }
    #expect(try both.samples == Speaker(host: nil, atOnce: 1).speak(lines).samples)
    #expect(heard == heard.sorted() && heard.first == 0 && heard.last == 1)
  }

  /// What was finished when another line could not be said is kept all the same.
  @Test func aLineThatCannotBeSaidIsNamedAndTheOthersAreKept() throws {
    let shelf = Shelf()
    let lines = [dialogue[0], line(1, "slt", String(repeating: "word ", count: 2000)), dialogue[2]]
    do {
      _ = try Speaker(host: nil).speak(lines, keeping: shelf)
      Issue.record("a line of 10000 characters was said")
    } catch {
      #expect(error.utterance == lines[1])
    }
    #expect(shelf.keptCount >= 1)
  }

  private let dialogue = [
    line(0, "rms", "Who lifts the sea?"), line(1, "slt", "The quiet moon does."), line(2, "slt", "Look up."),
  ]

  private func tally(lines: Int, known: Int, characters: Int) -> TakeTally {
    var tally = TakeTally()
    (tally.lines, tally.known, tally.characters) = (lines, known, characters)
    return tally
  }
}

private func line(_ number: Int, _ voice: String, _ text: String) -> Utterance {
  Utterance(part: .line(number), speaker: "L", voice: voice, text: text)
}

/// A shelf in memory.
private final class Shelf: TakeShelf {
  var takes: [TakeKey: Take] = [:]
  private(set) var labels: [TakeLabel] = []
  var keptCount: Int { labels.count }

  func take(_ key: TakeKey) -> Take? { takes[key] }

  func keep(_ take: Take, as key: TakeKey, _ label: TakeLabel) {
    takes[key] = take
    labels.append(label)
  }
}
