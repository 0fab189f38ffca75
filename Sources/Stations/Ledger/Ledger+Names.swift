import Production
import Store

extension Ledger {
  /// A name that no job has, where `plain` is taken: `report-2` for `report`.
  ///
  /// Ten thousand drops may be called the same, so the first free number is looked for in growing steps, and from where the last
  /// drop of the group found its own.
  func freeName(likeTaken plain: JobName, numbers: inout [String: Int], _ database: Connection) throws -> JobName {
    var taken = numbers[plain.text] ?? 1
    var step = 1
    while try isTaken("\(plain)-\(taken + step)", database) {
      taken += step
      step *= 2
    }
    var free = taken + step
    while free - taken > 1 {
      let middle = (taken + free) / 2
      if try isTaken("\(plain)-\(middle)", database) { taken = middle } else { free = middle }
    }
    numbers[plain.text] = free
    return try Self.name("\(plain)-\(free)")
  }

  func isTaken(_ name: String, _ database: Connection) throws -> Bool {
    try database.first("SELECT 1 FROM jobs WHERE name = ?1", name) { _ in true } ?? false
  }
}
