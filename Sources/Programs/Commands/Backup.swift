import Files
import Line
import Production

/// `dropreel backup FILE`: a copy of the ledger, while the service runs.
enum Backup: Verb {
  static let name = "backup"
  static let usage = "backup FILE"
  static let summary = "copy the ledger to a file, while the service runs"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 2, call.words[1].hasPrefix("/") else {
      throw Misuse("Where to?", wayOut: "Name a whole path: dropreel backup /backups/ledger.sqlite")
    }
    return try call.finish(try await call.ask(.backup(to: call.words[1])))
  }
}
