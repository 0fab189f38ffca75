/// Short forms whose full stop ends no sentence, or only sometimes.
enum Abbreviations {
  /// Whether a full stop behind a word belongs to the word alone.
  ///
  /// `rest` begins at the next letter or number; `lead` is what the sentence said before the word.
  static func holds(_ word: String, before rest: ArraySlice<Character>, after lead: ArraySlice<Character>) -> Bool {
    let bare = word.drop { "(\"“„«[‘'".contains($0) }.lowercased()
    let next = String(rest.prefix { $0.isLetter || $0 == "'" || $0 == "’" })
    let follows = rest.first?.isNumber == true
    if never.contains(bare) { return true }
    if numbered.contains(bare) { return follows }
    if months.contains(bare) { return follows || bare.count < 4 && germanMonths.contains(next.lowercased()) }
    // "z. B.", "d. h.": a letter with its stop, and another one.
    if bare.count == 1, bare.first?.isLetter == true, bare != "i", rest.count > 1, rest[rest.startIndex + 1] == "." {
      return true
    }
    // An ordinal before a month, as German writes dates.
    if (1...2).contains(bare.count), bare.allSatisfy(\.isNumber) { return germanMonths.contains(next.lowercased()) }
    // An initial: "Jonas E. Smith", "Albert I. Jones"; but "you and I. Did you see him?"
    if bare.count == 1, word.last?.isUppercase == true { return !starters.contains(next.lowercased()) }
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
    let isDotted = parts.count > 1 && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isLetter) }
    guard sometimes.contains(bare) || isDotted else { return false }
    if follows { return true }
    // "At 5 a.m. Mr. Smith went": before it nothing was said yet.
    let said = lead.split(whereSeparator: \.isWhitespace)
    if said.count <= 2, let first = said.first, openings.contains(String(first).lowercased()) { return true }
    return !starters.contains(next.lowercased())
  }

  /// They lean on what follows.
  private static let never: Set<String> = [
    "mr", "mrs", "ms", "messrs", "dr", "prof", "gen", "gov", "sen", "rep", "capt", "lt", "col", "sgt", "maj", "rev", "hon", "adm",
    "pres",
    "st", "mt", "ft", "vs", "e.g", "i.e", "cf", "approx", "est", "ca", "z.b", "d.h", "u.a", "bzw", "evtl", "ggf", "inkl", "zzgl",
    "hr", "fr",
    "mme", "mlle", "sr", "sra", "dra", "dott", "sig", "bijv", "bv", "dhr", "mevr", "abs", "max", "min", "mio", "mrd", "incl",
    "excl", "dept",
    "p.ex", "p.ej", "p.es", "aprox", "env", "resp", "vgl", "mind", "d.w.z", "o.a", "m.b.t", "univ", "gral", "ing", "avv", "str",
  ]

  /// They belong to the number behind them.
  private static let numbered: Set<String> = [
    "no", "nos", "nr", "n°", "núm", "num", "fig", "figs", "p", "pp", "vol", "ch", "sec", "art", "eq", "par", "tab", "op", "pág",
    "págs", "pag",
    "abb", "kap", "s", "tel", "ext", "blz", "c",
  ]

  /// They may end a sentence; what follows tells.
  private static let sometimes: Set<String> = [
    "inc", "ltd", "co", "corp", "jr", "bros", "etc", "al", "ave", "blvd", "rd", "hwy", "sq", "usw", "enz", "ecc", "a.m", "p.m",
    "plc", "llc",
    "esq", "ph.d", "mass", "calif", "ed", "eds", "bldg", "apt", "assn", "govt",
  ]

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "okt", "dez",
  ]

  private static let germanMonths: Set<String> = [
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
  ]

  private static let openings: Set<String> = ["at", "by", "before", "after", "until", "from", "since", "around", "about"]

  /// Words that begin sentences, and with a capital hardly ever stand elsewhere.
  private static let starters: Set<String> = [
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "it's", "he", "she", "we", "you", "they", "i", "his", "her",
    "my", "our",
    "your", "their", "there", "here", "what", "who", "when", "where", "why", "how", "which", "did", "do", "does", "is", "are",
    "was", "were",
    "can", "could", "will", "would", "should", "has", "have", "had", "may", "let", "let's", "please", "in", "on", "at", "by",
    "for", "from",
    "with", "without", "to", "as", "if", "but", "and", "or", "so", "yet", "after", "before", "since", "while", "because",
    "although", "then",
    "however", "moreover", "also", "now", "today", "no", "not", "yes", "all", "both", "each", "every", "some", "many", "most",
    "one", "mr",
    "mrs", "ms", "dr", "nobody", "everyone", "next", "still", "once", "until", "only", "even", "their", "of",
    "der", "die", "das", "ein", "eine", "es", "er", "sie", "wir", "ich", "le", "la", "les", "un", "une", "il", "elle", "nous",
    "el", "los",
    "las", "una", "lo", "gli", "een", "het", "de", "o", "os", "um", "uma",
  ]
}
