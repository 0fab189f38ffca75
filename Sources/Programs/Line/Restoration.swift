import Files
import Ledger
import Production
package import Settings

/// Puts a copy of the ledger in the place of the present one, while no service runs.
package enum Restoration {
  /// Answers what was done, in a sentence.
  package static func run(from path: String, settings: ServiceSettings) async throws -> String {
    let state = try StateFolder.open(settings.state)
    let lock = HeldLock()
    try await lock.take(in: state, patience: HeldLock.patience)
    defer { lock.release() }
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    guard let name = FileName(String(path[slash...].dropFirst())), let source = try? Folder.open(String(path[...slash])),
      (try? source.status(of: name))?.kind == .file
    else { throw Refusal("There is no file \(path).", wayOut: "Name the whole path of a copy that \"dropreel backup\" made.") }
    let kept = try await Ledger.restore(name, from: source, into: state, clock: { .now() })
    let before = kept.map { " The one until now is kept as \(settings.state)/\($0)." } ?? ""
    return "The ledger is the one of \(path) again.\(before)"
  }
}
