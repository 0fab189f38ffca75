import Production
import Testing
import Views

@Suite("Tables of views")
struct ViewTableTests {
  private func read(_ text: String, lines: Bool = false) -> (views: [ViewFragment], table: ViewTable) {
    var table = ViewTable(key: [1, 2, 3], marks: Reading.marks())
    var views: [ViewFragment] = []
    if lines {
      table.read(lines: Array(text.utf8)) { views.append($0) }
    } else {
      table.read(csv: Array(text.utf8)) { views.append($0) }
    }
    return (views, table)
  }

  @Test("Columns are known by what people call them, and the same row is the same view")
  func csv() {
    let text = """
      Video;Watched at;Viewer;Percent watched;Device;utm_campaign;Clicked
      demo;2026-11-20 10:15:42;ann@example.org;45 %;phone;spring;yes
      demo;2026-11-20T10:15:42Z;bob@example.org;100;computer;=cmd;0
      demo;yesterday;ann;10;;;
      ;2026-11-20 10:15:42;ann;10;;;
      demo;2026-11-20 10:15:42;ann;180;;;

      """
    let (views, table) = read(text)
    #expect(views.map { $0.marks.percent } == [45, 100])
    #expect(views.map { $0.marks.contains(.cta) } == [true, false])
    #expect(views.map(\.began) == [LogReadingTests.second, LogReadingTests.second])
    #expect(table.bad == 3)
    #expect(table.mistakes.map(\.line) == [4, 5, 6])
    #expect(read(text).views.map(\.page) == views.map(\.page))
  }

  @Test("Lines of JSON are read the same")
  func json() {
    let text = """
      {"video": "demo", "time": 1795169742, "visitor": "ann", "completed": true}
      {"video": "demo"}
      nonsense

      {"video": "demo", "time": "2026-11-20T12:15:42+02:00", "percent": 12.5, "id": "x"}
      """
    let (views, table) = read(text, lines: true)
    #expect(views.map { $0.marks.percent } == [100, 10])
    #expect(Set(views.map(\.began)) == [LogReadingTests.second])
    #expect(table.mistakes.map(\.line) == [2, 3])
  }
}
