import Glibc

/// What the service holds at a moment.
package struct ServiceFigures: Sendable {
  package var rssMegabytes = 0.0
  package var descriptors = 0
  package var walMegabytes = 0.0
  package var spoolMegabytes = 0.0

  init(process: Int32, state: String) {
    let pages = (FileTree.text("/proc/\(process)/statm") ?? "").split(separator: " ").dropFirst().first.flatMap { Double($0) }
    rssMegabytes = (pages ?? 0) * 4096 / 1_048_576
    descriptors = FileTree.names(in: "/proc/\(process)/fd").count
    walMegabytes = Double(Self.size("\(state)/ledger.sqlite-wal")) / 1_048_576
    let content = FileTree.files(below: "\(state)/content").reduce(0) { $0 + Self.size("\(state)/content/\($1)") }
    spoolMegabytes = Double(content) / 1_048_576
  }

  private static func size(_ path: String) -> Int {
    var facts = stat()
    return lstat(path, &facts) == 0 ? Int(facts.st_size) : 0
  }

  package var words: String {
    "rss \(Self.short(rssMegabytes)) MB, \(descriptors) descriptors, log \(Self.short(walMegabytes)) MB, "
      + "store \(Self.short(spoolMegabytes)) MB"
  }

  static func short(_ value: Double) -> String { String(Double(Int(value * 10)) / 10) }
}
