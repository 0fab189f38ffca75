import Language

/// The language that a document is written in, as far as the writer knows how to ask questions in it.
enum Tongue: Hashable, Sendable {
  case english, german, french, spanish, portuguese, italian, dutch
  /// Any other: its words are compared, but no question is made up in it.
  case other(Language)

  init(_ language: Language) {
    self =
      switch language.code {
      case "en": .english
      case "de": .german
      case "fr": .french
      case "es": .spanish
      case "pt": .portuguese
      case "it": .italian
      case "nl": .dutch
      default: .other(language)
      }
  }

  var language: Language {
    switch self {
    case .english: .english
    case .german: Language(code: "de")
    case .french: Language(code: "fr")
    case .spanish: Language(code: "es")
    case .portuguese: Language(code: "pt")
    case .italian: Language(code: "it")
    case .dutch: Language(code: "nl")
    case .other(let language): language
    }
  }

  /// Words that carry no meaning of their own.
  var functionWords: Set<String> { StopWords.of(language) }

  /// Words at a sentence's start that point back to the sentence before it.
  var pointers: Set<String> {
    switch self {
    case .english:
      [
        "this", "that", "these", "those", "it", "they", "he", "she", "his", "her", "their", "its", "such", "both", "here",
        "another", "others", "then", "so", "therefore", "thus", "hence", "consequently",
        "instead", "otherwise", "accordingly", "similarly", "afterwards", "afterward", "them", "it's", "that's", "they're",
        "he's", "she's", "neither", "either", "later", "conversely",
        "again", "likewise", "former", "latter",
      ]
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
    case .english: "and more"
    case .german: "und mehr"
    case .french: "et plus encore"
    case .spanish: "y más"
    case .portuguese: "e mais"
    case .italian: "e altro"
    case .dutch: "en meer"
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
