import Journal
import Settings

extension Journal {
  /// The service's journal, as config.toml wants it.
  static func forService(_ settings: LogSettings) -> Journal {
    Journal(name: "dropreel", upTo: level(settings.level), form: form(settings.format))
  }

  /// A journal that never writes any of these, wherever they may turn up.
  func hiding(_ secrets: Secrets) -> Journal { hiding(secrets.names.compactMap { secrets[$0]?.reveal { $0 } }) }

  /// A command speaks to the person who called it; only what is wrong goes to the journal.
  static var forCommands: Journal { Journal(name: "dropreel", upTo: .error, form: .plain) }

  private static func level(_ level: LogLevel) -> Level {
    switch level {
    case .error: .error
    case .warning: .warning
    case .notice: .notice
    case .info: .info
    case .debug: .debug
    }
  }

  private static func form(_ format: LogFormat) -> Form {
    switch format {
    case .auto: .fitting()
    case .journal: .systemd
    case .json: .jsonLines
    case .text: .plain
    }
  }
}
