import Production

/// `dropreel help`: what there is.
enum Help: Verb {
  static let name = "help"
  static let usage = "help"
  static let summary = "this list"

  static func run(_ call: Call) async throws -> ExitCode {
    call.say("Dropreel makes videos out of a shared folder. The commands read or steer what the service does.")
    call.say("")
    for verb in Verbs.all { call.say("  " + verb.usage.padded(to: 28) + verb.summary) }
    call.say("")
    call.say("  --config FILE  the settings (else DROPREEL_CONFIG, else /etc/dropreel/config.toml)")
    call.say("  --json         the answer for programs")
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
