import Production

extension SettingKind where Value == String {
  /// A name that is shown to people, or that a folder below assets/ has.
  static func name(example: String) -> Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: example.quoted, got: value) }
      let wayOut = "Write 1 to 40 letters, digits, spaces or hyphens, for example \(example.quoted)."
      guard !text.isEmpty, text.utf8.count <= 160, text.unicodeScalars.count <= 40 else {
        throw Unfit(problem: "must have 1 to 40 letters", wayOut: wayOut)
      }
      guard text.unicodeScalars.allSatisfy({ $0.isPrintable && $0 != "/" && $0 != "\\" }) else {
        throw Unfit(problem: "has a character that no name may have", wayOut: wayOut)
      }
      // A dot could climb out of a folder, a hyphen could be taken for an option, a space is not seen.
      guard let first = text.first, let last = text.last, first != ".", first != "-", first != " ", last != " " else {
        throw Unfit(problem: "must not begin with a dot, a hyphen or a space, nor end with a space", wayOut: wayOut)
      }
      return text
    } shown: {
      $0.quoted
    }
  }

  /// A few words of plain text, on one line.
  static func phrase(example: String, mayBeEmpty: Bool = false, atMost longest: Int = 300) -> Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: example.quoted, got: value) }
      if text.isEmpty, mayBeEmpty { return text }
      let wayOut = "Write a few words, for example \(example.quoted)."
      guard text.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else {
        throw Unfit(problem: "must say something", wayOut: wayOut)
      }
      guard text.unicodeScalars.count <= longest, text.unicodeScalars.allSatisfy(\.isPrintable) else {
        throw Unfit(problem: "must be at most \(longest) letters on one line", wayOut: wayOut)
      }
      return text
    } shown: {
      $0.quoted
    }
  }

  /// A folder of this machine, from the root on; without a slash at its end.
  static func folder(example: String) -> Self { path(of: "a folder", example: example) }

  /// A file, a folder or a pattern of this machine, from the root on.
  static func path(example: String) -> Self { path(of: "a file or a folder", example: example) }

  private static func path(of what: String, example: String) -> Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: example.quoted, got: value) }
      let wayOut = "Write the whole path of \(what), for example \(example.quoted)."
      guard text.utf8.first == UInt8(ascii: "/") else {
        throw Unfit(problem: "must be a whole path that begins with a slash", wayOut: wayOut)
      }
      guard text.utf8.count <= 1024, text.unicodeScalars.allSatisfy(\.isPrintable) else {
        throw Unfit(problem: "is too long for a path, or has a character that no path should have", wayOut: wayOut)
      }
      let parts = text.split(separator: "/")
      guard !parts.isEmpty, !parts.contains(".."), !parts.contains(".") else {
        throw Unfit(problem: "must name \(what) of its own, without \"..\" in it", wayOut: wayOut)
      }
      return parts.map { "/" + $0 }.joined()
    } shown: {
      $0.quoted
    }
  }
}

extension SettingKind where Value == String {
  /// A file of the service: a whole path, a plain name for one in the state folder, or nothing.
  static func fileOrNone(example: String) -> Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: example.quoted, got: value) }
      if text.isEmpty { return text }
      let wayOut = "Write a name like \(example.quoted), a whole path, or \"\" for none."
      guard text.utf8.count <= 1024, text.unicodeScalars.allSatisfy(\.isPrintable) else {
        throw Unfit(problem: "is too long for a path, or has a character that no path should have", wayOut: wayOut)
      }
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      let isPath = text.hasPrefix("/") && parts.count > 2
      guard isPath || parts.count == 1, let last = parts.last, !last.isEmpty, !parts.contains(".."), !parts.contains(".") else {
        throw Unfit(problem: "must be a plain name, or a whole path that begins with a slash", wayOut: wayOut)
      }
      return text
    } shown: {
      $0.quoted
    }
  }
}

extension SettingKind where Value == [String] {
  /// A program by its whole path, and its arguments, each by itself: no shell reads them.
  static func command(example: String) -> Self {
    SettingKind { value throws(Unfit) in
      let wayOut = "Write the program's whole path and its arguments as a list, for example [\(example.quoted)]; [] runs nothing."
      guard case .array(let items) = value.content else {
        throw Unfit(problem: "must be a list, but is \(value.kindInWords)", wayOut: wayOut)
      }
      var words: [String] = []
      for item in items {
        guard case .text(let text) = item.content else { throw .type("a text", example: example.quoted, got: item) }
        guard !text.utf8.contains(0), text.utf8.count <= 4096, words.count < 64 else {
          throw Unfit(problem: "is longer than any command should be", wayOut: wayOut)
        }
        words.append(text)
      }
      guard words.first?.hasPrefix("/") ?? true else {
        throw Unfit(problem: "must begin with the whole path of a program", wayOut: wayOut)
      }
      return words
    } shown: {
      "[\($0.map(\.quoted).joined(separator: ", "))]"
    }
  }
}

extension SettingKind where Value == ClientName {
  static var clientName: Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: "\"acme\"", got: value) }
      guard let name = ClientName(text) else {
        let slug = Slug.make(from: text)
        throw Unfit(
          problem: "may have only lower-case letters, digits and hyphens", wayOut: "Write for example \(slug.quoted).",
          nearest: slug)
      }
      return name
    } shown: {
      $0.text.quoted
    }
  }
}

extension SettingKind {
  /// One of a few words.
  static func choice<Choice: CaseIterable & RawRepresentable>(_: Choice.Type = Choice.self) -> SettingKind<Choice>
  where Choice.RawValue == String, Choice: Sendable {
    .choice(of: Choice.allCases.map { ($0.rawValue, $0) }, word: \.rawValue)
  }

  static func choice(of choices: [(word: String, value: Value)], word: @escaping @Sendable (Value) -> String) -> Self
  where Value: Sendable {
    SettingKind { value throws(Unfit) in
      let words = choices.map(\.word)
      guard case .text(let text) = value.content else {
        throw .type("one of \(words.listed)", example: (words.first ?? "").quoted, got: value)
      }
      guard let found = choices.first(where: { $0.word == text }) else {
        let nearest = NearestWord.to(text, in: words)
        throw Unfit(
          problem: "cannot be \(text.quoted)",
          wayOut: (nearest.map { "Did you mean \($0.quoted)? " } ?? "") + "It may be \(words.listed).", nearest: nearest)
      }
      return found.value
    } shown: {
      word($0).quoted
    }
  }

  /// Several of the same kind, each once, in the order of the file.
  func list(atLeast least: Int) -> SettingKind<[Value]> where Value: Hashable & Sendable {
    SettingKind<[Value]> { value throws(Unfit) in
      guard case .array(let items) = value.content else {
        throw Unfit(
          problem: "must be a list, but is \(value.kindInWords)", wayOut: "Put it in brackets, for example [\(value.shown)].")
      }
      var list: [Value] = []
      for item in items {
        let element = try read(item)
        guard !list.contains(element) else {
          throw Unfit(problem: "names \(item.shown) twice", wayOut: "Name each once.")
        }
        list.append(element)
      }
      guard list.count >= least else { throw Unfit(problem: "must not be empty", wayOut: "Name at least \(least).") }
      return list
    } shown: {
      "[\($0.map(shown).joined(separator: ", "))]"
    }
  }
}

extension [String] {
  /// As a sentence lists them: "a", "b" or "c".
  var listed: String {
    let words = map(\.quoted)
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}
