import Production

extension SettingKind where Value == String {
  /// A voice: one of our own, a preset, or any of a paid account by its name.
  static var voice: Self {
    SettingKind { value throws(Unfit) in
      let text = try name(example: OwnVoice.heart.rawValue).read(value)
      if OwnVoice(rawValue: text) != nil { return text }
      if let paid = PaidVoice(text), paid.own?.isEmpty != true { return text }
      let nearest = NearestWord.to(text, in: OwnVoice.allCases.map(\.rawValue) + VoicePreset.standard.map(\.name))
      throw Unfit(
        problem: "cannot be \(text.quoted)",
        wayOut: (nearest.map { "Did you mean \($0.quoted)? " } ?? "")
          + "It may be \(OwnVoice.allCases.map(\.rawValue).listed), a preset of paid voices as \"professional-1\","
          + " or \"\(PaidVoice.mark)NAME\".",
        nearest: nearest)
    } shown: {
      $0.quoted
    }
  }

  /// The name of something among the assets, or none.
  static var nameOrNothing: Self {
    SettingKind { value throws(Unfit) in
      if case .text("") = value.content { return "" }
      return try name(example: "acme").read(value)
    } shown: {
      $0.quoted
    }
  }
}

extension SettingKind where Value == String {
  /// The same kind, for what a file need not say.
  var orNothing: SettingKind<String?> { held(as: { $0 }, { $0 ?? "" }) }
}
