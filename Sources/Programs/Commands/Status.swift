import Line
import Production

/// `dropreel status`: what is going on now; live bars on a terminal, plain lines in a pipe.
enum Status: Verb {
  static let name = "status"
  static let usage = "status [--once]"
  static let summary = "show what is going on; live on a terminal"

  static func run(_ call: Call) async throws -> ExitCode {
    let boards = try await boards(call)
    if call.wantsJSON {
      try call.say(json: boards)
      return .ok
    }
    guard Output.isTerminal, !call.flags.contains("once") else {
      for board in boards { for line in StatusText.lines(of: board, width: 100, isLive: false) { call.say(line) } }
      return .ok
    }
    try await live(call, boards)
    return .ok
  }

  private static func boards(_ call: Call) async throws -> [StatusBoard] {
    switch try await call.ask(.boards) {
    case .boards(let boards): return boards
    case let reply:
      _ = try call.finish(reply)
      return []
    }
  }

  /// Redraws in place every second, until it is interrupted.
  private static func live(_ call: Call, _ first: [StatusBoard]) async throws {
    var boards = first
    var drawn = 0
    while !Task.isCancelled {
      let width = Output.width
      let lines = boards.flatMap { StatusText.lines(of: $0, width: width, isLive: true) }
      // Up to where the last picture began, and clear from there.
      let start = drawn > 0 ? "\u{1B}[\(drawn)A\u{1B}[J" : ""
      Output.raw(start + lines.map { $0 + "\n" }.joined())
      drawn = lines.count
      try await Task.sleep(for: .seconds(1))
      boards = try await self.boards(call)
    }
  }
}
