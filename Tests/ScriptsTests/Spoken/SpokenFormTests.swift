import Scripts
import Testing

@Suite struct SpokenFormTests {
  static let english =
    EnglishNumberCases.plain + EnglishNumberCases.ordinals + EnglishNumberCases.fractions + EnglishNumberCases.ranges
    + EnglishNumberCases.years
    + EnglishNumberCases.dates + EnglishNumberCases.times + EnglishMeasureCases.money + EnglishMeasureCases.measures
    + EnglishWordCases.abbreviations
    + EnglishWordCases.capitals + EnglishWordCases.roman + EnglishWordCases.addresses + EnglishWordCases.phones
    + EnglishWordCases.codes + EnglishWordCases.marks

  /// What was wrong once.
  static let mended = [
    SpokenCase("$10/user/month", "ten dollars per user per month"),
    SpokenCase("a $5-million grant", "a five million dollar grant"),
    SpokenCase("Wait 30s.", "Wait thirty seconds."), SpokenCase("in the 30s", "in the thirties"),
    SpokenCase("in her early 30s", "in her early thirties"), SpokenCase("the ’80s", "the eighties"),
    SpokenCase("Figure 2b shows it", "Figure two B shows it"), SpokenCase("Section 4c", "Section four C"),
    SpokenCase("5b users", "five billion users"), SpokenCase("50c", "fifty cents"),
    SpokenCase("HOW IT WORKS", "how it works"), SpokenCase("WHO WE ARE", "who we are"), SpokenCase("the WHO", "the W.H.O"),
    SpokenCase("We work in tech.", "We work in tech."), SpokenCase("Ask the admin.", "Ask the admin."),
    SpokenCase("the tech. data", "the technical data"), SpokenCase("It was a temp. He left.", "It was a temp. He left."),
    SpokenCase("R290 gas", "R two hundred ninety gas"), SpokenCase("R1,250", "one thousand two hundred fifty rand"),
    SpokenCase("R5 million", "five million rand"), SpokenCase("9/11", "nine eleven"),
    SpokenCase("10x20x30", "ten by twenty by thirty"),
  ]

  @Test(arguments: english + mended) func englishIsSaidAsPeopleSayIt(example: SpokenCase) {
    #expect(SpokenForm(example.written).said == example.said)
  }
}

@Suite struct ForeignSpokenFormTests {
  static let cases: [(SpokenLanguage, [SpokenCase])] = [
    (
      .german,
      [
        SpokenCase("21 Leute", "einundzwanzig Leute"), SpokenCase("14,2 Mio. €", "vierzehn Komma zwei Millionen Euro"),
        SpokenCase("1.250 Euro", "eintausendzweihundertfünfzig Euro"),
        SpokenCase("20 %", "zwanzig Prozent"), SpokenCase("3,5%", "drei Komma fünf Prozent"),
        SpokenCase("im Jahr 1999", "im Jahr neunzehnhundertneunundneunzig"),
        SpokenCase("seit 2024", "seit zweitausendvierundzwanzig"),
        SpokenCase("z. B. Wärme", "zum Beispiel Wärme"), SpokenCase("z.B. Wärme", "zum Beispiel Wärme"),
        SpokenCase("usw.", "und so weiter."), SpokenCase("am 3. März", "am dritten März"),
        SpokenCase("um 14:30", "um vierzehn Uhr dreißig"),
        SpokenCase("5 km/h", "fünf Kilometer pro Stunde"), SpokenCase("10-20", "zehn bis zwanzig"),
        SpokenCase("Dr. Meier", "Doktor Meier"), SpokenCase("49 €", "neunundvierzig Euro"),
        SpokenCase("Haus & Hof", "Haus und Hof"),
        SpokenCase("1.000.000", "eine Million"), SpokenCase("-5 °C", "minus fünf Grad Celsius"),
        SpokenCase("101", "einhunderteins"), SpokenCase("1 km", "ein Kilometer"), SpokenCase("1 h", "eine Stunde"),
        SpokenCase("1 Mio. €", "eine Million Euro"),
        SpokenCase("um 1:00", "um ein Uhr"), SpokenCase("1 %", "ein Prozent"), SpokenCase("1", "eins"),
        SpokenCase("Nr. 5", "Nummer fünf"),
      ]
    ),
    (
      .french,
      [
        SpokenCase("71", "soixante et onze"), SpokenCase("80", "quatre-vingts"),
        SpokenCase("95 %", "quatre-vingt-quinze pour cent"), SpokenCase("14 000 €", "quatorze mille euros"),
        SpokenCase("2,5 km", "deux virgule cinq kilomètres"),
        SpokenCase("en 1999", "en mille neuf cent quatre-vingt-dix-neuf"), SpokenCase("M. Dupont", "monsieur Dupont"),
        SpokenCase("etc.", "et cetera."), SpokenCase("200", "deux cents"), SpokenCase("à 9:30", "à neuf heures trente"),
        SpokenCase("21", "vingt et un"),
        SpokenCase("3 millions d'euros", "trois millions d'euros"), SpokenCase("1 km", "un kilomètre"),
        SpokenCase("1 h", "une heure"), SpokenCase("à 1:00", "à une heure"),
        SpokenCase("n° 5", "numéro cinq"),
      ]
    ),
    (
      .spanish,
      [
        SpokenCase("31", "treinta y uno"), SpokenCase("500 €", "quinientos euros"),
        SpokenCase("2,5 %", "dos coma cinco por ciento"), SpokenCase("en 2024", "en dos mil veinticuatro"),
        SpokenCase("Sr. López", "señor López"), SpokenCase("p. ej. agua", "por ejemplo agua"),
        SpokenCase("100 km", "cien kilómetros"), SpokenCase("1 km", "un kilómetro"), SpokenCase("1 h", "una hora"),
        SpokenCase("1.500", "mil quinientos"),
      ]
    ),
    (
      .italian,
      [
        SpokenCase("28", "ventotto"), SpokenCase("33", "trentatré"), SpokenCase("1.500 €", "millecinquecento euro"),
        SpokenCase("20%", "venti per cento"), SpokenCase("nel 1999", "nel millenovecentonovantanove"),
        SpokenCase("ecc.", "eccetera."), SpokenCase("2 km", "due chilometri"), SpokenCase("alle 9:00", "alle nove"),
        SpokenCase("alle 9:30", "alle nove e trenta"),
        SpokenCase("1 km", "un chilometro"),
      ]
    ),
    (
      .portuguese,
      [
        SpokenCase("45", "quarenta e cinco"), SpokenCase("120 €", "cento e vinte euros"),
        SpokenCase("em 2024", "em dois mil e vinte e quatro"), SpokenCase("5,5 %", "cinco vírgula cinco por cento"),
        SpokenCase("Dra. Silva", "doutora Silva"), SpokenCase("1 h", "uma hora"), SpokenCase("1 km", "um quilómetro"),
      ]
    ),
    (
      .dutch,
      [
        SpokenCase("22", "tweeëntwintig"), SpokenCase("50 %", "vijftig procent"),
        SpokenCase("in 1999", "in negentiennegenennegentig"), SpokenCase("bijv. water", "bijvoorbeeld water"),
        SpokenCase("€ 12", "twaalf euro"), SpokenCase("1.250", "duizend tweehonderdvijftig"),
      ]
    ),
    (.other, [SpokenCase("14 % z 2024, atd.", "14 % z 2024, atd.")]),
  ]

