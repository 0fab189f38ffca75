/// An option of the commands: what the program understands, its help, its manual and its completion all read this one table.
///
/// Which command has which is said by the command's own usage.
struct CommandOption: Sendable {
  /// Without the hyphens.
  let name: String
  /// What stands behind it; nil for one that is there or is not.
  let value: String?
  let summary: String

  init(_ name: String, taking value: String? = nil, _ summary: String) {
    self.name = name
    self.value = value
    self.summary = summary
  }

  var takesValue: Bool { value != nil }
  var usage: String { value.map { "--\(name) \($0)" } ?? "--\(name)" }

  /// Those that every command has.
  static let ofAll = [
    CommandOption("config", taking: "FILE", "the settings (else DROPREEL_CONFIG, else /etc/dropreel/config.toml)"),
    CommandOption("json", "the answer for programs"),
  ]

  static let all =
    ofAll + [
      CommandOption("client", taking: "NAME", "only of this client"),
      CommandOption("formats", taking: "LIST", "which, with commas between them; see: dropreel formats"),
      CommandOption("expires", taking: "DAYS", "after so many days nobody sees it any more; 0 for never"),
      CommandOption("host", taking: "NAME", "where it is to go: a host's name, or auto"),
      CommandOption("privacy", taking: "WORD", "private, unlisted or public"),
      CommandOption("title", taking: "TEXT", "what it is called there"),
      CommandOption("limit", taking: "COUNT", "so many at most"),
      CommandOption("notes", taking: "TEXT", "what is to be better in the next version"),
      CommandOption("sources", "the script as it was drafted, and what each statement was made from"),
      CommandOption("video", taking: "NAME", "of this video"),
      CommandOption("campaign", taking: "NAME", "of this campaign: utm_campaign, or a list of people"),
      CommandOption("site", taking: "NAME", "of the demos of this site, as site = … in their settings says"),
      CommandOption("lead", taking: "WHO", "of what was made for this person: their e-mail address or name"),
      CommandOption("since", taking: "DAY", "from this day on, as 2026-11-01"),
      CommandOption("until", taking: "DAY", "up to this day"),
      CommandOption("csv", "as a table"),
      CommandOption("invoice", taking: "MONTH", "the lines of an invoice for a month, as 2026-11; and its files in reports/"),
      CommandOption("html", taking: "FILE", "as a page, written to this file"),
      CommandOption("state", taking: "STATE", "only in this state"),
      CommandOption("from", taking: "TIME", "where to begin, as players show it: 1:30"),
      CommandOption("to", taking: "TIME", "where to end"),
      CommandOption("set", taking: "LIST", "further keys of the job file, as height=720; see the guide"),
      CommandOption("viewers", "throw away by what viewers are told from each other"),
      CommandOption("yes", "it is meant: nobody is asked again"),
      CommandOption("wait", "until it is finished"),
      CommandOption("once", "do not go on; for a terminal"),
      CommandOption("hear", taking: "TEXT", "write what the voice says, as hear-NAME.wav"),
      CommandOption("usage", "what the voices said and cost, day by day"),
      CommandOption("output", taking: "FILE", "write it to this file"),
      CommandOption("voices", "install the neural voices"),
      CommandOption("unit", "print what systemd must be told about the shares"),
      CommandOption("man", "print the manual page"),
      CommandOption("completion", "print the completion for bash"),
    ]

  static func named(_ name: String) -> CommandOption? { all.first { $0.name == name } }

  /// Those that a usage names, as in `jobs [STATE] [--client NAME]`.
  static func named(in usage: String) -> [CommandOption] {
    usage.split { " []|".contains($0) }.filter { $0.hasPrefix("--") }.compactMap { named(String($0.dropFirst(2))) }
  }
}
