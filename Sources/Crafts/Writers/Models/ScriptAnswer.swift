import Pages
import Production
import Scripts

/// A script as a model writes it, before anything in it is believed.
struct ScriptAnswer: Hashable, Sendable {
  let title: String
  let lines: [Line]
  let takeaway: String

  struct Line: Hashable, Sendable {
    let role: Role
    let pose: Pose
    let text: String
    /// The ids of the passages that it tells.
    let from: [String]
  }

  enum Role: String, Sendable, CaseIterable {
    case questioner, explainer
  }

  init(title: String, lines: [Line], takeaway: String) {
    self.title = title
    self.lines = lines
    self.takeaway = takeaway
  }

  /// Reads an answer that is exactly of the form that was asked for.
  static func read(_ text: String) throws(Faults) -> ScriptAnswer {
    let body = try AnswerText.object(in: text)
    try AnswerText.members(of: body, named: ["title", "lines", "takeaway"], in: "The answer")
    guard let title = body["title"]?.text, let takeaway = body["takeaway"]?.text, let rows = body["lines"]?.array else {
      throw Faults("\"title\" and \"takeaway\" must be texts, and \"lines\" a list.")
    }
    guard rows.count <= 120 else { throw Faults("There are \(rows.count) lines, which is far too many.") }
    var lines: [Line] = []
    var faults: [Fault] = []
    for (index, row) in rows.enumerated() {
      do throws(Faults) {
        lines.append(try line(row, place: "Line \(index + 1)"))
      } catch {
        faults += error.all
      }
    }
    guard faults.isEmpty else { throw Faults(faults) }
    return ScriptAnswer(title: title, lines: lines, takeaway: takeaway)
  }

  private static func line(_ row: JSON, place: String) throws(Faults) -> Line {
    try AnswerText.members(of: row, named: ["speaker", "pose", "text", "from"], in: place)
    guard let speaker = row["speaker"]?.text, let role = Role(rawValue: speaker) else {
      throw Faults("\(place): \"speaker\" must be questioner or explainer.")
    }
    guard let pose = row["pose"]?.text.flatMap(Pose.init(rawValue:)) else {
      throw Faults("\(place): \"pose\" must be standing, thinking or pointing.")
    }
    guard let text = row["text"]?.text, let from = row["from"]?.array?.map(\.text), from.allSatisfy({ $0 != nil }) else {
      throw Faults("\(place): \"text\" must be a text, and \"from\" a list of ids.")
    }
    return Line(role: role, pose: pose, text: text, from: from.compactMap { $0 })
  }

  /// The same as JSON, as a model would write it: for counting.
  var source: String {
    let rows = lines.map { line in
      JSON.object([
        .init("speaker", .text(line.role.rawValue)), .init("pose", .text(line.pose.rawValue)), .init("text", .text(line.text)),
        .init("from", .array(line.from.map(JSON.text))),
      ])
    }
    return JSON.object([.init("title", .text(title)), .init("lines", .array(rows)), .init("takeaway", .text(takeaway))]).source
  }
}
