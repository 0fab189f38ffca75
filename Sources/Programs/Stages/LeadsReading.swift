import FoundationEssentials
import Leads
import Production

/// A list of people into one line of JSON for each, and a sheet that says what the list is like.
enum LeadsReading {
  /// Longer lists are a database's export.
  static let largest = 64 << 20

  /// Nobody's words stand in the facts: these are kept for ever.
  static func keep(_ bytes: [UInt8], named name: String, at bench: Workbench) throws -> [String: String] {
    let reader = LeadReader(bytes)
    let (leads, remarks) = reader.read()
    guard !leads.isEmpty else {
      let first = remarks.first.map { " Line \($0.line): \($0.why)." } ?? ""
      throw Refusal(
        "There is nobody in \"\(name)\".\(first)",
        wayOut: "Write one person in each row, with a header such as first_name,last_name,email,company in the first.",
        detail: remarks.prefix(50).map { "line \($0.line): \($0.why)" }.joined(separator: "\n"))
    }
    let sheet = LeadSheet(reader, remarks: remarks)
    try keepLines(leads, at: bench)
    try bench.keep("leads.json", json: sheet)
    return [
      ReadingFact.leadsCount: String(leads.count), ReadingFact.leadsMerged: String(sheet.merged),
      ReadingFact.leadsBad: String(sheet.bad), ReadingFact.leadsKeys: sheet.keys.prefix(100).joined(separator: ","),
    ]
  }

  private static func keepLines(_ leads: [Lead], at bench: Workbench) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines: [UInt8] = []
    for (index, lead) in leads.enumerated() {
      if index.isMultiple(of: 100) { bench.progress(Double(index) / Double(leads.count), "reading the list of people") }
      lines += Array(try encoder.encode(lead))
      lines.append(0x0A)
    }
    try bench.keep("leads.jsonl", lines)
  }

  /// The people again; nil where there are none.
  static func read(at bench: Workbench) throws -> People? {
    guard bench.order.inputs.contains(where: { $0.name == "leads.jsonl" }) else { return nil }
    let sheet = try bench.value(LeadSheet.self, from: "leads.json", atMost: largest)
    let decoder = JSONDecoder()
    let leads = try bench.read("leads.jsonl", atMost: 4 * largest).split(separator: 0x0A).map { line in
      try decoder.decode(Lead.self, from: Data(line))
    }
    let people = People(sheet: sheet, leads: leads)
    guard bench.order.inputs.contains(where: { $0.name == BatchRows.sheetName }) else { return people }
    return try people.mended(by: try bench.read(BatchRows.sheetName, atMost: BatchRows.largest))
  }
}
