import Line
import Production

/// `dropreel assets`: what lies in the clients' assets/, and whether it is used.
enum Assets: Verb {
  static let name = "assets"
  static let usage = "assets [--client NAME]"
  static let summary = "list characters, backgrounds, icons, music and brands of the clients, and what is wrong with them"

  static func run(_ call: Call) async throws -> ExitCode {
    switch try await call.ask(.assets(try call.client())) {
    case .assets(let all):
      if call.wantsJSON {
        try call.say(json: all)
      } else {
        for client in all { list(client, call) }
      }
      return all.flatMap(\.assets).contains { $0.verdict.problem != nil } ? .problems : .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func list(_ client: ClientAssets, _ call: Call) {
    call.say(client.assets.isEmpty ? "\(client.client): nothing in assets/ yet." : "\(client.client):")
    for asset in client.assets {
      let words = asset.verdict.problem.map { "not used: \($0.sentence) \($0.wayOut)" } ?? asset.verdict.facts
      call.say("  \(asset.path.padded(to: 44)) \((asset.kind?.rawValue ?? "-").padded(to: 9)) \(words)")
      if let remark = asset.verdict.remark { call.say("  \("".padded(to: 44)) \("".padded(to: 9)) \(remark)") }
    }
  }
}
