import Line
import Production

/// `dropreel brands`: the clients' brands; `brands check` looks at them and draws a style sheet of each.
enum Brands: Verb {
  static let name = "brands"
  static let usage = "brands [check [NAME]] [--client NAME]"
  static let summary = "list the brands of the clients, or check them and draw a style sheet beside each brand.toml"

  static func run(_ call: Call) async throws -> ExitCode {
    let checks = call.words.count > 1
    guard !checks || call.words[1] == "check" && call.words.count < 4 else {
      throw Misuse("\"\(call.words[1])\" is nothing that can be done with brands.", wayOut: "For example: dropreel brands check")
    }
    let name = call.words.count > 2 ? call.words[2] : nil
    let client = try call.client()
    switch try await call.ask(checks ? .checkBrands(client, name: name) : .brands(client)) {
    case .brands(let all):
      if call.wantsJSON {
        try call.say(json: all)
      } else {
        for client in all { list(client, call) }
      }
      return all.flatMap(\.brands).contains { !$0.problems.isEmpty } ? .problems : .ok
    case let reply: return try call.finish(reply)
    }
  }

  private static func list(_ client: ClientBrands, _ call: Call) {
    if client.brands.isEmpty { call.say("\(client.client): no brands yet.") }
    for brand in client.brands {
      call.say("\(client.client)/\(brand.name): \(brand.files.isEmpty ? "nothing in it" : brand.files.joined(separator: ", "))")
      for problem in brand.problems {
        call.say("  not used: \(problem.sentence) \(problem.wayOut)")
        for line in problem.detail.split(separator: "\n") { call.say("    \(line)") }
      }
      for remark in brand.remarks { call.say("  \(remark)") }
      if let sheet = brand.sheet { call.say("  Drawn: \(sheet)") }
    }
  }
}
