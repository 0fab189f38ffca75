import FoundationEssentials
package import Production
import Sandbox

/// What a worker finds when it looks at itself: fonts, encoders, characters. Only it can, because only it links them.
package enum Examination {
  /// Starts a worker that examines itself, in the very confinement that it works in.
  package static func run(_ installation: Installation, state: String) async throws -> [ExaminedItem] {
    let nursery = try Nursery()
    defer { nursery.close() }
    let folder = try WorkFolder(named: "examination", in: state)
    defer { folder.remove() }
    let child = try await nursery.spawn(
      ChildPlan(
        program: installation.worker, arguments: ["examine"], environment: installation.workerEnvironment, workFolder: folder.path
      ))
    var items: [ExaminedItem] = []
    for await line in child.lines { items = try JSONDecoder().decode([ExaminedItem].self, from: Data(line)) }
    let end = await child.waitUntilEnded()
    guard end.wentWell, !items.isEmpty else {
      throw Refusal("The worker \(end.sentence).", wayOut: "See the detail.", detail: end.detail)
    }
    return items
  }
}

extension Installation {
  /// All that a worker finds in its environment.
  var workerEnvironment: [String: String] {
    // Swift's own crash reporter starts a process, which a confined worker cannot.
    var environment = ["LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no", "DROPREEL_ASSETS": assets]
    if let fonts { environment["DROPREEL_FONTS"] = fonts }
    return environment
  }
}
