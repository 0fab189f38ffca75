import Production

extension SettingKind where Value == HexColour {
  static var colour: Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a colour", example: "\"#e94560\"", got: value) }
      guard let colour = HexColour(text) else {
        throw Unfit(
          problem: "must be a colour, but is \(value.shown)",
          wayOut: "Write a # and six digits for red, green and blue, for example \"#e94560\".")
      }
      return colour
    } shown: {
      "\($0)".quoted
    }
  }
}

extension SettingKind where Value == String {
  /// A file that lies beside the settings file.
  static func assetFile(_ kinds: [AssetKind], example: String) -> Self {
    SettingKind { value throws(Unfit) in
      let text = try name(example: example).read(value)
      let endings = kinds.flatMap(\.endings)
      guard endings.contains(DocumentName.ending(of: text)) else {
        throw Unfit(
          problem: "cannot be \(text.quoted)",
          wayOut: "Name a file that ends with \(endings.map { ".\($0)" }.listed), for example \(example.quoted).")
      }
      return text
    } shown: {
      $0.quoted
    }
  }
}
