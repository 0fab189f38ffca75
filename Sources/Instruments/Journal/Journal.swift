/// Where a program writes what people should know: sentences with fields, one line each, nothing in them that a terminal
/// or another program could take for a command, and no secret.
package struct Journal: Sendable {
  /// By who must act.
  package enum Level: Int32, Sendable, Comparable, CaseIterable {
    /// The administrator must act, or work stays undone.
    case error = 3
    /// Somebody should look at it: a user's input is wrong, or something is running out.
    case warning = 4
    /// Nobody must act; a state changed that people ask about.
    case notice = 5
    /// How the work goes.
    case info = 6
    /// For whoever looks for a fault.
    case debug = 7

    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    var name: String {
      switch self {
      case .error: "error"
      case .warning: "warning"
      case .notice: "notice"
      case .info: "info"
      case .debug: "debug"
      }
    }
  }

  /// The program's name, as the journal shows it.
  private let name: String
  /// What is less urgent is left out.
  private let upTo: Level
  private let redaction: Redaction
  private let outlet: Outlet
  /// Fields of every line.
  private let subject: [String: String]

  /// Finds out by itself what listens, unless told. No value in `hiding` ever gets out.
  package init(name: String, upTo: Level = .info, hiding secrets: [String] = [], form: Form = .fitting(), descriptor: Int32 = 2) {
    self.init(
      name: name, upTo: upTo, redaction: Redaction(secrets), outlet: Outlet(form: form, descriptor: descriptor), subject: [:])
  }

  private init(name: String, upTo: Level, redaction: Redaction, outlet: Outlet, subject: [String: String]) {
    self.name = name
    self.upTo = upTo
    self.redaction = redaction
    self.outlet = outlet
    self.subject = subject
  }

  /// The same journal, which hides these values too.
  package func hiding(_ secrets: [String]) -> Journal {
    Journal(name: name, upTo: upTo, redaction: redaction.adding(secrets), outlet: outlet, subject: subject)
  }

  /// The same journal, which adds these fields to every line: what the lines are about.
  package func about(_ fields: [String: String]) -> Journal {
    Journal(name: name, upTo: upTo, redaction: redaction, outlet: outlet, subject: subject.merging(fields) { $1 })
  }

  /// Whether a line of this level is written at all; for lines that cost something to make.
  package func writes(_ level: Level) -> Bool { level <= upTo }

  package func log(_ level: Level, _ sentence: String, fields: [String: String] = [:]) {
    guard writes(level) else { return }
    outlet.write(
      Entry(
        program: name, level: level, sentence: shown(sentence, atMost: 4 << 10),
        fields: subject.merging(fields) { $1 }.map { (shown($0.key, atMost: 64), shown($0.value, atMost: 16 << 10)) }.sorted {
          $0 < $1
        }))
  }

  /// A text without any of the values that this journal hides, for what is shown elsewhere.
  package func cleaned(_ text: String) -> String { redaction.applied(to: text) }

  /// Hidden before it is shortened: half a secret is one too.
  private func shown(_ text: String, atMost limit: Int) -> String {
    visible(redaction.applied(to: text), atMost: limit)
  }
}

/// One line of a journal. All its texts are fit to be shown.
struct Entry {
  let program: String
  let level: Journal.Level
  let sentence: String
  let fields: [(name: String, value: String)]
}
