extension EnglishTables {
  struct Unit: Sendable {
    let one: String
    let many: String
  }

  struct Currency: Sendable {
    let one: String
    let many: String
    let part: Unit?

    var asUnit: Unit { Unit(one: one, many: many) }
  }

  /// A unit by its sign: a known one, or one per another ("kWh/m²").
  static func unit(_ sign: String) -> Unit? {
    if let known = units[sign] { return known }
    let parts = sign.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let over = units[parts[0]] ?? counted(parts[0]),
      let under = perWords[parts[1].lowercased()] ?? units[parts[1]]?.one
    else {
      return nil
    }
    return Unit(one: over.one + " per " + under, many: over.many + " per " + under)
  }

  /// "words/min": a word of its own before the slash.
  private static func counted(_ word: String) -> Unit? {
    word.count > 2 && word.isLetters ? Unit(one: word, many: word) : nil
  }

  static func currency(_ sign: String) -> Currency? { moneySigns[sign] ?? codes[sign] }

  /// A currency and its number, in one word: "$5", "5€", "US$5", "EUR5".
  static func priced(_ text: String) -> (Currency, String)? {
    var body = text
    var head = ""
    if let first = body.first, "-−+~≈<>".contains(first) { head = String(body.removeFirst()) }
    for (sign, currency) in prefixes where body.hasPrefix(sign) {
      let number = body.dropFirst(sign.count)
      guard number.first?.isASCIIDigit == true || number.first == "." || number.first == "-" else { continue }
      return (currency, head == "<" || head == ">" || head == "~" || head == "≈" ? String(number) : head + number)
    }
    for (sign, currency) in moneySigns where body.hasSuffix(sign) && body.count > sign.count {
      guard body.first?.isASCIIDigit == true else { continue }
      return (currency, head + body.dropLast(sign.count))
    }
    guard let currency = codes[String(body.suffix(3))], body.dropLast(3).last?.isASCIIDigit == true else { return nil }
    return (currency, head + body.dropLast(3))
  }

  /// "1.2bn" in its digits and its power of a thousand.
  static func withMagnitude(_ text: String) -> (String, String?) {
    let letters = text.reversed().prefix { $0.isLetter }.reversed()
    guard !letters.isEmpty, let size = magnitudes[String(letters).lowercased()] else { return (text, nil) }
    return (String(text.dropLast(letters.count)), size)
  }

  static let magnitudes = [
    "k": "thousand", "m": "million", "mm": "million", "mn": "million", "mio": "million", "mil": "million", "b": "billion",
    "bn": "billion", "bil": "billion", "tn": "trillion", "t": "trillion",
    "thousand": "thousand", "million": "million", "billion": "billion", "trillion": "trillion", "hundred": "hundred",
    "mln": "million", "bln": "billion",
  ]

  /// What is paid or done for each of.
  static let perWords = [
    "s": "second", "sec": "second", "second": "second", "min": "minute", "minute": "minute", "h": "hour", "hr": "hour",
    "hour": "hour", "d": "day", "day": "day",
    "wk": "week", "week": "week", "mo": "month", "mon": "month", "mth": "month", "month": "month", "y": "year", "yr": "year",
    "year": "year", "a": "year",
    "person": "person", "user": "user", "seat": "seat", "head": "head", "night": "night", "unit": "unit", "piece": "piece",
    "item": "item", "capita": "capita",
    "week-end": "weekend", "kg": "kilogram", "l": "liter", "sqm": "square meter", "m": "meter", "km": "kilometer", "page": "page",
    "team": "team",
  ]

