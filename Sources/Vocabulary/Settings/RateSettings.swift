import Production

/// Something that is otherwise from a day on.
struct DatedDraft<Value: Sendable>: Sendable {
  var since = ""
  var value: Value

  static var since: Setting<Self> { Setting("since", \.since, .day) }
}

extension DatedDraft<Rates> {
  /// A `[[rate]]`: from a day on, all rates are these.
  static var keys: [Setting<Self>] {
    [
      since, Setting("compute_hour_dollars", \.value.computeHour, .dollars),
      Setting("stored_gigabyte_month_dollars", \.value.storedGigabyteMonth, .dollars),
      Setting("sent_gigabyte_dollars", \.value.sentGigabyte, .dollars),
    ]
  }
}

extension ServiceSettings {
  static var ofRates: [Setting<ServiceSettings>] {
    [
      Setting("rates.compute_hour_dollars", \.rates.first.computeHour, .dollars),
      Setting("rates.stored_gigabyte_month_dollars", \.rates.first.storedGigabyteMonth, .dollars),
      Setting("rates.sent_gigabyte_dollars", \.rates.first.sentGigabyte, .dollars),
    ]
  }
}

extension SettingsReading {
  /// Reads every `[[rate]]`.
  mutating func readRates(of table: TomlValue, over first: Rates) -> [DatedRates.Entry] {
    readDated("rate", of: table, as: DatedDraft<Rates>.keys, over: first).map {
      DatedRates.Entry(since: $0.since, rates: $0.value)
    }
  }

  /// Reads every table of a key, each of which says what is otherwise from a day on. What one does not say is as it was before.
  mutating func readDated<Value: Sendable>(
    _ key: String, of table: TomlValue, as keys: [Setting<DatedDraft<Value>>], over first: Value, below parent: String = ""
  ) -> [DatedDraft<Value>] {
    guard case .table(let entries) = table.content, let entry = entries.first(where: { $0.key == key }) else { return [] }
    let wayOut = "Write [[\(parent)\(key)]], and below it since = \"2027-01-01\" and what costs something else from then on."
    guard case .array(let tables) = entry.value.content else {
      let unfit = Unfit(problem: "must be written with double brackets, one [[\(parent)\(key)]] for each change", wayOut: wayOut)
      add(key: key, at: entry.place, shown: entry.value.shown, unfit)
      return []
    }
    var found: [DatedDraft<Value>] = []
    for table in tables {
      var part = SettingsReading(file: file)
      var draft = DatedDraft(value: found.last?.value ?? first)
      part.read(table, as: keys, into: &draft)
      if part.lines["since"] == nil { part.add(key: "since", at: table.place, Unfit(problem: "is missing", wayOut: wayOut)) }
      if let before = found.last, !draft.since.isEmpty, draft.since <= before.since {
        part.add(
          key: "since", at: table.place,
          Unfit(problem: "is not after the one before it", wayOut: "Write the changes in the order of their days."))
      }
      add(part, prefix: "\(key).", place: "\(key).\(draft.since).")
      found.append(draft)
    }
    return found
  }
}

extension SettingKind where Value == String {
  /// A day, as 2026-01-31.
  static var day: Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content, let day = CivilDay(text)?.text else {
        throw Unfit(
          problem: "must be a day in quotation marks, but is \(value.shown)", wayOut: "Write it like this: \"2027-01-01\".")
      }
      return day
    } shown: {
      $0.quoted
    }
  }
}
