import Glibc
import Rig
import Testing

@testable import Commands

/// What is made from the table of commands, read by the programs that it is made for.
@Suite(.timeLimit(.minutes(10))) struct HelpTests {
  /// The corresponding C function is `popen`.
  private func shell(_ command: String) throws -> (code: Int32, output: String) {
    let pipe = try #require(popen("{ \(command); } 2>&1", "r"))
    var output = ""
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), pipe) != nil {
      output += String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return (pclose(pipe) >> 8, output)
  }

  @Test func everyOptionOfAUsageIsInTheTable() {
    for verb in Verbs.all {
      let named = verb.usage.split { " []|".contains($0) }.filter { $0.hasPrefix("--") }
      #expect(CommandOption.named(in: verb.usage).count == named.count, "\(verb.usage)")
    }
    #expect(Set(CommandOption.all.map(\.name)).count == CommandOption.all.count)
  }

  @Test func helpAndVersionAnswerAsPeopleAsk() async throws {
    let rig = try Rig()
    let help = try await rig.run("help").output
    for asked in [["--help"], ["-h"], ["costs", "--help"]] {
      let answer = try await rig.run(asked)
      #expect(answer.code == 0 && answer.output == help)
    }
    #expect(try await rig.run("--version").output == rig.run("version").output)
  }

  @Test func theManualIsReadWithoutAWord() async throws {
    let rig = try Rig()
    try rig.write(try await rig.run("help", "--man").output, to: "dropreel.1")
    let read = try shell("LC_ALL=C.UTF-8 groff -man -Tutf8 -ww -P-c \(rig.path)/dropreel.1 | sed 's/.\\x08//g'")
    #expect(read.code == 0)
    #expect(!read.output.contains("warning"))
    #expect(read.output.contains("NAME\n       dropreel "))
    for verb in Verbs.all { #expect(read.output.contains("\n       \(verb.name)"), "\(verb.name)") }
  }

  @Test(arguments: [
    ("sta", "status"), ("approve ", "--config --json a-job b-job"), ("approve a", "a-job"), ("jobs --cl", "--client"),
    ("doctor --u", "--unit"), ("--json st", "status"), ("show --config /etc/x b", "b-job"),
  ])
  func bashOffersWhatFits(_ typed: String, _ offered: String) async throws {
    let rig = try Rig()
    try rig.write(try await rig.run("help", "--completion").output, to: "completion")
    let words = typed.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }.joined(separator: " ")
    try rig.write(
      """
      dropreel() { printf 'a-job  draft acme\\nb-job  failed acme\\n'; }
      source \(rig.path)/completion
      COMP_WORDS=(dropreel \(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _dropreel
      echo "${COMPREPLY[*]}"
      """, to: "try")
    let answer = try shell("bash \(rig.path)/try")
    #expect(answer.output == offered + "\n")
  }
}