  private static let cent = Unit(one: "cent", many: "cents")
  private static let dollar = Currency(one: "dollar", many: "dollars", part: cent)
  private static let euro = Currency(one: "euro", many: "euros", part: cent)
  private static let pound = Currency(one: "pound", many: "pounds", part: Unit(one: "penny", many: "pence"))
  private static let yen = Currency(one: "yen", many: "yen", part: nil)
  private static let rupee = Currency(one: "rupee", many: "rupees", part: nil)
  private static let rand = Currency(one: "rand", many: "rand", part: cent)
  private static let moneySigns: [String: Currency] = [
    "$": dollar, "€": euro, "£": pound, "¥": yen, "₹": rupee, "₩": Currency(one: "won", many: "won", part: nil),
    "₽": Currency(one: "ruble", many: "rubles", part: nil),
  ]
  private static let codes: [String: Currency] = [
    "USD": dollar, "EUR": euro, "GBP": pound, "JPY": yen, "INR": rupee, "ZAR": rand,
    "CHF": Currency(one: "Swiss franc", many: "Swiss francs", part: nil), "CNY": Currency(one: "yuan", many: "yuan", part: nil),
    "SEK": Currency(one: "Swedish krona", many: "Swedish kronor", part: nil),
    "NOK": Currency(one: "Norwegian krone", many: "Norwegian kroner", part: nil),
    "DKK": Currency(one: "Danish krone", many: "Danish kroner", part: nil),
    "PLN": Currency(one: "zloty", many: "zloty", part: nil),
    "CAD": Currency(one: "Canadian dollar", many: "Canadian dollars", part: cent),
    "AUD": Currency(one: "Australian dollar", many: "Australian dollars", part: cent),
  ]
  /// Longer ones first.
  private static let prefixes: [(String, Currency)] =
    [
      ("US$", "US"), ("A$", "Australian"), ("AU$", "Australian"), ("C$", "Canadian"), ("CA$", "Canadian"), ("NZ$", "New Zealand"),
      ("HK$", "Hong Kong"), ("S$", "Singapore"),
    ]
    .map { ($0, Currency(one: ($1 == "US" ? "U.S" : $1) + " dollar", many: ($1 == "US" ? "U.S" : $1) + " dollars", part: cent)) }
    + [("R$", Currency(one: "real", many: "reais", part: nil)), ("Rs", rupee), ("R", rand)] + moneySigns.map { ($0, $1) }
    + codes.map { ($0, $1) }

