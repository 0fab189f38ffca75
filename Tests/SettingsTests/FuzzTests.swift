import Production
import Testing

@testable import Settings

/// Whatever the bytes are, the answer is settings or mistakes.
@Suite struct FuzzTests {
  /// The same numbers in every run, so that what failed once fails again.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let valid = Array(
    """
    state = "/var/lib/dropreel"
    [line.at_once]
    script = 2
    [video]
    formats = ["tiktok", 'tiny']
    style = \"\"\"finance\"\"\"
    length_seconds = 4_5.5e0
    when = 1979-05-27T07:32:00.5+01:30
    [voices]
    questioner = { name = "Th\\u00e4bo", a.b.c = [0x1F, 0o7, 0b1, nan, -inf, true] }
    [[client]]
    name = "acme"
    share = "/srv/acme"
    [client.explainer]
    voice = '''heart'''

    """.utf8)

  private func read(_ bytes: [UInt8]) {
    do throws(SettingMistakes) {
      _ = try FolderSettings.decode(bytes, file: "folder.toml", over: .defaults)
    } catch {
      check(error)
    }
    do throws(SettingMistakes) {
      _ = try ConfigFile(bytes, file: "config.toml")
    } catch {
      check(error)
    }
  }

  private func check(_ found: SettingMistakes) {
    let isTold = !found.all.isEmpty && found.all.allSatisfy { $0.line >= 1 && !$0.sentence.isEmpty && !$0.wayOut.isEmpty }
    #expect(isTold, "\(found)")
  }

  @Test func `Random bytes are answered`() {
    var dice = Dice(state: 1)
    for _ in 0..<3000 {
      let length = Int.random(in: 0...200, using: &dice)
      read((0..<length).map { _ in UInt8.random(in: 0...255, using: &dice) })
    }
  }

  @Test func `Words of TOML in any order are answered`() {
    var dice = Dice(state: 2)
    let words = [
      "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "\"", "'", "\"\"\"", "'''", "\\", "\\u", "\\UFFFFFFFF", "#", "\n", "\r\n",
      " ", "\t",
      "style", "client", "a", "1", "-", "+", "_", "e", "1979-05-27", "07:32:00", "T", "Z", "inf", "nan", "true", "0x", "\u{FEFF}",
      "é", "\u{0}",
    ]
    for _ in 0..<4000 {
      let length = Int.random(in: 1...40, using: &dice)
      let text = (0..<length).map { _ in words.randomElement(using: &dice) ?? "" }.joined()
      read(Array(text.utf8))
    }
  }

  @Test func `Damaged settings are answered`() {
    var dice = Dice(state: 3)
    for _ in 0..<4000 {
      var bytes = Self.valid
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes.randomElement(using: &dice) ?? 0, at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        }
        if bytes.isEmpty { bytes = [0] }
      }
      read(bytes)
    }
  }
}
