package import Production

/// Who renamed or made a file, as Samba's audit log says: lines of `full_audit` with the prefix `%u|%I|%S`, as syslog writes them. Pure.
///
/// The log is text that clients' names went into: a line counts only when the path at its end is the very one that is asked for.
package struct SambaAudit: Sendable {
  private let paths: Set<String>
  private let moments: [Moment]
  private let secondsFromUTC: @Sendable (Moment) -> Int
  private let now: Moment

  /// The operations after which a name stands where it did not before.
  private static let operations: Set<String> = ["renameat", "rename", "create_file", "openat", "open", "linkat", "mkdirat"]
  /// How far apart the file's own time and the log's may be.
  package static let patience = Duration.seconds(60)

  /// Whole paths that the file has or had, and the times at which it was changed.
  package init(paths: Set<String>, around moments: [Moment], now: Moment, secondsFromUTC: @escaping @Sendable (Moment) -> Int) {
    self.paths = paths
    self.moments = moments
    self.now = now
    self.secondsFromUTC = secondsFromUTC
  }

  /// The last person that a line of the log names; nil when no line is about it.
  package func person(in log: String) -> String? {
    var person: String?
    for line in log.split(whereSeparator: \.isNewline) {
      if let found = self.person(inLine: line) { person = found }
    }
    return person
  }

  private func person(inLine line: Substring) -> String? {
    guard let path = paths.first(where: { line.hasSuffix("|" + $0) }) else { return nil }
    // What stands before the prefix is the time, the machine, and the program that wrote it.
    guard let mark = line.firstRange(of: "smbd_audit"), let colon = line[mark.upperBound...].firstRange(of: ": ") else {
      return nil
    }
    let fields = line[colon.upperBound...].dropLast(path.count + 1).split(separator: "|", omittingEmptySubsequences: false)
    guard fields.count >= 5, Self.operations.contains(String(fields[3])), fields[4] == "ok" else { return nil }
    guard let time = LogTime.read(line[..<mark.lowerBound], now: now, secondsFromUTC: secondsFromUTC) else { return nil }
    guard moments.contains(where: { Self.isNear($0, time) }) else { return nil }
    return Self.name(fields[0])
  }

  private static func isNear(_ moment: Moment, _ other: Moment) -> Bool {
    let apart = moment.since(other)
    return apart < patience && apart > .zero - patience
  }

  /// A login name: nothing that a page or a terminal would not show as it is.
  private static func name(_ field: Substring) -> String? {
    let name = field.unicodeScalars.filter {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    return name.isEmpty ? nil : String(String.UnicodeScalarView(name).prefix(64))
  }
}
