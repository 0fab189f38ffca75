import Files
import Line
import Production
import Settings

/// `dropreel doctor`: what is in force and from where, and whether everything that the service needs is there.
enum Doctor: Verb {
  static let name = "doctor"
  static let usage = "doctor [--voices | --unit]"
  static let summary = "check all that is needed, and say how to mend it"

  private struct Answer: Encodable {
    let settings: [String: String]
    let findings: [Finding]
  }

  static func run(_ call: Call) async throws -> ExitCode {
    let config = try call.configuration()
    if call.flags.contains("unit") {
      Output.raw(UnitPaths(config.settings).dropIn)
      return .ok
    }
    let secrets = try Secrets.load(environment: call.environment, credentialsFolder: call.environment["CREDENTIALS_DIRECTORY"])
    let explained = config.explained() + secrets.explained()
    let installation = Installation.find(state: config.settings.state, environment: call.environment)
    if call.flags.contains("voices") { return try await installVoices(call, installation, config.settings) }
    let checkup = Checkup(config.settings)
    var findings =
      checkup.shares() + checkup.state() + checkup.samba() + checkup.kernel() + checkup.clock() + checkup.settingsInUse()
      + checkup.models(secrets) + checkup.paidVoices(secrets)
    if let installation {
      findings += await checkup.worker(installation)
    } else {
      findings.append(Finding(.bad, "program data", Call.noData.sentence, mend: Call.noData.wayOut))
    }
    findings += try checkup.service()
    if call.wantsJSON {
      let settings = Dictionary(explained.map { ($0.key, $0.value) }) { $1 }
      try call.say(json: Answer(settings: settings, findings: findings))
    } else {
      tell(explained, findings, call)
    }
    return findings.contains { $0.grade == .bad } ? .problems : .ok
  }

  private static func installVoices(_ call: Call, _ found: Installation?, _ settings: ServiceSettings) async throws -> ExitCode {
    guard let installation = found else { throw Call.noData }
    let folder = try await VoiceInstallation.run(installation, state: settings.state, path: call.environment["PATH"])
    return try call.finish(.done("The neural voices are in \(folder)."))
  }

  private static func tell(_ settings: [EffectiveSetting], _ findings: [Finding], _ call: Call) {
    call.say("Settings in force:")
    for setting in settings {
      call.say("  \(setting.key.padded(to: 30)) \(setting.value.padded(to: 28)) \(origin(setting.origin))")
    }
    call.say("")
    for finding in findings {
      call.say("\(finding.grade.mark) \(finding.topic): \(finding.words)")
      if let mend = finding.mend { call.say("       \(mend)") }
    }
  }

  private static func origin(_ origin: EffectiveSetting.Origin) -> String {
    switch origin {
    case .default: "default"
    case .file(let path, let line): "\(path):\(line)"
    case .environment(let name): "environment \(name)"
    }
  }
}
