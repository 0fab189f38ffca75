/// The language that a document is written in, as far as the writer knows how to ask questions in it.
enum Tongue: String, CaseIterable, Sendable {
  case english, german, french, spanish, portuguese, italian, dutch
  /// Any other: its words are compared, but no question is made up in it.
  case other

  /// Guesses the language by the small words that no text does without.
  static func of(_ texts: some Sequence<String>) -> Tongue {
    var counts: [Tongue: Int] = [:]
    var total = 0
    var foreign = 0
    var accented = 0
    for text in texts {
      for word in Words.all(in: text) {
        total += 1
        if word.first.map({ $0 > "\u{250}" }) == true { foreign += 1 }
        if !word.utf8.allSatisfy({ $0 < 128 }) { accented += 1 }
        for tongue in allCases where word.count > 1 && tongue.functionWords.contains(word) { counts[tongue, default: 0] += 1 }
      }
      if total > 20_000 { break }
    }
    guard total > 0, foreign * 4 < total else { return .other }
    let ranked = allCases.map { (tongue: $0, count: counts[$0] ?? 0) }.sorted { $0.count > $1.count }
    guard let best = ranked.first, best.count >= 2, best.count * 12 >= total else {
      // A few words without a small one among them: plain letters are taken for English.
      return total < 20 && (counts[.english] != nil || accented == 0) ? .english : .other
    }
    return best.tongue
  }

  /// Words that carry no meaning of their own.
  var functionWords: Set<String> {
    switch self {
    case .english: Self.englishWords
    case .german: Self.germanWords
    case .french: Self.frenchWords
    case .spanish: Self.spanishWords
    case .portuguese: Self.portugueseWords
    case .italian: Self.italianWords
    case .dutch: Self.dutchWords
    case .other: []
    }
  }

  /// Words at a sentence's start that point back to the sentence before it.
  var pointers: Set<String> {
    switch self {
    case .english: Self.englishPointers
    case .german:
      [
        "dies", "diese", "dieser", "dieses", "diesem", "diesen", "er", "sie", "deshalb", "daher", "darum", "dadurch", "damit",
        "dabei",
        "dann", "so", "also", "jedoch", "trotzdem", "dort", "beide", "ihre", "ihr", "sein", "seine", "sonst", "danach", "davon",
        "dazu",
        "hier", "solche",
      ]
    case .french:
      [
        "il", "elle", "ils", "elles", "ce", "cela", "ceci", "cette", "ces", "cet", "ainsi", "donc", "alors", "ensuite", "son",
        "sa",
        "ses", "leur", "leurs", "celui", "celle",
      ]
    case .spanish:
      [
        "esto", "este", "esta", "estos", "estas", "ese", "esa", "eso", "ellos", "ellas", "él", "ella", "así", "entonces", "luego",
        "su",
        "sus", "ambos",
      ]
    case .portuguese:
      [
        "isto", "isso", "este", "esta", "estes", "estas", "esse", "essa", "ele", "ela", "eles", "elas", "assim", "então",
        "depois",
        "seu", "sua", "ambos",
      ]
    case .italian:
      [
        "questo", "questa", "questi", "queste", "ciò", "esso", "essa", "lui", "lei", "loro", "così", "quindi", "poi", "suo",
        "sua",
        "entrambi",
      ]
    case .dutch:
      ["dit", "deze", "die", "dat", "hij", "zij", "ze", "daarom", "dus", "daardoor", "hierdoor", "dan", "daarna", "zijn"]
    case .other: []
    }
  }

  /// Words at a sentence's start that only tie it to the one before, and may be left out.
  var ties: [String] {
    switch self {
    case .english:
      [
        "however", "but", "and", "moreover", "furthermore", "additionally", "also", "besides", "in addition", "of course",
        "in fact",
        "indeed", "meanwhile", "finally", "likewise", "similarly", "nevertheless", "nonetheless", "still", "yet", "overall",
        "in short",
        "in summary", "in conclusion", "to sum up", "generally speaking", "in general", "note that", "please note that",
        "remember that",
        "secondly", "thirdly", "firstly", "lastly", "on the other hand", "that said",
      ]
    case .german: ["außerdem", "zudem", "aber", "und", "doch", "ferner"]
    case .french: ["de plus", "en outre", "cependant", "mais", "et", "par ailleurs", "toutefois"]
    case .spanish: ["además", "pero", "y", "sin embargo", "por otra parte"]
    case .portuguese: ["além disso", "mas", "e", "no entanto", "porém"]
    case .italian: ["inoltre", "ma", "e", "tuttavia", "però"]
    case .dutch: ["bovendien", "maar", "en", "echter", "ook"]
    case .other: []
    }
  }

  /// How several things are said to be some of more.
  var amongOthers: String? {
    switch self {
    case .english: "among others"
    case .german: "unter anderem"
    case .french: "entre autres"
    case .spanish: "entre otros"
    case .portuguese: "entre outros"
    case .italian: "tra gli altri"
    case .dutch: "onder andere"
    case .other: nil
    }
  }

  /// The word that joins the last of several things.
  var and: String? {
    switch self {
    case .english: "and"
    case .german: "und"
    case .french: "et"
    case .spanish: "y"
    case .portuguese, .italian: "e"
    case .dutch: "en"
    case .other: nil
    }
  }
}
