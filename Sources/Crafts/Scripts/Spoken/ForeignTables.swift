/// The words that one language's readings are made of.
struct ForeignTables: Sendable {
  struct Unit: Sendable {
    let one: String
    let many: String

    init(_ one: String, _ many: String? = nil) { (self.one, self.many) = (one, many ?? one) }
  }

  let cardinal: @Sendable (UInt64) -> String
  var year: (@Sendable (Int) -> String?)?
  /// How the day before a month is said, where a full stop marks it.
  var ordinal: (@Sendable (UInt64) -> String)?
  var months: Set<String> = []
  /// Thousands are parted by spaces.
  var groupsBySpace = false
  let minus: String
  let comma: String
  let to: String
  let hour: String
  /// The hour's word only joins the minutes: "nove e trenta", but "nove".
  var hourJoins = false
  /// One of something, and one of something feminine.
  var one: (plain: String, feminine: String)?
  /// The signs and short forms whose word is feminine.
  var feminine: Set<String> = []
  let signs: [String: String]
  let units: [String: Unit]
  let magnitudes: [String: Unit]
  let abbreviations: [String: String]

  static func of(_ language: SpokenLanguage) -> ForeignTables? {
    switch language {
    case .german: german
    case .french: french
    case .spanish: spanish
    case .italian: italian
    case .portuguese: portuguese
    case .dutch: dutch
    case .english, .other: nil
    }
  }

  private static let german = ForeignTables(
    cardinal: ForeignNumbers.german, year: ForeignNumbers.germanYear, ordinal: ForeignNumbers.germanOrdinal,
    months: [
      "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
    ],
    minus: "minus", comma: "Komma", to: "bis", hour: "Uhr", one: ("ein", "eine"),
    feminine: ["h", "min", "kWh", "mio", "mrd", "million"],
    signs: ["&": "und", "%": "Prozent", "§": "Paragraf", "=": "gleich", "+": "plus"],
    units: measures(
      [
        "Prozent", "Euro", "Dollar", "Pfund", "Cent", "Kilometer", "Meter", "Zentimeter", "Kilogramm", "Gramm", "Liter",
        "Kilowattstunden", "Kilowatt",
        "Grad Celsius", "Kilometer pro Stunde", "Stunden", "Minuten", "Quadratmeter", "Gigabyte", "Millimeter",
      ], one: ["h": "Stunde", "min": "Minute", "kWh": "Kilowattstunde"]),
    magnitudes: [
      "mio": Unit("Million", "Millionen"), "mrd": Unit("Milliarde", "Milliarden"), "million": Unit("Million"),
      "millionen": Unit("Millionen"), "milliarden": Unit("Milliarden"), "tsd": Unit("tausend"),
    ],
    abbreviations: [
      "z. b.": "zum Beispiel", "z.b.": "zum Beispiel", "d. h.": "das heißt", "d.h.": "das heißt", "u. a.": "unter anderem",
      "u.a.": "unter anderem", "usw.": "und so weiter",
      "bzw.": "beziehungsweise", "ca.": "circa", "evtl.": "eventuell", "ggf.": "gegebenenfalls", "inkl.": "inklusive",
      "zzgl.": "zuzüglich", "nr.": "Nummer", "str.": "Straße",
      "vgl.": "vergleiche", "dr.": "Doktor", "prof.": "Professor", "hr.": "Herr", "fr.": "Frau", "st.": "Sankt",
      "abb.": "Abbildung", "kap.": "Kapitel", "s.": "Seite", "jh.": "Jahrhundert",
      "mind.": "mindestens", "max.": "maximal", "min.": "Minuten", "std.": "Stunden", "tel.": "Telefon",
      "i. d. r.": "in der Regel", "z. t.": "zum Teil", "o. ä.": "oder ähnliches", "etc.": "et cetera",
    ])

