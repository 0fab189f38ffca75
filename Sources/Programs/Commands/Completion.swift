import Production

/// What bash offers behind `dropreel`, made from the table of commands: commands, their options, and names of jobs.
enum Completion {
  static var bash: String {
    """
    # Completion for dropreel; made by: dropreel help --completion
    _dropreel() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' offers='' word
      COMPREPLY=()
      case $previous in
        \(files.map { "--\($0)" }.joined(separator: "|"))) compopt -o default; return ;;
        \(otherValues.map { "--\($0)" }.joined(separator: "|"))) return ;;
      esac
      for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == -* ]] || { command=$word; break; }
      done
      case $command in
        '') offers='\(words(commands + ofAll))' ;;
    \(Verbs.all.map(branch).joined(separator: "\n"))
      esac
      mapfile -t COMPREPLY < <(compgen -W "$offers" -- "$current")
    }
    _dropreel_jobs() { dropreel jobs --limit 500 2>/dev/null | cut -d' ' -f1; }
    complete -F _dropreel dropreel

    """
  }

  private static var commands: [String] { Verbs.all.map { $0.name } }
  private static var ofAll: [String] { CommandOption.ofAll.map { "--\($0.name)" } }
  private static var files: [String] { CommandOption.all.filter { $0.value == "FILE" }.map { $0.name } }
  private static var otherValues: [String] { CommandOption.all.filter { $0.takesValue && $0.value != "FILE" }.map { $0.name } }

  private static func branch(_ verb: any Verb.Type) -> String {
    let places = verb.usage.split { " []|".contains($0) }.dropFirst()
    var offers = CommandOption.named(in: verb.usage).map { "--\($0.name)" } + ofAll
    // A state of two words is typed in quotation marks, which is more than is to be offered here.
    if places.contains("STATE") { offers += JobState.allCases.map(\.rawValue).filter { !$0.contains(" ") } }
    var line = "    \(verb.name)) offers='\(words(offers))'"
    if places.contains("JOB") { line += "\"$(printf ' '; _dropreel_jobs)\"" }
    if places.first == "FILE" { line += "; compopt -o default" }
    return line + " ;;"
  }

  private static func words(_ words: [String]) -> String { words.joined(separator: " ") }
}
