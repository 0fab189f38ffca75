import Files
import Glibc
import Ledger
import Production

/// A log that is written to all the time, followed by the service: what that costs of a core, its workers and its reports included.
extension ViewsBench {
  private static let linesPerSecond = 1000
  private static let seconds = 120

  func measureLive() async throws {
    try Playground.requirePrograms(["dropreel", "dropreel-worker"])
    let place = try Playground(name: "live")
    let (log, source, countries) = ("\(place.root)/access.log", "\(place.root)/lines", "\(place.root)/countries.csv")
    try TextFile.write(ViewsLog.countries, to: countries)
    try ViewsLog.write((Self.seconds + 30) * Self.linesPerSecond, to: source)
    let service = try await place.startService(
      settings: """
        [log]
        level = "warning"
        [views]
        countries = "\(countries)"
        [[access_log]]
        name = "live"
        path = "\(log)"

        """)
    guard let lines = fopen(source, "r"), let writer = fopen(log, "a") else {
      throw Burst.CannotWrite(path: log, code: errno)
    }
    defer {
      fclose(lines)
      fclose(writer)
    }
    // What is done once is done before it is measured.
    try await Self.write(seconds: 20, from: lines, to: writer)
    let before = service.processorSecondsWithChildren
    let began = ContinuousClock.now
    try await Self.write(seconds: Self.seconds, from: lines, to: writer)
    let spent = (ContinuousClock.now - began) / .seconds(1)
    Figure.say("views.live_core_percent", (service.processorSecondsWithChildren - before) / spent * 100, "%", places: 2)
    Figure.say("views.live_mb", service.residentMegabytes, "MB")
    // Nothing may be missing in the end.
    try await Task.sleep(for: .seconds(15))
    service.stop()
    try await countLines(place, written: (20 + Self.seconds) * Self.linesPerSecond)
  }

  private static func write(seconds: Int, from lines: UnsafeMutablePointer<FILE>, to log: UnsafeMutablePointer<FILE>) async throws
  {
    var buffer = [CChar](repeating: 0, count: 4096)
    var next = ContinuousClock.now
    for _ in 0..<(seconds * 50) {
      for _ in 0..<(linesPerSecond / 50) where fgets(&buffer, Int32(buffer.count), lines) != nil {
        fputs(buffer, log)
        // One by one, as servers write them.
        fflush(log)
      }
      next += .milliseconds(20)
      try await Task.sleep(until: next, clock: .continuous)
    }
  }

  private func countLines(_ place: Playground, written: Int) async throws {
    guard let client = ClientName("bench") else { return }
    let ledger = try await Ledger.open(folder: place.state, clock: { .now() })
    let counted = try await ledger.logPlaces(of: "live", client: client).map(\.lines).reduce(0, +)
    Figure.say("views.live_missing", written - counted, "lines")
    try await ledger.close()
  }
}