  private static let dutch = ForeignTables(
    cardinal: ForeignNumbers.dutch, year: ForeignNumbers.dutchYear, minus: "min", comma: "komma", to: "tot", hour: "uur",
    signs: ["&": "en", "%": "procent", "=": "is gelijk aan", "+": "plus"],
    units: measures(
      [
        "procent", "euro", "dollar", "pond", "cent", "kilometer", "meter", "centimeter", "kilogram", "gram", "liter",
        "kilowattuur", "kilowatt", "graden Celsius",
        "kilometer per uur", "uur", "minuten", "vierkante meter", "gigabyte", "millimeter",
      ]),
    magnitudes: ["mln": Unit("miljoen"), "mld": Unit("miljard"), "miljoen": Unit("miljoen"), "miljard": Unit("miljard")],
    abbreviations: [
      "bijv.": "bijvoorbeeld", "bv.": "bijvoorbeeld", "enz.": "enzovoort", "d.w.z.": "dat wil zeggen", "o.a.": "onder andere",
      "ca.": "circa", "nr.": "nummer", "dhr.": "de heer",
      "mevr.": "mevrouw", "dr.": "dokter", "prof.": "professor", "m.b.t.": "met betrekking tot", "i.v.m.": "in verband met",
      "incl.": "inclusief", "excl.": "exclusief", "max.": "maximaal",
      "min.": "minimaal", "blz.": "bladzijde", "t.o.v.": "ten opzichte van", "etc.": "et cetera", "m.a.w.": "met andere woorden",
      "t/m": "tot en met",
    ])

  private static let french = ForeignTables(
    cardinal: ForeignNumbers.french, groupsBySpace: true, minus: "moins", comma: "virgule", to: "à", hour: "heures",
    one: ("un", "une"), feminine: ["h", "min", "£"],
    signs: [
      "&": "et", "%": "pour cent", "=": "égale", "+": "plus", "n°": "numéro", "1er": "premier", "1re": "première",
      "2e": "deuxième", "3e": "troisième",
    ],
    units: measures(
      [
        "pour cent", "euros", "dollars", "livres", "centimes", "kilomètres", "mètres", "centimètres", "kilogrammes", "grammes",
        "litres", "kilowattheures", "kilowatts",
        "degrés Celsius", "kilomètres par heure", "heures", "minutes", "mètres carrés", "gigaoctets", "millimètres",
      ],
      one: [
        "€": "euro", "$": "dollar", "km": "kilomètre", "m": "mètre", "kg": "kilogramme", "h": "heure", "min": "minute",
        "l": "litre", "g": "gramme", "£": "livre", "cm": "centimètre", "mm": "millimètre", "m²": "mètre carré",
      ]),
    magnitudes: [
      "million": Unit("million"), "millions": Unit("millions"), "milliard": Unit("milliard"), "milliards": Unit("milliards"),
      "m": Unit("million", "millions"), "md": Unit("milliard", "milliards"), "mds": Unit("milliards"),
    ],
    abbreviations: [
      "p. ex.": "par exemple", "p.ex.": "par exemple", "c.-à-d.": "c'est-à-dire", "etc.": "et cetera", "env.": "environ",
      "m.": "monsieur", "mme": "madame", "mme.": "madame", "mlle": "mademoiselle", "dr": "docteur",
      "dr.": "docteur", "pr": "professeur", "st": "saint", "no": "numéro", "vs": "contre", "av.": "avant", "apr.": "après",
      "tél.": "téléphone", "max.": "maximum", "min.": "minimum", "cf.": "voir", "bd": "boulevard",
    ])

  private static let spanish = ForeignTables(
    cardinal: ForeignNumbers.spanish, minus: "menos", comma: "coma", to: "a", hour: "horas",
    one: ("un", "una"), feminine: ["h", "£"],
    signs: [
      "&": "y", "%": "por ciento", "=": "igual a", "+": "más", "n.º": "número", "nº": "número", "1.º": "primero",
      "1.ª": "primera",
    ],
    units: measures(
      [
        "por ciento", "euros", "dólares", "libras", "céntimos", "kilómetros", "metros", "centímetros", "kilogramos", "gramos",
        "litros", "kilovatios hora", "kilovatios", "grados Celsius",
        "kilómetros por hora", "horas", "minutos", "metros cuadrados", "gigabytes", "milímetros",
      ],
      one: [
        "€": "euro", "$": "dólar", "km": "kilómetro", "m": "metro", "kg": "kilogramo", "h": "hora", "min": "minuto", "l": "litro",
        "g": "gramo", "£": "libra",
      ]),
    magnitudes: ["mill": Unit("millones de")],
    abbreviations: [
      "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "etc.": "etcétera", "aprox.": "aproximadamente", "sr.": "señor",
      "sra.": "señora", "dr.": "doctor", "dra.": "doctora", "núm.": "número", "pág.": "página",
      "págs.": "páginas", "ee. uu.": "Estados Unidos", "ee.uu.": "Estados Unidos", "ud.": "usted", "uds.": "ustedes",
      "tel.": "teléfono", "máx.": "máximo", "mín.": "mínimo", "prof.": "profesor", "av.": "avenida",
    ])

