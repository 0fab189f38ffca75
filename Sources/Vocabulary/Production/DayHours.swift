/// A part of every day, by the clock on the wall: from one minute to another, which may be on the next day.
package struct DayHours: Hashable, Sendable, Codable {
  private let from: Int
  private let to: Int

  private static let day = 24 * 60

  /// As in "20:00-06:00".
  package init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minute(of: $0) }
    guard ends.count == 2, let from = ends[0], let to = ends[1], from != to else { return nil }
    self.from = from
    self.to = to
  }

  private static func minute(of text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour * 60 + minute <= day, minute < 60
    else { return nil }
    return (hour * 60 + minute) % day
  }

  package var text: String { "\(Self.clock(from))-\(Self.clock(to))" }

  private static func clock(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }

  package func contain(minute: Int) -> Bool {
    from < to ? (from..<to).contains(minute) : minute >= from || minute < to
  }
}
