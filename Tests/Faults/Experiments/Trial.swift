/// An experiment with a name: something happens to the service, and what must hold is looked at.
package struct Trial: Sendable {
  package let name: String
  /// What happens, in one line.
  package let what: String
  /// Fit for every run of the tests: it takes seconds.
  package let isQuick: Bool
  /// What did not hold, in words.
  package let run: @Sendable (Bench) throws -> [String]

  init(_ name: String, _ what: String, isQuick: Bool = true, run: @escaping @Sendable (Bench) throws -> [String]) {
    self.name = name
    self.what = what
    self.isQuick = isQuick
    self.run = run
  }

  package static let all = disks + processes + hostile + clocks + ledgers + arrivals
}

/// What trials share.
package final class Bench {
  let shim: Shim
  let decoder = MediaDecoder()
  /// Hours may be spent, not seconds.
  let isLong: Bool
  private var references: [[Document]: Delivered] = [:]

  package init(_ shim: Shim, isLong: Bool = false) {
    self.shim = shim
    self.isLong = isLong
  }

  /// Waits until all is delivered, stops the service, and compares with a run in which nothing happened.
  func end(_ rig: Rig, _ documents: [Document], atMost seconds: Double = Rig.patience) throws -> [String] {
    try rig.attend(documents, atMost: seconds) { if !rig.isRunning { try rig.start(counts: false) } }
    let code = rig.stop()
    return (code == 0 ? [] : ["the service ended with \(code)"])
      + (try Invariants(rig, documents).problems(reference: reference(documents), decoder))
  }

  private func reference(_ documents: [Document]) throws -> Delivered {
    if let known = references[documents] { return known }
    let made = try KillRounds.undisturbed(shim, documents, decoder)
    references[documents] = made
    return made
  }
}
