import Line
import Production

/// `dropreel adopt`: the way out where a share has lost the mark by which it is known, or was moved to another disk.
enum Adopt: Verb {
  static let name = "adopt"
  static let usage = "adopt CLIENT"
  static let summary = "take the folder at the client's path for its share from now on"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 2, let client = ClientName(call.words[1]) else {
      throw Misuse("Which client?", wayOut: "Name one: dropreel adopt CLIENT. See them all with: dropreel doctor")
    }
    return try call.finish(try await call.ask(.adopt(client)))
  }
}
