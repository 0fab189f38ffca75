import Production

extension SettingKind where Value == String {
  /// Something without spaces that others call a thing by.
  static func word(example: String) -> Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: example.quoted, got: value) }
      guard !text.isEmpty, text.utf8.count <= 200, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw Unfit(
          problem: "must have 1 to 200 letters, digits and signs without spaces", wayOut: "Write for example \(example.quoted).")
      }
      return text
    } shown: {
      $0.quoted
    }
  }

  /// The same, or "" for none.
  static func wordOrNone(example: String) -> Self { orNone(.word(example: example), wanted: example) }

  /// Where a server is asked: a scheme, a host, maybe a port and a path. No question mark, no name or password.
  static func webAddress(example: String) -> Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: example.quoted, got: value) }
      let wayOut = "Write for example \(example.quoted)."
      let schemes = ["https://", "http://"]
      guard let scheme = schemes.first(where: text.hasPrefix) else {
        throw Unfit(problem: "must begin with https:// or http://", wayOut: wayOut)
      }
      let rest = text.dropFirst(scheme.count)
      guard let first = rest.first, first != "/", text.utf8.count <= 500,
        rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"?#@\\\"<>{}|^`".utf8.contains($0) })
      else {
        throw Unfit(problem: "must be a scheme, a host, and maybe a port and a path", wayOut: wayOut)
      }
      guard !rest.hasSuffix("/") else { throw Unfit(problem: "must not end with a slash", wayOut: wayOut) }
      return text
    } shown: {
      $0.quoted
    }
  }

  /// The same, or "" for none.
  static func webAddressOrNone(example: String) -> Self { orNone(.webAddress(example: example), wanted: example) }

  /// Where a link on a page leads: any address of the web that is fetched safely, or "" for none.
  static func secureLinkOrNone(example: String) -> Self {
    let link = SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: example.quoted, got: value) }
      let wayOut = "Write for example \(example.quoted), or \"\" for none."
      let scheme = "https://"
      guard text.hasPrefix(scheme) else { throw Unfit(problem: "must begin with https://", wayOut: wayOut) }
      let rest = text.dropFirst(scheme.count)
      let host = rest.prefix { !"/?#".contains($0) }
      guard !host.isEmpty, !host.contains("@"), text.utf8.count <= 1000,
        rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"<>{}|^`".utf8.contains($0) })
      else {
        throw Unfit(problem: "must be an address without spaces, and without a name or password in it", wayOut: wayOut)
      }
      return text
    } shown: {
      $0.quoted
    }
    return orNone(link, wanted: example)
  }

  private static func orNone(_ kind: Self, wanted example: String) -> Self {
    SettingKind { value throws(Unfit) in
      if case .text("") = value.content { return "" }
      return try kind.read(value)
    } shown: {
      $0.quoted
    }
  }
}

extension SettingKind where Value == String? {
  /// The name of a secret, or "" where none is sent.
  static var secretName: Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a text", example: "\"anthropic\"", got: value) }
      guard text.isEmpty || Secrets.isName(text) else {
        throw Unfit(
          problem: "must be the name of a secret: lower-case letters, digits, hyphens and underscores",
          wayOut: "Write the name only, never the key itself, for example \"anthropic\"; \"\" sends none.")
      }
      return text
    } shown: {
      ($0 ?? "").quoted
    }
  }
}
