import Settings

/// What Samba's settings mean for a share. A value, made of the text of smb.conf and of the files that it includes.
struct SambaHints {
  private var sections: [(name: String, values: [String: String])] = [("global", [:])]
  /// Something is included that could not be read.
  private(set) var includesMore = false
  private let included: (String) -> String?
  /// How deep an include may lie in another.
  private static let deepest = 8

  /// `included` gives the text of a file by its path.
  init(_ text: String, included: @escaping (String) -> String? = { _ in nil }) {
    self.included = included
    read(text, depth: 0)
  }

  private mutating func read(_ text: String, depth: Int) {
    var pending = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let trimmed = Self.trimmed(line)
      if trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
      pending += trimmed
      if pending.hasSuffix("\\") {
        pending.removeLast()
        continue
      }
      read(line: pending, depth: depth)
      pending = ""
    }
  }

  private mutating func read(line: String, depth: Int) {
    if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
      sections.append((String(line[line.index(after: line.startIndex)..<end]), [:]))
    } else if let equals = line.firstIndex(of: "=") {
      // Samba does not care for case nor blanks in its keys.
      let key = String(line[..<equals].lowercased().filter { $0 != " " && $0 != "\t" })
      let value = Self.trimmed(line[line.index(after: equals)...])
      if key == "include", depth < Self.deepest, let text = included(value) { return read(text, depth: depth + 1) }
      if key == "include" || key == "configbackend" { includesMore = true }
      sections[sections.count - 1].values[Self.synonyms[key] ?? key] = value
    }
  }

  private static let synonyms = [
    "directory": "path", "writeable": "writable", "writeok": "writable", "createmode": "createmask",
    "directorymode": "directorymask",
  ]

  func findings(for client: ClientSettings) -> [Finding] {
    let topic = "Samba, share of \(client.name)"
    let found = sections.dropFirst().filter { $0.values["path"].map(Self.plain) == client.share }
    guard !found.isEmpty else {
      // One that shows a folder above it, or one that stands in another file, is not looked for.
      return includesMore
        ? []
        : [
          Finding(
            .notable, topic, "smb.conf has no share with this path",
            mend: "If people reach it by Samba: give their share in smb.conf the line path = \(client.share)")
        ]
    }
    return found.flatMap { section in findings(section.name, section.values, topic) }
  }

  private func findings(_ name: String, _ own: [String: String], _ topic: String) -> [Finding] {
    let values = sections[0].values.merging(own) { $1 }
    var findings: [Finding] = []
    func expect(_ holds: Bool, _ words: String, _ line: String, _ grade: Finding.Grade = .notable) {
      if !holds { findings.append(Finding(grade, topic, "in [\(name)], \(words)", mend: "Write: \(line)")) }
    }
    let isWritable = Self.isYes(values["writable"]) ?? Self.isYes(values["readonly"]).map { !$0 } ?? false
    expect(isWritable, "people may only read", "read only = no", .bad)
    expect(Self.isYes(values["followsymlinks"]) == false, "links are followed, also out of the share", "follow symlinks = no")
    expect(Self.isYes(values["widelinks"]) != true, "links lead out of the share", "wide links = no", .bad)
    expect(
      Self.bits(values["forcecreatemode"]) & 0o060 == 0o060 || values["inheritpermissions"].flatMap(Self.isYes) == true,
      "the service and others of the group may not write to what somebody drops", "force create mode = 0660")
    expect(
      Self.bits(values["forcedirectorymode"]) & 0o2070 == 0o2070 || values["inheritpermissions"].flatMap(Self.isYes) == true,
      "folders that people make do not hand the group on", "force directory mode = 2770")
    expect(values["vetofiles"]?.contains("/.dropreel/") ?? false, "the service's own folder is shown", "veto files = /.dropreel/")
    return findings.isEmpty ? [Finding(.good, topic, "[\(name)] is as it should be")] : findings
  }

  private static func isYes(_ text: String?) -> Bool? {
    switch text?.lowercased() {
    case "yes", "true", "1", "on": true
    case "no", "false", "0", "off": false
    default: nil
    }
  }

  private static func bits(_ text: String?) -> Int { text.flatMap { Int($0, radix: 8) } ?? 0 }

  /// Without quotation marks, nor a slash at its end.
  private static func plain(_ path: String) -> String {
    let bare = path.filter { $0 != "\"" }
    return bare.split(separator: "/").map { "/" + $0 }.joined()
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
