import Production
import Testing

@testable import Settings

@Suite struct MistakeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let line: Int
    let key: String
    let sentence: String
    var nearest: String?
    var value = ""
    var testDescription: String { text }
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    let text: String
    let line: Int
    var testDescription: String { String(text.prefix(40)) }
  }

  private func mistakes(_ text: String, client: Bool = true) throws -> SettingMistakes {
    let bytes = Array((text + (client ? "\n" + ConfigFileTests.client : "")).utf8)
    return try #require(throws: SettingMistakes.self) { _ = try ConfigFile(bytes, file: "config.toml") }
  }

  @Test func onePriceWithoutTheOtherIsAMistake() throws {
    for (given, missing) in [("in", "out"), ("out", "in")] {
      let model = "[[model]]\nname = \"a\"\nprovider = \"anthropic\"\nid = \"b\"\nmillion_\(given)_dollars = 2"
      let all = try mistakes(model).all
      #expect(all.map(\.key) == ["model.million_\(missing)_dollars"], "\(all)")
    }
  }

  @Test(arguments: [
    Case(
      text: "[intake]\nsetle_seconds = 2", line: 2, key: "intake.setle_seconds",
      sentence: "no setting \"setle_seconds\" in [intake]", nearest: "intake.settle_seconds", value: "2"),
    Case(
      text: "[intak]\nsettle_seconds = 2", line: 1, key: "intak", sentence: "no setting \"intak\" at the top", nearest: "intake",
      value: "{…}"),
    Case(
      text: "settle_seconds = 2", line: 1, key: "settle_seconds", sentence: "no setting \"settle_seconds\"",
      nearest: "intake.settle_seconds", value: "2"),
    Case(
      text: "[video]\nqwertyuiop = 1", line: 2, key: "video.qwertyuiop", sentence: "no setting \"qwertyuiop\" in [video]",
      value: "1"),
    Case(
      text: "\"intake.settle_seconds\" = 2", line: 1, key: "intake.settle_seconds",
      sentence: "no setting \"intake.settle_seconds\"", nearest: "intake.settle_seconds", value: "2"),
    Case(text: "clients = 2", line: 1, key: "clients", sentence: "no setting \"clients\"", nearest: "client", value: "2"),
    Case(
      text: "[intake]\nrescan_seconds = \"often\"", line: 2, key: "intake.rescan_seconds",
      sentence: "must be a number, but is a text", value: "\"often\""),
    Case(
      text: "[intake]\ncandidates = 1.5", line: 2, key: "intake.candidates", sentence: "must be a whole number, but is a number",
      value: "1.5"),
    Case(
      text: "[page]\ncta_url = \"http://example.com\"", line: 2, key: "page.cta_url", sentence: "must begin with https://",
      value: "\"http://example.com\""),
    Case(
      text: "[page]\ncta_url = \"javascript:alert(1)\"", line: 2, key: "page.cta_url", sentence: "must begin with https://",
      value: "\"javascript:alert(1)\""),
    Case(
      text: "[page]\ncta_url = \"https://me:secret@example.com\"", line: 2, key: "page.cta_url",
      sentence: "must be an address without spaces, and without a name or password in it",
      value: "\"https://me:secret@example.com\""),
    Case(
      text: "[page]\nbase_url = \"https://example.com/\"", line: 2, key: "page.base_url", sentence: "must not end with a slash",
      value: "\"https://example.com/\""),
    Case(
      text: "[alerts]\ncommand = \"/bin/tell me\"", line: 2, key: "alerts.command", sentence: "must be a list, but is a text",
      value: "\"/bin/tell me\""),
    Case(
      text: "[alerts]\ncommand = [\"tell\"]", line: 2, key: "alerts.command",
      sentence: "must begin with the whole path of a program", value: "[\"tell\"]"),
    Case(
      text: "[metrics]\nfile = \"a/b.prom\"", line: 2, key: "metrics.file", sentence: "must be a plain name, or a whole path",
      value: "\"a/b.prom\""),
    Case(
      text: "[metrics]\nfile = \"/tmp/../b\"", line: 2, key: "metrics.file", sentence: "must be a plain name, or a whole path",
      value: "\"/tmp/../b\""),
    Case(text: "[line]\npaused = \"yes\"", line: 2, key: "line.paused", sentence: "must be true or false", value: "\"yes\""),
    Case(text: "[line]\ntries = 1000", line: 2, key: "line.tries", sentence: "must be from 1 to 100, but is 1000", value: "1000"),
    Case(
      text: "[line]\ntries = -9223372036854775808", line: 2, key: "line.tries", sentence: "must be from 1 to 100",
      value: "-9223372036854775808"),
    Case(
      text: "[intake]\nsettle_seconds = nan", line: 2, key: "intake.settle_seconds",
      sentence: "must be from 0.1 to 3600, but is nan", value: "nan"),
    Case(text: "[intake]\nsettle_seconds = inf", line: 2, key: "intake.settle_seconds", sentence: "must be from", value: "inf"),
    Case(
      text: "[video]\nstyle = \"finanse\"", line: 2, key: "video.style", sentence: "cannot be \"finanse\"", nearest: "finance",
      value: "\"finanse\""),
    Case(
      text: "[video]\nformats = [\"tiktok\", \"tictok\"]", line: 2, key: "video.formats", sentence: "cannot be \"tictok\"",
      nearest: "tiktok", value: "[\"tiktok\", \"tictok\"]"),
    Case(text: "[video]\nformats = []", line: 2, key: "video.formats", sentence: "must not be empty", value: "[]"),
    Case(text: "[video]\nformats = \"tiktok\"", line: 2, key: "video.formats", sentence: "must be a list", value: "\"tiktok\""),
    Case(
      text: "[video]\nformats = [\"tiny\", \"tiny\"]", line: 2, key: "video.formats", sentence: "twice",
      value: "[\"tiny\", \"tiny\"]"),
    Case(
      text: "[video]\nlength_seconds = 200", line: 2, key: "video.length_seconds",
      sentence: "must not be more than longest_seconds, which is 120", value: "200"),
    Case(
      text: "[line]\nfirst_pause_seconds = 3000", line: 2, key: "line.first_pause_seconds", sentence: "longer than the longest"),
    Case(
      text: "[voices]\nquestioner.name = \"lerato\"", line: 2, key: "voices.questioner.name", sentence: "the other speaker",
      value: "\"Lerato\""),
    Case(
      text: "[voices]\nquestioner.character = \"../../etc\"", line: 2, key: "voices.questioner.character",
      sentence: "no name may have", value: "\"../../etc\""),
    Case(
      text: "[voices]\nquestioner.voice = \"-rf\"", line: 2, key: "voices.questioner.voice", sentence: "must not begin with",
      value: "\"-rf\""),
    Case(
      text: "[voices]\nquestioner.name = \"A\\u001b[2J\"", line: 2, key: "voices.questioner.name", sentence: "no name may have",
      value: "\"A\\u001B[2J\""),
    Case(
      text: "[voices]\nquestioner.name = \"\"", line: 2, key: "voices.questioner.name", sentence: "1 to 40 letters", value: "\"\""
    ),
    Case(text: "state = \"var/lib\"", line: 1, key: "state", sentence: "must be a whole path", value: "\"var/lib\""),
    Case(text: "state = \"/\"", line: 1, key: "state", sentence: "a folder of its own", value: "\"/\""),
    Case(text: "state = \"/a/../b\"", line: 1, key: "state", sentence: "without \"..\"", value: "\"/a/../b\""),
    Case(text: "state = 1979-05-27", line: 1, key: "state", sentence: "must be a text, but is a date", value: "a date"),
    Case(text: "intake = 3", line: 1, key: "intake", sentence: "must be a table, but is a whole number", value: "3"),
    Case(
      text: "state = \"/srv/shares\"", line: 4, key: "client.share",
      sentence: "the state folder \"/srv/shares\" lie one in the other", value: "\"/srv/shares/acme\""),
  ])
  func `A mistake says where it is and what is wrong`(example: Case) throws {
    let found = try mistakes(example.text)
    #expect(found.all.count == 1, "\(found)")
    let mistake = try #require(found.all.first)
    #expect(mistake.line == example.line)
    #expect(mistake.key == example.key)
    #expect(mistake.sentence.contains(example.sentence), "\(mistake.sentence)")
    #expect(mistake.nearest == example.nearest)
    #expect(mistake.value == example.value)
    #expect(!mistake.wayOut.isEmpty)
  }

  @Test(arguments: [
    ("", 1, "client is missing"),
    ("client = 3", 1, "double brackets"),
    ("[client]\nname = \"acme\"", 1, "double brackets"),
    ("client = [1]", 1, "must be a table"),
    ("[log]\n[[client]]\nshare = \"/s\"", 2, "name is missing"),
    ("[[client]]\nname = \"acme\"", 1, "share is missing"),
    ("[[client]]\nname = \"Acme Inc\"\nshare = \"/s\"", 2, "lower-case letters"),
    ("[[client]]\nname = \"acme\"\nshare = \"s\"", 3, "whole path"),
    ("[[client]]\nname = \"acme\"\nshare = \"/s\"\nshares = 1", 4, "no setting \"shares\""),
    (
      "[[client]]\nname = \"acme\"\nshare = \"/s\"\nlongest_seconds = 20\nlength_seconds = 30", 5,
      "more than longest_seconds, which is 20"
    ),
    ("[[client]]\nname = \"a\"\nshare = \"/s\"\n[[client]]\nname = \"a\"\nshare = \"/t\"", 5, "in line 2 too"),
    ("[[client]]\nname = \"a\"\nshare = \"/s\"\n[[client]]\nname = \"b\"\nshare = \"/s/\"", 6, "in line 3 too"),
    ("[[client]]\nname = \"a\"\nshare = \"/s\"\n[[client]]\nname = \"b\"\nshare = \"/s/t\"", 6, "one in the other"),
    ("[[client]]\nname = \"a\"\nshare = \"/s/t\"\n[[client]]\nname = \"b\"\nshare = \"/s\"", 6, "one in the other"),
  ])
  func `Clients are complete and apart`(text: String, line: Int, sentence: String) throws {
    let found = try mistakes(text, client: false)
    #expect(found.all.count == 1, "\(found)")
    #expect(found.all.first?.line == line)
    #expect(found.all.first?.sentence.contains(sentence) == true, "\(found)")
  }

  @Test func `Shares whose names only begin alike are apart`() throws {
    let text = "[[client]]\nname = \"a\"\nshare = \"/s/acme\"\n[[client]]\nname = \"b\"\nshare = \"/s/acme-2\""
    #expect(try ConfigFile(Array(text.utf8), file: "config.toml").settings.clients.count == 2)
  }

  @Test func `All mistakes come at once, in the order of the lines`() throws {
    let found = try mistakes("[video]\nstyle = \"fin\"\nformats = 3\n[intake]\ncandidates = 0\nfoo = 1\n[log]\nlevel = \"loud\"")
    #expect(found.all.map(\.line) == [2, 3, 5, 6, 8])
    let refusal = found.refusal
    #expect(refusal.sentence.hasPrefix("config.toml has 5 mistakes; the first is in line 2: video.style cannot be \"fin\"."))
    for line in [2, 3, 5, 6, 8] { #expect(refusal.detail.contains("config.toml:\(line):")) }
  }

  @Test(arguments: [
    Broken(text: "state = \"/a\"\nstate = \"/b\"", line: 2),
    Broken(text: "[intake]\nsettle_seconds = 2\n[log]\n[intake]\n", line: 4),
    Broken(text: "[video]\nstyle = finance", line: 2),
    Broken(text: "[video\n", line: 1),
    Broken(text: "[video]\nstyle = \"tech\"\n[.log]\nlevel = \"info\"", line: 3),
    Broken(text: "a = \"\u{0}\"", line: 1),
    Broken(text: "a = [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", line: 1),
    Broken(text: "\n" + String(repeating: "a.", count: 100_000) + "a = 1", line: 2),
    Broken(text: "[" + String(repeating: "a.", count: 50_000) + "a]", line: 1),
    Broken(
      text: "x = \"\"\"\"\"\"\"\" \ny = { z = \"\"\"\"\"\"\"\", " + String(repeating: "a.", count: 100_000) + "a = 1 }", line: 2),
    Broken(text: String(repeating: "# long\n", count: 100_000), line: 1),
  ])
  func `What is no TOML is one mistake with its line`(example: Broken) throws {
    let found = try mistakes(example.text)
    #expect(found.all.count == 1)
    #expect(found.all.first?.line == example.line, "\(found)")
    #expect(found.all.first?.key == "")
    #expect(found.refusal.sentence.hasPrefix("config.toml, line \(example.line): The file is not written as TOML: "))
  }

  @Test func `Dots in texts and comments are no depth`() throws {
    let dots = String(repeating: ".", count: 1000)
    let text = """
      # \(dots)
      a = "\(dots)\\"\(dots)"
      b = '\(dots)'
      c = \"\"\"
      \(dots) \\
      \(dots)\"\"\"\"\"
      d = '''\(dots)
      '''''
      e = [1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]
      """
    guard case .table(let entries) = try TomlSyntax.parse(Array(text.utf8)).content else {
      Issue.record("no table")
      return
    }
    #expect(entries.map(\.key) == ["a", "b", "c", "d", "e"])
    #expect(entries.map(\.place.line) == [2, 3, 4, 7, 9])
  }

  @Test func `A file of mistakes only is cut short`() throws {
    let found = try mistakes((0..<5000).map { "key\($0) = \($0)" }.joined(separator: "\n"))
    #expect(found.all.count == 100)
    #expect(found.omitted == 4900)
    #expect(found.refusal.sentence.contains("has 5000 mistakes"))
  }

  @Test func `UTF-16 is named`() {
    let bytes: [UInt8] = [0xFF, 0xFE] + "a=1".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let found = #expect(throws: SettingMistakes.self) { _ = try ConfigFile(bytes, file: "config.toml") }
    #expect(found?.all.first?.sentence.contains("save it as UTF-8") == true)
  }

  @Test(arguments: [
    ("setle_seconds", "settle_seconds"), ("stlye", "style"), ("STYLE", "style"), ("formats", nil), ("", nil),
    ("grace_secnods", "grace_seconds"), ("x", nil),
  ])
  func `The nearest word is found if it is near`(word: String, nearest: String?) {
    #expect(NearestWord.to(word, in: ["settle_seconds", "style", "grace_seconds", "share"]) == nearest)
  }

  @Test func `A word of ten thousand letters is not compared`() {
    let word = String(repeating: "s", count: 10_000)
    #expect(NearestWord.to(word, in: [word]) == nil)
  }
}
