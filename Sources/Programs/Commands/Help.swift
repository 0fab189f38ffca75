import Production

/// `dropreel help`: what there is.
enum Help: Verb {
  static let name = "help"
  static let usage = "help [--man | --completion]"
  static let summary = "this list"

  static func run(_ call: Call) async throws -> ExitCode {
    if call.flags.contains("man") {
      Output.raw(Manual.page)
      return .ok
    }
    if call.flags.contains("completion") {
      Output.raw(Completion.bash)
      return .ok
    }
    call.say(Manual.lead)
    call.say("")
    for verb in Verbs.all { call.say("  " + verb.usage.padded(to: 28) + verb.summary) }
    call.say("")
    for option in CommandOption.ofAll { call.say("  " + option.usage.padded(to: 28) + option.summary) }
    return .ok
  }
}

/// `dropreel version`.
enum Version: Verb {
  static let name = "version"
  static let usage = "version"
  static let summary = "which version this is"
  static let current = "0.1.0"

  static func run(_ call: Call) async throws -> ExitCode {
    if call.wantsJSON { try call.say(json: ["version": current]) } else { call.say("dropreel \(current)") }
    return .ok
  }
}

extension String {
  /// With blanks behind it up to a width, and at least one.
  func padded(to width: Int) -> String {
    let missing = width - count
    return self + String(repeating: " ", count: max(1, missing))
  }
}
