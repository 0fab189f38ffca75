import Production
import Testing
import Views

@Suite("Tables of views")
struct ViewTableTests {
  private func read(_ text: String, lines: Bool = false, marks: ViewerMarks = Reading.marks())
    -> (views: [ViewFragment], table: ViewTable)
  {
    var table = ViewTable(key: [1, 2, 3], marks: marks)
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

  @Test("A row that names no video is told, and none of its kind is handed on")
  func emptyNames() {
    let text = """
      {"video": "", "time": 1795169742, "percent": 5}
      {"video": " ", "time": 1795169742, "percent": 5}
      {"video": "demo", "time": 90000000000, "percent": 5}
      """
    let (views, table) = read(text, lines: true)
    #expect(views.isEmpty && table.bad == 3)
  }

  @Test("Of columns that may mean the same the plainest word counts, wherever it stands")
  func ranks() {
    let text = """
      Video,Title,Name,Percent watched,Progress
      demo,How it works,Ann Example,45,3
      ,How it works,Ann Example,50,3
      """
    let views = read(text).views
    #expect(views.isEmpty, "no time")
    let timed = read(text.replacing("Video,", with: "Time,Video,").replacing("\ndemo", with: "\n2026-11-20 10:15:42,demo")).views
    #expect(timed.map(\.video) == ["demo"] && timed.first?.marks.percent == 45)
    let lines = read(#"{"name": "Ann", "video": "demo", "title": "t", "time": 1795169742, "percent": 5}"#, lines: true).views
    #expect(lines.map(\.video) == ["demo"])
  }

  @Test("A day and a time in columns of their own are read together", arguments: ["Date,Time", "Time,Date"])
  func twoColumns(names: String) {
    let isDayFirst = names.hasPrefix("Date")
    let row = isDayFirst ? "2026-11-20,10:15:42" : "10:15:42,2026-11-20"
    #expect(read("\(names),Video,Percent\n\(row),demo,5\n").views.map(\.began) == [LogReadingTests.second])
    #expect(read("Date,Video,Percent\n2026-11-20 10:15:42,demo,5\n").views.map(\.began) == [LogReadingTests.second])
  }

  @Test(
    "A time may be written as spreadsheets write it",
    arguments: [
      "2026-11-20 10:15:42", "2026-11-20T10:15:42Z", "2026-11-20T12:15:42.500+0200", "2026/11/20 10:15:42 UTC",
      "20.11.2026 10:15:42",
      "20.11.2026, 10:15:42", "20/11/2026 10:15:42", "11/20/2026 10:15:42 AM", "2026-11-20 05:15:42-05:00", "1795169742",
      "1795169742.5", "1795169742000",
    ])
  func times(time: String) {
    #expect(read("video,time,percent\ndemo,\"\(time)\",5\n").views.map(\.began) == [LogReadingTests.second])
  }

  @Test(
    "A time may have no seconds, and a day no time",
    arguments: [
      "2026-11-20 10:15": 42, "20.11.2026 10:15": 42, "11/20/2026 10:15 am": 42, "2026-11-20": 36_942, "20/11/2026": 36_942,
    ])
  func shortTimes(time: String, missing: Int64) {
    #expect(read("video,time,percent\ndemo,\(time),5\n").views.map(\.began) == [LogReadingTests.second - missing])
  }

  @Test(
    "What is no time, or may be two, is told",
    arguments: [
      "05/06/2026 10:15", "2026-13-01", "2026-11-20 25:00", "10:15", "45", "20.11.26 10:15", "2026-11-20 13:15 PM", "tomorrow",
      "2026-11-20 10:15:42 CET", "2026-11-20 10:61",
    ])
  func noTimes(time: String) {
    let (views, table) = read("video,time,percent\ndemo,\(time),5\n")
    #expect(views.isEmpty && table.mistakes.map(\.why) == ["it has no time such as 2026-01-31 10:15"])
  }

  @Test("A job is meant however its name is written; other names stay as they are")
  func names() {
    let text = "video,time,percent\nWalkthrough,2026-11-20 10:15,5\nSpring.0007,2026-11-20 10:15,5\nOur Film,2026-11-20 10:15,5\n"
    #expect(read(text).views.map(\.video) == ["walkthrough", "spring.0007", "Our Film"])
  }

  @Test("Rows that are numbered anew in each table are views of their own")
  func numbers() {
    let rows = ["1,demo,2026-11-20 10:15:42,5", "1,demo,2026-12-20 10:15:42,5", "1,other,2026-11-20 10:15:42,5"]
    let pages = rows.flatMap { read("id,video,time,percent\n\($0)\n").views.map(\.page) }
    #expect(Set(pages).count == 3)
    #expect(read("id,video,time,percent\n\(rows[0])\n\(rows[0])\n").views.map(\.page) == [pages[0], pages[0]])
  }

  @Test(
    "Rows that look alike are views of their own, and those of a longer copy are the same ones",
    arguments: ["2026-11-20 00:00:00", "2026-11-20T10:15:00Z"])
  func alikeRows(time: String) {
    func views(_ count: Int) -> [ViewFragment] {
      read("video,time,percent\n" + (0..<count).map { "demo,\(time),\($0 % 100)\n" }.joined()).views
    }
    let (short, long) = (views(200), views(300))
    #expect(Set(long.map(\.page)).count == 300 && Set(long.map(\.viewer)).count == 300)
    #expect(short.map(\.page) == long.prefix(200).map(\.page))
    #expect(!long.contains { $0.page & 1 == 0 })
  }

  @Test("One viewer's views of one day are several, and of one time of it one")
  func alikeViewers() {
    func views(_ time: String) -> [ViewFragment] {
      read("video,time,percent,viewer\n" + String(repeating: "demo,\(time),50,ann\n", count: 3)).views
    }
    #expect(
      Set(views("2026-11-20 00:00:00").map(\.page)).count == 3 && Set(views("2026-11-20 00:00:00").map(\.viewer)).count == 1)
    #expect(Set(views("2026-11-20 10:15:42").map(\.page)).count == 1)
  }

  @Test("Where nobody says who watched, nobody is taken for one and the same")
  func viewers() {
    let text = "video,time,percent\ndemo,2026-11-20 10:15:42,5\ndemo,2026-11-20 10:15:43,5\n"
    #expect(Set(read(text).views.map(\.viewer)).count == 2)
    let named = "video,time,percent,viewer\ndemo,2026-11-20 10:15:42,5,ann\ndemo,2026-11-20 10:15:43,5,ann\n"
    #expect(Set(read(named).views.map(\.viewer)).count == 1)
    let closed = read(named, marks: Reading.marks(gone: [LogReadingTests.second / 86_400])).views
    #expect(Set(closed.map(\.viewer)).count == 2, "that day has no salt any more")
  }

  @Test("Countries are read too, under either name", arguments: ["Country", "country_code"])
  func countries(name: String) {
    #expect(read("video,time,percent,\(name)\ndemo,2026-11-20 10:15:42,5,ZA\n").views.map(\.origin.country) == ["ZA"])
  }

  @Test("A row that does not say how much was played says so")
  func unmeasured() {
    let text = "video,time,completed\ndemo,2026-11-20 10:15:42,no\ndemo,2026-11-20 10:15:43,yes\n"
    #expect(read(text).views.map { $0.marks.contains(.unmeasured) } == [true, false])
  }
}