  static let units: [String: Unit] = {
    var units: [String: Unit] = [:]
    for (sign, one, many) in plain { units[sign] = Unit(one: one, many: many ?? one + "s") }
    for (sign, name) in [
      ("m", "meter"), ("g", "gram"), ("l", "liter"), ("L", "liter"), ("W", "watt"), ("Wh", "watt-hour"), ("V", "volt"),
      ("A", "amp"), ("J", "joule"), ("Pa", "pascal"), ("N", "newton"), ("B", "byte"), ("bit", "bit"), ("b", "bit"),
      ("eV", "electron volt"), ("s", "second"), ("cal", "calorie"), ("F", "farad"), ("mol", "mole"),
    ] {
      for (prefix, word) in [
        ("k", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera"), ("m", "milli"), ("c", "centi"), ("µ", "micro"),
        ("μ", "micro"), ("n", "nano"),
      ] {
        let isUsual =
          !(["m", "g", "l", "L", "s"].contains(name == "second" ? "s" : sign) && ["M", "G", "T"].contains(prefix))
          && !(["B", "bit", "b"].contains(sign) && ["m", "c", "n", "µ", "μ"].contains(prefix))
          && !(prefix == "c" && !["m", "l", "L"].contains(sign)) && !(sign == "s" && ["k"].contains(prefix))
        if isUsual, units[prefix + sign] == nil { units[prefix + sign] = Unit(one: word + name, many: word + name + "s") }
      }
    }
    for (sign, name) in [
      ("m", "meter"), ("km", "kilometer"), ("cm", "centimeter"), ("mm", "millimeter"), ("ft", "foot"), ("in", "inch"),
      ("mi", "mile"),
    ] {
      let many = sign == "ft" ? "feet" : sign == "in" ? "inches" : name + "s"
      for mark in ["²", "2"] where mark == "²" || !["in", "ft", "mi"].contains(sign) {
        units[sign + mark] = Unit(one: "square " + name, many: "square " + many)
      }
      for mark in ["³", "3"] where mark == "³" || !["in", "ft", "mi"].contains(sign) {
        units[sign + mark] = Unit(one: "cubic " + name, many: "cubic " + many)
      }
    }
    return units
  }()

  private static let plain: [(String, String, String?)] = [
    ("m", "meter", nil), ("g", "gram", nil), ("l", "liter", nil), ("L", "liter", nil), ("t", "ton", nil), ("s", "second", nil),
    ("sec", "second", nil), ("secs", "second", nil), ("h", "hour", nil), ("hr", "hour", nil),
    ("hrs", "hour", nil), ("min", "minute", nil), ("mins", "minute", nil), ("yr", "year", nil), ("yrs", "year", nil),
    ("W", "watt", nil), ("Wh", "watt-hour", nil), ("V", "volt", nil), ("Hz", "hertz", "hertz"), ("kHz", "kilohertz", "kilohertz"),
    ("MHz", "megahertz", "megahertz"), ("GHz", "gigahertz", "gigahertz"), ("dB", "decibel", nil), ("K", "kelvin", "kelvin"),
    ("°C", "degree Celsius", "degrees Celsius"), ("ºC", "degree Celsius", "degrees Celsius"),
    ("°F", "degree Fahrenheit", "degrees Fahrenheit"), ("℃", "degree Celsius", "degrees Celsius"),
    ("℉", "degree Fahrenheit", "degrees Fahrenheit"), ("°", "degree", nil), ("km/h", "kilometer per hour", "kilometers per hour"),
    ("kmh", "kilometer per hour", "kilometers per hour"), ("kph", "kilometer per hour", "kilometers per hour"),
    ("mph", "mile per hour", "miles per hour"),
    ("mpg", "mile per gallon", "miles per gallon"), ("lb", "pound", nil), ("lbs", "pound", nil), ("oz", "ounce", nil),
    ("ft", "foot", "feet"), ("in.", "inch", "inches"), ("yd", "yard", nil), ("mi", "mile", nil), ("gal", "gallon", nil),
    ("pt", "point", nil), ("px", "pixel", nil), ("sqm", "square meter", nil),
    ("sqft", "square foot", "square feet"), ("ha", "hectare", nil), ("ac", "acre", nil),
    ("fps", "frame per second", "frames per second"), ("rpm", "revolution per minute", "revolutions per minute"),
    ("bpm", "beat per minute", "beats per minute"), ("dpi", "dot per inch", "dots per inch"),
    ("ppm", "part per million", "parts per million"),
    ("Mbps", "megabit per second", "megabits per second"), ("Gbps", "gigabit per second", "gigabits per second"),
    ("kbps", "kilobit per second", "kilobits per second"), ("KB", "kilobyte", nil), ("GiB", "gibibyte", nil),
    ("MiB", "mebibyte", nil), ("mAh", "milliamp-hour", nil), ("Ah", "amp-hour", nil), ("kcal", "kilocalorie", nil),
    ("bar", "bar", nil),
    ("kWp", "kilowatt peak", "kilowatts peak"), ("hp", "horsepower", "horsepower"), ("mcg", "microgram", nil),
    ("pp", "percentage point", nil), ("bps", "basis point", nil), ("pcs", "piece", nil), ("tsp", "teaspoon", nil),
    ("tbsp", "tablespoon", nil), ("PB", "petabyte", nil), ("psi", "P.S.I", "P.S.I"), ("lm", "lumen", nil), ("Ω", "ohm", nil),
    ("kΩ", "kiloohm", nil), ("CO2e", "C O two equivalent", "C O two equivalent"),
    ("ms", "millisecond", nil), ("cc", "cubic centimeter", nil), ("kJ", "kilojoule", nil), ("Nm", "newton meter", nil),
    ("lx", "lux", "lux"),
  ]
}
