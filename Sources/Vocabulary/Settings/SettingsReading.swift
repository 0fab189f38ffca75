import Production

/// One pass over a settings file: it gathers all mistakes, and in which line each key stands.
struct SettingsReading {
  /// Enough to mend a file by; a file of nothing but mistakes shall not fill the memory.
  static let mostMistakes = 100

  let file: String
  private(set) var mistakes: [SettingMistake] = []
  private(set) var omitted = 0
  /// The line of every known key that the file has.
  private(set) var lines: [String: Int] = [:]

  init(file: String) {
    self.file = file
  }

  /// Reads a file that has no settings but these, or throws all mistakes.
  static func all<Root>(
    of bytes: [UInt8], file: String, as settings: [Setting<Root>], over root: Root
  ) throws(SettingMistakes) -> Root {
    var reading = SettingsReading(file: file)
    var root = root
    reading.read(try table(of: bytes, file: file), as: settings, into: &root)
    try reading.finish()
    return root
  }

  static func table(of bytes: [UInt8], file: String) throws(SettingMistakes) -> TomlValue {
    do throws(TomlSyntaxMistake) {
      return try TomlSyntax.parse(bytes)
    } catch {
      throw SettingMistakes(error, in: file)
    }
  }

  /// Reads a table's settings into `root`. `apart` names the keys of the top that are read elsewhere.
  mutating func read<Root>(_ table: TomlValue, as settings: [Setting<Root>], into root: inout Root, apart: Set<String> = []) {
    let known = Dictionary(settings.map { ($0.key, $0) }) { first, _ in first }
    read(table, prefix: "", known: known, apart: apart, into: &root)
  }

  private mutating func read<Root>(
    _ table: TomlValue, prefix: String, known: [String: Setting<Root>], apart: Set<String>, into root: inout Root
  ) {
    guard case .table(let entries) = table.content else { return }
    for entry in entries {
      let key = prefix + entry.key
      // A key in quotation marks may hold a dot; it is none of ours, although it would spell like one.
      let isPlain = !entry.key.utf8.contains(UInt8(ascii: "."))
      if isPlain, let setting = known[key] {
        lines[key] = entry.place.line
        do throws(Unfit) {
          try setting.read(entry.value, &root)
        } catch {
          add(key: key, at: entry.place, shown: entry.value.shown, error)
        }
      } else if isPlain, known.keys.contains(where: { $0.hasPrefix(key + ".") }) {
        if case .table = entry.value.content {
          read(entry.value, prefix: key + ".", known: known, apart: [], into: &root)
        } else {
          let wayOut = "Write [\(key)] on a line of its own, and its settings below."
          let unfit = Unfit(problem: "must be a table, but is \(entry.value.kindInWords)", wayOut: wayOut)
          add(key: key, at: entry.place, shown: entry.value.shown, unfit)
        }
      } else if !apart.contains(key) {
        addUnknown(entry, prefix: prefix, known: Set(known.keys).union(prefix.isEmpty ? apart : []))
      }
    }
  }

  mutating func add(key: String, at place: TomlPlace, shown: String = "", _ unfit: Unfit) {
    add(
      SettingMistake(
        file: file, line: place.line, column: place.column, key: key, value: shown, sentence: "\(key) \(unfit.problem).",
        nearest: unfit.nearest, wayOut: unfit.wayOut))
  }

  /// Takes over what the reading of a part found; the part's keys get `prefix`, and their lines the prefix `place`.
  mutating func add(_ part: SettingsReading, prefix: String, place: String) {
    for mistake in part.mistakes {
      add(
        SettingMistake(
          file: file, line: mistake.line, column: mistake.column, key: prefix + mistake.key, value: mistake.value,
          sentence: mistake.sentence, nearest: mistake.nearest, wayOut: mistake.wayOut))
    }
    omitted += part.omitted
    for (key, line) in part.lines { lines[place + key] = line }
  }

  private mutating func add(_ mistake: SettingMistake) {
    if mistakes.count < Self.mostMistakes { mistakes.append(mistake) } else { omitted += 1 }
  }

  /// Looks for what was meant: a neighbour in the same table, else the same name in another one.
  private mutating func addUnknown(_ entry: TomlEntry, prefix: String, known: Set<String>) {
    // Looking costs more than counting.
    guard mistakes.count < Self.mostMistakes else {
      omitted += 1
      return
    }
    let neighbours = Set(
      known.filter { $0.hasPrefix(prefix) }.compactMap { $0.dropFirst(prefix.count).split(separator: ".").first.map(String.init) }
    )
    let elsewhere = known.sorted().first { $0.hasSuffix("." + entry.key) || $0 == entry.key }
    let neighbour = NearestWord.to(entry.key, in: neighbours.sorted()).map { prefix + $0 }
    // The very name in another table beats a name that is only alike.
    let nearest = elsewhere ?? neighbour
    let wayOut =
      if let nearest { "Did you mean \(nearest)?" } else {
        "Remove it, or write one of: \(neighbours.sorted().joined(separator: ", "))."
      }
    let table = prefix.isEmpty ? "at the top" : "in [\(prefix.dropLast())]"
    add(
      SettingMistake(
        file: file, line: entry.place.line, column: entry.place.column, key: prefix + entry.key.shortened,
        value: entry.value.shown, sentence: "There is no setting \(entry.key.quoted) \(table).", nearest: nearest, wayOut: wayOut)
    )
  }

  /// Throws all that was found, in the order of the lines.
  func finish() throws(SettingMistakes) {
    guard mistakes.isEmpty else {
      let inOrder = mistakes.sorted { ($0.line, $0.column, $0.key) < ($1.line, $1.column, $1.key) }
      throw SettingMistakes(file: file, all: inOrder, omitted: omitted)
    }
  }
}

extension String {
  /// What a key from a file may add to a message.
  fileprivate var shortened: String { String(quoted.dropFirst().dropLast()) }
}
