import Production
import Testing

@testable import Outbox

/// What people read of the way from one version of a script to the next.
@Suite struct ChangesTests {
  /// As a person reads it: [taken out] and {come in}.
  private func marked(_ earlier: String, _ later: String) -> String {
    (ScriptChanges(from: earlier, to: later).pieces ?? []).map { piece in
      switch piece.fate {
      case .kept: piece.text
      case .out: "[\(piece.text)]"
      case .into: "{\(piece.text)}"
      }
    }.joined()
  }

  @Test func changesAreShownWordByWord() {
    #expect(marked("A b c d\nSame.\n", "A x c d\nSame.\n") == "A [b ]{x }c d\nSame.\n\n")
    #expect(marked("One.\nTwo.\n", "One.\nNew line.\nTwo.\n") == "One.\n{New }{line.}{\n}Two.\n\n")
    #expect(marked("same\n", "same\n") == "same\n\n")
    #expect(marked("gone", "") == "[gone]\n")
    let long = String(repeating: "A\n", count: 3000)
    #expect(ScriptChanges(from: long, to: long + "B").pieces == nil)
  }

  @Test func theTextMarksWordsAndLeavesLinesAlone() {
    #expect(ScriptChanges(from: "A b c d\nSame.\n", to: "A x c d\nSame.\n").text == "A [-b-] {+x+} c d\nSame.\n\n")
    #expect(ScriptChanges(from: "One.\nTwo.\n", to: "One.\nNew line.\nTwo.\n").text == "One.\n{+New line.+}\nTwo.\n\n")
    let long = String(repeating: "A\n", count: 3000)
    #expect(ScriptChanges(from: long, to: long + "B").text.contains("too long to be compared"))
  }

  @Test func thePageHoldsNobodysMarkup() throws {
    let page = ChangesPage(
      job: try Samples.job("interest"), earlier: 1, version: 2, changes: ScriptChanges(from: "A <b>x</b>", to: "A <script>x"))
    let source = String(decoding: page.bytes, as: UTF8.self)
    #expect(source.contains("A <del>&lt;b&gt;x&lt;/b&gt;</del><ins>&lt;script&gt;x</ins>"))
    #expect(!source.contains("<script"))
  }
}
