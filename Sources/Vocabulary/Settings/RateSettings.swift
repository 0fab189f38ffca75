import Production

/// A `[[rate]]`: from a day on, all rates are these.
struct RateDraft {
  var since = ""
  var rates = Rates()

  static var keys: [Setting<RateDraft>] {
    [
      Setting("since", \.since, .day),
      Setting("compute_hour_dollars", \.rates.computeHour, .dollars),
      Setting("stored_gigabyte_month_dollars", \.rates.storedGigabyteMonth, .dollars),
      Setting("sent_gigabyte_dollars", \.rates.sentGigabyte, .dollars),
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
  /// Reads every `[[rate]]`. What one does not say is as it was before.
  mutating func readRates(of table: TomlValue, over first: Rates) -> [DatedRates.Entry] {
    guard case .table(let entries) = table.content, let entry = entries.first(where: { $0.key == "rate" }) else { return [] }
    let wayOut = "Write [[rate]], and below it since = \"2027-01-01\" and what costs something else from then on."
    guard case .array(let tables) = entry.value.content else {
      let unfit = Unfit(problem: "must be written with double brackets, one [[rate]] for each change", wayOut: wayOut)
      add(key: "rate", at: entry.place, shown: entry.value.shown, unfit)
      return []
    }
    var rates: [DatedRates.Entry] = []
    var last = first
    for table in tables {
      var part = SettingsReading(file: file)
      var draft = RateDraft(rates: last)
      part.read(table, as: RateDraft.keys, into: &draft)
      if part.lines["since"] == nil { part.add(key: "since", at: table.place, Unfit(problem: "is missing", wayOut: wayOut)) }
      if let before = rates.last, !draft.since.isEmpty, draft.since <= before.since {
        part.add(
          key: "since", at: table.place,
          Unfit(problem: "is not after the one before it", wayOut: "Write the changes in the order of their days."))
      }
      add(part, prefix: "rate.", place: "rate.\(draft.since).")
      last = draft.rates
      rates.append(DatedRates.Entry(since: draft.since, rates: draft.rates))
    }
    return rates
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
