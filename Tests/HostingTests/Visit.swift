import FoundationEssentials
import Testing

/// What a person does on a page, in Chromium; see Referees/visit.py.
struct Visit: Encodable {
  let folder: String
  var served = true
  var signed = false
  var query = ""
  var asksNotTo = false
  var width = 1280
  var height = 800
  var steps: [Step]

  enum Step: Encodable {
    case run(String)
    case wait(String)

    private enum CodingKeys: String, CodingKey { case run, wait }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .run(let script): try container.encode(script, forKey: .run)
      case .wait(let expression): try container.encode(expression, forKey: .wait)
      }
    }
  }

  /// What came of it.
  struct Report: Decodable {
    let address: String
    let values: [String]
    let asked: [String]
    let trouble: [String]
    let log: [String]

    /// The beacons as the web server's log has them, in its order.
    var beacons: [[String: String]] {
      log.compactMap { line in
        guard let start = line.firstRange(of: "GET /beacon.gif?")?.upperBound else { return nil }
        let query = line[start...].prefix { $0 != " " }
        let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
        return Dictionary(pairs.map { (String($0[0]), $0.count > 1 ? String($0[1]) : "") }) { $1 }
      }
    }
  }

  func report() throws -> Report {
    let spec = try PageFolder()
    try spec.write(Array(try JSONEncoder().encode(self)), to: "visit.json")
    let program = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Referees/visit.py"
    return try JSONDecoder().decode(Report.self, from: Data(try PageFolder.run("'\(program)' '\(spec.path)/visit.json' 2>&1")))
  }
}
