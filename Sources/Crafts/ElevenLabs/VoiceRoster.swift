import Pages
package import Production

/// What an account can do: its voices and its models, as the provider lists them.
package struct VoiceRoster: Hashable, Sendable, Codable {
  package var voices: [Voice] = []
  package var models: [Model] = []
  /// Nil where nobody said.
  package var creditsLeft: Int?

  package struct Voice: Hashable, Sendable, Codable {
    package let id: String
    /// As the provider writes it, often with a manner behind it: "Sarah - Mature, Confident".
    package let name: String
    package let isWoman: Bool?

    /// The name alone.
    package var given: String {
      guard let dash = name.firstRange(of: " - ") else { return name }
      return String(name[..<dash.lowerBound])
    }
  }

  package struct Model: Hashable, Sendable, Codable {
    package let id: String
    package let largestText: Int?
    /// Credits for a character.
    package let factor: Double?
    /// Codes of the languages that it speaks; nil where nobody said.
    package let languages: [String]?
  }

  package init() {}

  /// The voice that speaks for one that was asked for: of a preset's choices the first that is there.
  package func voice(for asked: PaidVoice, of account: VoiceAccount) -> Voice? {
    let names = asked.own.map { [$0] } ?? account.presets.first { $0.name == asked.name }?.choices ?? []
    for name in names {
      let wanted = name.lowercased()
      let found = voices.first { $0.name.lowercased() == wanted } ?? voices.first { $0.given.lowercased() == wanted }
      if let found { return found }
    }
    return nil
  }

  package func model(named id: String) -> Model? { models.first { $0.id == id } }

  /// Why a voice that was asked for cannot speak; nil where it can.
  package func refusal(of asked: PaidVoice, in account: VoiceAccount) -> Refusal? {
    guard voice(for: asked, of: account) == nil else { return nil }
    guard let own = asked.own else {
      return Refusal(
        "None of the voices of \"\(asked.name)\" is in the ElevenLabs account.",
        wayOut:
          "Name one of the account's voices in config.toml, as elevenlabs.\(asked.name).voices: \(listed(near: asked.name)).")
    }
    return Refusal(
      "There is no voice named \"\(own)\" in the ElevenLabs account.", wayOut: "The nearest names are: \(listed(near: own)).")
  }

  /// Why the account's model cannot speak; nil where it can, or where nobody said which there are.
  package func refusal(ofModel id: String) -> Refusal? {
    guard !models.isEmpty, model(named: id) == nil else { return nil }
    return Refusal(
      "There is no model named \"\(id)\" in the ElevenLabs account.",
      wayOut: "Set elevenlabs.model in config.toml to one of: \(models.prefix(8).map(\.id).joined(separator: ", ")).")
  }

  /// The names that were perhaps meant, the nearest first.
  private func listed(near name: String) -> String {
    let ranked = voices.map(\.given).map { (name: $0, distance: Self.distance(name, $0)) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return ranked.isEmpty ? "none at all" : ranked.prefix(5).map(\.name).joined(separator: ", ")
  }

  /// How many letters were added, left out or mistaken.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.lowercased().prefix(60)), Array(right.lowercased().prefix(60)))
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var next = [index + 1]
      for (place, other) in right.enumerated() {
        next.append(min(row[place] + (letter == other ? 0 : 1), row[place + 1] + 1, next[place] + 1))
      }
      row = next
    }
    return row[right.count]
  }
}

// MARK: - As the provider writes it

extension VoiceRoster {
  /// One page of the list of voices, and the mark of the next.
  package static func page(_ body: [UInt8]) -> (voices: [Voice], next: String?)? {
    guard let body = try? JSON.read(body, atMost: 8 << 20), let list = body["voices"]?.array else { return nil }
    let voices = list.compactMap { entry -> Voice? in
      guard let id = entry["voice_id"]?.text, VoiceServer.isID(id), let name = entry["name"]?.text else { return nil }
      let gender = entry["labels"]?["gender"]?.text?.lowercased()
      return Voice(id: id, name: name, isWoman: gender.map { $0 == "female" })
    }
    let next = body["has_more"]?.flag == true ? body["next_page_token"]?.text : nil
    return (voices, next)
  }

  /// What the account has left of its month, with what it may overdraw.
  package static func creditsLeft(_ body: [UInt8]) -> Int? {
    guard let body = try? JSON.read(body, atMost: 1 << 20), let used = body["character_count"]?.integer,
      let limit = body["character_limit"]?.integer
    else { return nil }
    if body["max_credit_limit_extension"]?.text == "unlimited" { return nil }
    let more = body["max_credit_limit_extension"]?.integer ?? 0
    return Int(
      max(
        0, min(Int64(Int32.max), limit.addingReportingOverflow(more).partialValue.subtractingReportingOverflow(used).partialValue)
      ))
  }

  private static func languages(of model: JSON) -> [String]? {
    let codes = model["languages"]?.array?.compactMap { $0["language_id"]?.text?.lowercased() }
      .filter { (2...8).contains($0.utf8.count) && $0.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 } }
    return codes?.isEmpty == false ? codes.map { Array($0.prefix(200)) } : nil
  }

  package static func models(_ body: [UInt8]) -> [Model]? {
    guard let list = (try? JSON.read(body, atMost: 8 << 20))?.array else { return nil }
    return list.compactMap { entry in
      guard let id = entry["model_id"]?.text, entry["can_do_text_to_speech"]?.flag != false else { return nil }
      let factor = entry["model_rates"]?["character_cost_multiplier"]?.number ?? entry["token_cost_factor"]?.number
      let largest = entry["maximum_text_length_per_request"]?.integer ?? entry["max_characters_request_subscribed_user"]?.integer
      return Model(
        id: id, largestText: largest.flatMap { $0 > 0 ? Int(min($0, 1_000_000)) : nil },
        factor: factor.flatMap { $0 > 0 && $0 <= 100 ? $0 : nil }, languages: languages(of: entry))
    }
  }
}

extension JSON {
  /// A number, however it is written.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }
}
