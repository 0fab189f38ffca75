/// What a setting may be: how its value is read from a file, and how it is written there.
struct SettingKind<Value>: Sendable {
  let read: @Sendable (TomlValue) throws(Unfit) -> Value
  /// As TOML writes it.
  let shown: @Sendable (Value) -> String
}

/// Why a value does not fit its setting. The sentences follow the key: "intake.candidates" + " must be …".
struct Unfit: Error {
  let problem: String
  let wayOut: String
  var nearest: String?

  static func type(_ wanted: String, example: String, got value: TomlValue) -> Unfit {
    Unfit(problem: "must be \(wanted), but is \(value.kindInWords)", wayOut: "Write \(wanted), for example \(example).")
  }
}

extension SettingKind where Value == Int {
  static func whole(_ range: ClosedRange<Int>) -> Self {
    SettingKind { value throws(Unfit) in
      guard case .whole(let whole) = value.content else {
        throw .type("a whole number", example: "\(range.lowerBound)", got: value)
      }
      guard let number = Int(exactly: whole), range.contains(number) else {
        let limits = "from \(range.lowerBound) to \(range.upperBound)"
        throw Unfit(problem: "must be \(limits), but is \(value.shown)", wayOut: "Write a whole number \(limits).")
      }
      return number
    } shown: {
      "\($0)"
    }
  }
}

extension SettingKind where Value == Double {
  static func number(_ range: ClosedRange<Double>) -> Self {
    SettingKind { value throws(Unfit) in
      let number: Double
      switch value.content {
      case .whole(let whole): number = Double(whole)
      case .number(let given): number = given
      default: throw .type("a number", example: range.lowerBound.plain, got: value)
      }
      // "Not a number" is in no range.
      guard range.contains(number) else {
        let limits = "from \(range.lowerBound.plain) to \(range.upperBound.plain)"
        throw Unfit(problem: "must be \(limits), but is \(value.shown)", wayOut: "Write a number \(limits).")
      }
      return number
    } shown: {
      $0.plain
    }
  }
}

extension SettingKind where Value == Bool {
  static var flag: Self {
    SettingKind { value throws(Unfit) in
      guard case .flag(let flag) = value.content else {
        throw Unfit(
          problem: "must be true or false, but is \(value.kindInWords)", wayOut: "Write true or false, without quotation marks.")
      }
      return flag
    } shown: {
      "\($0)"
    }
  }
}

extension SettingKind {
  /// The same kind, held as another type. `narrow` gets only what this kind let through.
  func held<Other>(
    as narrow: @escaping @Sendable (Value) -> Other, _ widen: @escaping @Sendable (Other) -> Value
  ) -> SettingKind<Other> {
    SettingKind<Other> { value throws(Unfit) in
      narrow(try read(value))
    } shown: {
      shown(widen($0))
    }
  }
}

extension Double {
  /// Without a fraction of nothing: 2, not 2.0.
  var plain: String {
    self == rounded() && magnitude < 1e15 ? "\(Int64(self))" : "\(self)"
  }
}
