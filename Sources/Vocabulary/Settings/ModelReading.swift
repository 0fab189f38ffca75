import Production

/// A model while its table is read: what must be there may still be missing.
struct ModelDraft {
  var name = ""
  var provider = ModelCard.Provider.anthropic
  var url = ""
  var id = ""
  var key: String?
  var small = false
  var inputPrice: Double?
  var outputPrice: Double?
  var patience = Duration.seconds(300)
}

extension ModelDraft {
  /// Every key of a `[[model]]`.
  static var keys: [Setting<ModelDraft>] {
    [
      Setting("name", \.name, .word(example: "sonnet")),
      Setting("provider", \.provider, .choice()),
      Setting("url", \.url, .webAddress(example: "http://localhost:11434/v1")),
      Setting("id", \.id, .word(example: "claude-sonnet-5-5")),
      Setting("key", \.key, .secretName),
      Setting("small", \.small, .flag),
      Setting("million_in_dollars", \.inputPrice, .price),
      Setting("million_out_dollars", \.outputPrice, .price),
      Setting("patience_seconds", \.patience, .seconds(5...3600)),
    ]
  }

  init(_ card: ModelCard) {
    name = card.name
    provider = card.provider
    url = card.base
    id = card.model
    key = card.key
    small = card.small
    inputPrice = card.inputPrice
    outputPrice = card.outputPrice
    patience = .seconds(card.patienceSeconds)
  }

  var card: ModelCard {
    ModelCard(
      name: name, provider: provider, model: id, base: url.isEmpty ? nil : url, key: key, small: small, inputPrice: inputPrice,
      outputPrice: outputPrice, patienceSeconds: Int(patience.components.seconds))
  }
}

extension SettingsReading {
  /// Reads every `[[model]]`, and whether the lists of writers name such.
  mutating func readModels(of table: TomlValue) -> [ModelCard] {
    guard case .table(let entries) = table.content, let entry = entries.first(where: { $0.key == "model" }) else { return [] }
    guard case .array(let tables) = entry.value.content else {
      let unfit = Unfit(problem: "must be written with double brackets, one [[model]] for each model", wayOut: Self.sampleModel)
      add(key: "model", at: entry.place, shown: entry.value.shown, unfit)
      return []
    }
    var models: [ModelCard] = []
    for table in tables {
      guard let card = readModel(table) else { continue }
      if models.contains(where: { $0.name == card.name }) {
        let unfit = Unfit(problem: "is the name of another model too", wayOut: "Give each model its own name.")
        add(key: "model.name", at: table.place, shown: card.name.quoted, unfit)
      }
      models.append(card)
    }
    return models
  }

  private static var sampleModel: String {
    "Write [[model]], and below it name = \"sonnet\", provider = \"anthropic\" and id = \"claude-sonnet-5-5\"."
  }

  private mutating func readModel(_ table: TomlValue) -> ModelCard? {
    guard case .table = table.content else {
      let unfit = Unfit(problem: "must be a table, but is \(table.kindInWords)", wayOut: Self.sampleModel)
      add(key: "model", at: table.place, shown: table.shown, unfit)
      return nil
    }
    var part = SettingsReading(file: file)
    var draft = ModelDraft()
    part.read(table, as: ModelDraft.keys, into: &draft)
    for key in ["name", "provider", "id"] where part.lines[key] == nil {
      part.add(key: key, at: table.place, Unfit(problem: "is missing", wayOut: Self.sampleModel))
    }
    for (given, missing) in [("million_in_dollars", "million_out_dollars"), ("million_out_dollars", "million_in_dollars")]
    where part.lines[given] != nil && part.lines[missing] == nil {
      part.add(
        key: missing, at: table.place,
        Unfit(problem: "is missing: one price without the other is none", wayOut: "Write both, or neither."))
    }
    add(part, prefix: "model.", place: "model.\(draft.name).")
    return draft.name.isEmpty || draft.id.isEmpty ? nil : draft.card
  }

  /// A list of writers must name models that there are. The keys are those of config.toml, and of each client.
  mutating func settle(_ writer: WriterSettings, among models: [ModelCard], key: String) {
    guard let line = lines[key] else { return }
    for name in writer.models where !models.contains(where: { $0.name == name }) {
      let names = models.map(\.name)
      let nearest = NearestWord.to(name, in: names)
      let wayOut =
        names.isEmpty
        ? "Set the model up: \(Self.sampleModel)"
        : nearest.map { "Did you mean \($0.quoted)?" } ?? "Name one of \(names.listed), or set it up with [[model]]."
      add(
        key: key, at: .line(line), shown: name.quoted,
        Unfit(problem: "names a model that is not set up: \(name.quoted)", wayOut: wayOut, nearest: nearest))
    }
  }
}

extension SettingKind where Value == Double? {
  /// For a million tokens.
  fileprivate static var price: Self { SettingKind<Double>.number(0...10_000).held(as: { $0 }, { $0 ?? 0 }) }
}