  @Test(arguments: cases.flatMap { language, examples in examples.map { (language, $0) } })
  func aLanguageIsSaidInItsOwnWords(language: SpokenLanguage, example: SpokenCase) {
    #expect(SpokenForm(example.written, language: language).said == example.said)
  }
}

@Suite struct PronunciationTests {
  static let wishes = Pronunciation(
    """
    # how our names are said
    Dropreel = drop reel
    SQL = sequel
    Łódź = woodge
    New York = Noo York   # two words
    us = uss
    nothing
    = empty
    SQL = squeal
    """)

  @Test(arguments: [
    SpokenCase("Dropreel's SQL.", "drop reel's squeal."), SpokenCase("dropreel", "dropreel"),
    SpokenCase("In New York, too", "In Noo York, too"), SpokenCase("New, York", "New, York"),
    SpokenCase("Us and us", "uss and uss"),
    SpokenCase("the US", "the uss"), SpokenCase("(Łódź)", "woodge"), SpokenCase("5 km", "five kilometers"),
  ])
  func aPersonsWayGoesBeforeEveryRule(example: SpokenCase) {
    #expect(SpokenForm(example.written, pronunciation: Self.wishes).said == example.said)
  }

  @Test func nonsenseIsNoTrouble() {
    #expect(Pronunciation("").isEmpty && Pronunciation("=\n==\n#\n\u{0}").isEmpty)
    let long = Pronunciation(String(repeating: "x", count: 5000) + " = " + String(repeating: "y", count: 5000))
    #expect(SpokenForm("x", pronunciation: long).said == "x")
  }
}

@Suite struct SpokenWordsTests {
  @Test(arguments: [
    "€14.2 million", "🚀 Time — not me 👍 now", "3 March 2024, 1,250 people", "(555) 123-4567 now",
    "Meet St. Paul at 9:30 a.m. on Nov. 21",
  ])
  func everyWrittenWordIsKept(text: String) {
    let form = SpokenForm(text)
    #expect(form.words.map(\.written).joined(separator: " ") == text)
    #expect(form.words.map(\.said).filter { !$0.isEmpty }.joined(separator: " ") == form.said)
  }

  @Test func anAmountIsSharedOutOverItsWords() {
    #expect(
      SpokenForm("€14.2 million in 2024").words.map(\.said) == [
        "fourteen point two", "million euros", "in", "twenty twenty-four",
      ])
  }

  @Test func whateverIsWrittenIsReadWithoutATrap() {
    var random = Dice(state: 20)
    let pieces = [
      "1", "0", "9", ".", ",", ":", "-", "–", "/", "$", "€", "%", "°", "C", "km", "st", "a", "IV", "Louis ", " ", "\u{A0}", "(",
      ")", "'", "\"", "@", "#", "www.", ".com", "é", "日", "🚀", "Nov", "am", "+", "_", "=", "½", "′", "\u{301}",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      for language in [SpokenLanguage.english, .german, .french] {
        let form = SpokenForm(text, language: language)
        #expect(form.words.map(\.written) == text.split(whereSeparator: \.isWhitespace).map(String.init))
      }
    }
  }
}
