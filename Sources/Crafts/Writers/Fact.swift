/// Something that the document says, as it can be said aloud.
struct Fact: Sendable {
  /// Its place in the document: facts are told in this order.
  let id: Int
  /// Its place among all sentences, those that cannot be said included.
  let place: Int
  /// What stands in the document.
  let source: String
  /// What is said when it stands alone.
  let spoken: String
  /// What is said right after what precedes it in the document.
  let followOn: String
  let section: Int
  /// Facts of one paragraph or list have the same number.
  let paragraph: Int
  /// It is the first that its section says.
  let opensSection: Bool
  let origin: Origin
  /// It points back to what precedes it, and says nothing without that.
  let pointsBack: Bool
  /// A command or a piece of advice.
  let isAdvice: Bool
  let isQuote: Bool
  /// It names something, and says nothing of it: "Harassing of guests."
  let isFragment: Bool
  /// It begins with its verb, and whoever does it is the document's subject: "Holds 300 litres."
  let isElliptic: Bool
  /// It is about the document rather than of it.
  let isAside: Bool
  let stems: [String]
  let stemSet: Set<String>
  /// How many terms it holds that the author made stand out.
  let emphasised: Int

  enum Origin: Hashable, Sendable {
    case prose(index: Int)
    case item
    case step(index: Int, count: Int)
    /// A line like "Price: 49 euros", or a row of a table.
    case keyed(key: String)
    /// Several short items said as one; `lead` is what announced them.
    case collection(lead: String?)

    /// Whether it is told as its author wrote it.
    var isLoose: Bool {
      switch self {
      case .prose, .item: true
      case .step, .keyed, .collection: false
      }
    }
  }

  var isCollection: Bool { if case .collection = origin { true } else { false } }
  var isKeyed: Bool { if case .keyed = origin { true } else { false } }
  var isStep: Bool { if case .step = origin { true } else { false } }
  var hasNumber: Bool { Words.hasNumber(spoken) }
}

/// A part of a document under one heading.
struct Section: Sendable {
  let heading: String?
  /// The document's own last word: conclusion, summary, key points.
  let concludes: Bool
  /// Contents, contacts, references: what nobody wants to hear.
  let isAside: Bool
  /// How deep its heading stands; one is the document's title.
  var level = 1

  var asks: Bool { heading.map { $0.hasSuffix("?") && Words.count($0) <= EnglishQuestions.longest + 1 } ?? false }

  /// It asks, or says what it answers: "Who we are", "How it works".
  var opensWithQuestion: Bool {
    let first = heading?.lowercased().prefix { $0.isLetter } ?? ""
    return asks || ["who", "what", "how", "why", "when", "where"].contains(first)
  }
}