  private static let italian = ForeignTables(
    cardinal: ForeignNumbers.italian, minus: "meno", comma: "virgola", to: "a", hour: "e", hourJoins: true,
    one: ("un", "un'"), feminine: ["h"],
    signs: ["&": "e", "%": "per cento", "=": "uguale a", "+": "più", "n°": "numero"],
    units: measures(
      [
        "per cento", "euro", "dollari", "sterline", "centesimi", "chilometri", "metri", "centimetri", "chilogrammi", "grammi",
        "litri", "chilowattora", "chilowatt", "gradi Celsius",
        "chilometri all'ora", "ore", "minuti", "metri quadrati", "gigabyte", "millimetri",
      ],
      one: [
        "$": "dollaro", "km": "chilometro", "m": "metro", "kg": "chilogrammo", "h": "ora", "min": "minuto", "l": "litro",
        "m²": "metro quadrato", "cm": "centimetro",
        "g": "grammo",
      ]),
    magnitudes: ["mln": Unit("milione di", "milioni di"), "mld": Unit("miliardo di", "miliardi di")],
    abbreviations: [
      "p. es.": "per esempio", "p.es.": "per esempio", "es.": "esempio", "ecc.": "eccetera", "ca.": "circa", "sig.": "signor",
      "sig.ra": "signora", "dott.": "dottor", "dott.ssa": "dottoressa", "prof.": "professor",
      "n.": "numero", "pag.": "pagina", "tel.": "telefono", "max.": "massimo", "min.": "minimo", "art.": "articolo",
      "cfr.": "confronta", "ing.": "ingegner", "avv.": "avvocato",
    ])

  private static let portuguese = ForeignTables(
    cardinal: ForeignNumbers.portuguese, minus: "menos", comma: "vírgula", to: "a", hour: "horas",
    one: ("um", "uma"), feminine: ["h", "£"],
    signs: ["&": "e", "%": "por cento", "=": "igual a", "+": "mais", "n.º": "número", "nº": "número"],
    units: measures(
      [
        "por cento", "euros", "dólares", "libras", "cêntimos", "quilómetros", "metros", "centímetros", "quilogramas", "gramas",
        "litros", "quilowatts-hora", "quilowatts", "graus Celsius",
        "quilómetros por hora", "horas", "minutos", "metros quadrados", "gigabytes", "milímetros",
      ],
      one: [
        "€": "euro", "$": "dólar", "km": "quilómetro", "m": "metro", "kg": "quilograma", "h": "hora", "min": "minuto",
        "l": "litro", "g": "grama", "£": "libra",
      ]),
    magnitudes: ["mi": Unit("milhão de", "milhões de"), "mil": Unit("mil")],
    abbreviations: [
      "p. ex.": "por exemplo", "p.ex.": "por exemplo", "etc.": "et cetera", "aprox.": "aproximadamente", "sr.": "senhor",
      "sra.": "senhora", "dr.": "doutor", "dra.": "doutora", "núm.": "número", "pág.": "página",
      "tel.": "telefone", "máx.": "máximo", "mín.": "mínimo", "prof.": "professor", "av.": "avenida",
    ])

  /// The same signs in all languages, with each language's words for them in one order.
  private static func measures(_ many: [String], one: [String: String] = [:]) -> [String: Unit] {
    let signs = [
      "%", "€", "$", "£", "ct", "km", "m", "cm", "kg", "g", "l", "kWh", "kW", "°C", "km/h", "h", "min", "m²", "GB", "mm",
    ]
    var units: [String: Unit] = [:]
    for (sign, words) in zip(signs, many) { units[sign] = Unit(one[sign] ?? words, words) }
    units["EUR"] = units["€"]
    units["USD"] = units["$"]
    return units
  }
}
