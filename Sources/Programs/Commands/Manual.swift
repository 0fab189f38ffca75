/// The manual page, dropreel(1), in the language of man(7), made from the table of commands.
enum Manual {
  static let lead = "Dropreel makes videos out of a shared folder. The commands read or steer what the service does."

  static var page: String {
    var lines = head
    for verb in Verbs.all { lines += entry(of: verb) }
    lines.append(".SH OPTIONS")
    for option in CommandOption.ofAll { lines += entry(of: option) }
    return (lines + foot).map { $0 + "\n" }.joined()
  }

  private static var head: [String] {
    [
      ".TH DROPREEL 1 \"\" \"dropreel \(Version.current)\" \"User Commands\"",
      ".SH NAME", "dropreel \\- turns documents dropped in a shared folder into narrated videos",
      ".SH SYNOPSIS", ".B dropreel", ".I COMMAND", "[\\fIOPTION\\fR]...",
      ".SH DESCRIPTION", text(lead),
      "Where the service runs, they ask it by its socket; who may open that is root, or in the group of the service.",
      "Where it does not run, they take its place for a moment, and must be called by its user.",
      ".SH COMMANDS",
    ]
  }

  private static let foot = [
    ".SH EXIT STATUS",
    ".TP", ".B 0", "it is done, and all is well",
    ".TP", ".B 1", "it was refused, or something is not as it should be",
    ".TP", ".B 64", "the command was not written as it must be",
    ".TP", ".B 70", "something went wrong inside of the program",
    ".TP", ".B 78", "there are mistakes in the settings",
    ".SH FILES",
    ".TP", ".I /etc/dropreel/config.toml", "the settings; each stands there with its default",
    ".TP", ".I /var/lib/dropreel", "the ledger, and all else that the service keeps",
    ".SH ENVIRONMENT",
    ".TP", ".B DROPREEL_CONFIG", "the settings file, where no option names one",
    ".TP", ".B DROPREEL_DATA", "the folder of characters, fonts and backgrounds, where it is not beside the program",
    ".SH SEE ALSO", ".BR journalctl (1),", ".BR systemctl (1)",
  ]

  private static func entry(of verb: any Verb.Type) -> [String] {
    var lines = [".TP", usage(verb.usage), text(sentence(verb.summary))]
    for option in CommandOption.named(in: verb.usage) {
      lines += [".RS", ".TP", usage(option.usage), text(option.summary), ".RE"]
    }
    return lines
  }

  private static func entry(of option: CommandOption) -> [String] { [".TP", usage(option.usage), text(option.summary)] }

  /// What is written as it stands is bold, what stands for something else is slanted.
  private static func usage(_ usage: String) -> String {
    usage.split(separator: " ").map { word in
      let isPlaceholder = word.contains { $0.isUppercase }
      return (isPlaceholder ? "\\fI" : "\\fB") + text(String(word)) + "\\fR"
    }.joined(separator: " ")
  }

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }

  /// A line of text: none of its signs means anything to the typesetter.
  private static func text(_ text: String) -> String {
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\e"
      case "-": quoted += "\\-"
      case _ where scalar.isASCII: quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return quoted.hasPrefix(".") || quoted.hasPrefix("'") ? "\\&" + quoted : quoted
  }
}
