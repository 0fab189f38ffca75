import Line
import Production
import Settings

/// `dropreel restore FILE`: the ledger as it was when a copy was made.
enum Restore: Verb {
  static let name = "restore"
  static let usage = "restore FILE"
  static let summary = "put a copy of the ledger back; the service must be stopped"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 2, call.words[1].hasPrefix("/") else {
      throw Misuse("Which copy?", wayOut: "Name a whole path: dropreel restore /backups/ledger.sqlite")
    }
    let settings = try call.configuration().settings
    try call.checkAccount(settings.state)
    return try call.finish(.done(try await Restoration.run(from: call.words[1], settings: settings)))
  }
}
