import Line
import Production

/// `dropreel voices --usage`: what voices said day by day, what it cost, and what was not said again because it was kept.
enum VoiceCosts {
  static func run(_ call: Call) async throws -> ExitCode {
    let rows = min(try call.limit() ?? 100, 100_000)
    switch try await call.ask(.voiceUsage(try call.client(), limit: rows)) {
    case .voiceUsage(let usage):
      if call.wantsJSON {
        try call.say(json: usage.map(Row.init))
      } else if usage.isEmpty {
        call.say("Nothing was spoken yet.")
      } else {
        call.say(line("day", "client", "voices", "lines", "characters", "cost", "from before", "saved"))
        for row in usage { call.say(line(row)) }
        let total = Row(usage.dropFirst().reduce(usage[0]) { $0.with($1) })
        let extent = usage.count < rows ? "" : "In these last \(rows) rows (more with --limit): "
        call.say(
          "\(extent)\(total.usage.lines) lines were said and \(total.usage.hits) were there from before (\(total.hitPercent ?? 0) %): "
            + "\(total.usage.cost) spent, \(total.usage.saved) saved.")
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func line(_ row: VoiceUsage) -> String {
    line(
      row.day, row.client.text, row.engine, String(row.lines), String(row.characters), "\(row.cost)",
      "\(row.hits) (\(row.hitPercent ?? 0) %)", "\(row.saved)")
  }

  private static func line(_ words: String...) -> String {
    zip(words, [12, 16, 14, 8, 12, 12, 14, 12]).map { $0.padded(to: $1) }.joined(separator: " ")
  }

  /// For programs: with the share of lines that were there from before.
  private struct Row: Encodable {
    let usage: VoiceUsage
    var hitPercent: Int? { usage.hitPercent }

    init(_ usage: VoiceUsage) { self.usage = usage }

    private enum CodingKeys: CodingKey { case hitPercent }

    func encode(to encoder: any Encoder) throws {
      try usage.encode(to: encoder)
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(hitPercent, forKey: .hitPercent)
    }
  }
}

extension VoiceUsage {
  /// Both together, under the name of the first.
  fileprivate func with(_ other: VoiceUsage) -> VoiceUsage {
    var sum = self
    sum.lines += other.lines
    sum.characters += other.characters
    sum.cost = sum.cost + other.cost
    sum.hits += other.hits
    sum.saved = sum.saved + other.saved
    return sum
  }
}
