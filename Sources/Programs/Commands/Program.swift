import FoundationEssentials
import Glibc
import Pages
import Production
import Settings

/// The program `dropreel`: finds the verb, runs it, and turns what went wrong into two plain sentences.
package enum Program {
  package static func run(_ arguments: [String]) async -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    // What is made on a share is its group's from its first moment on: a kill before the mode is set must not leave a folder there that
    // people cannot write to.
    umask(0o007)
    let environment = ProcessInfo.processInfo.environment
    do {
      let call = try Call(Self.asVerbs(arguments), environment: environment)
      let name = call.words.first ?? "help"
      guard let verb = Verbs.named(name) else {
        throw Misuse("There is no command \"\(name)\".", wayOut: "See them all with: dropreel help")
      }
      return try await verb.run(call).rawValue
    } catch let refusal as Refusal {
      return complain(refusal, asJSON: arguments.contains("--json"), .problems)
    } catch let misuse as Misuse {
      return complain(misuse.refusal, asJSON: arguments.contains("--json"), misuse.code)
    } catch let mistakes as SettingMistakes {
      for mistake in mistakes.all { Output.complain(TerminalText.safe(mistake.description)) }
      return ExitCode.configuration.rawValue
    } catch {
      let refusal = Refusal("It could not be done.", wayOut: "Run: dropreel doctor", detail: "\(error)")
      return complain(refusal, asJSON: arguments.contains("--json"), .software)
    }
  }

  /// What most programs answer to, said as the verbs that it is here.
  private static func asVerbs(_ arguments: [String]) -> [String] {
    if arguments.contains(where: { ["--help", "-h"].contains($0) }) { return [Help.name] }
    return arguments.first == "--version" ? [Version.name] : arguments
  }

  private static func complain(_ refusal: Refusal, asJSON: Bool, _ code: ExitCode) -> Int32 {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    if asJSON, let data = try? encoder.encode(["refused": refusal]) {
      Output.line(String(decoding: data, as: UTF8.self))
    } else {
      Output.complain(TerminalText.safe("\(refusal.sentence) \(refusal.wayOut)"))
      if !refusal.detail.isEmpty { Output.complain(TerminalText.safe("  (\(refusal.detail))")) }
    }
    return code.rawValue
  }
}
