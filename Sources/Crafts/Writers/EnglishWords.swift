/// English words by what they do in a sentence.
enum EnglishWords {
  private static func words(_ text: String) -> Set<String> { Set(text.split(whereSeparator: \.isWhitespace).map(String.init)) }

  static let determiners = words(
    """
    a an the this that these those my your his her its our their each every any some no all both either neither another such much
    many several few most more one two three four five six seven eight nine ten
    """)

  static let prepositions = words(
    """
    of in on at by for to from with without into onto over under between through during before after about against among within upon
    across along around behind beyond per via until till since near inside outside above below up down off out toward towards despite
    as like except besides plus
    """)

  /// What may stand behind a command's verb besides a noun.
  static let particles = words(
    "it them him her me us you yourself that whether if when how what where who only just also again away back together well sure"
  )

  /// Words that open a phrase before the main clause.
  static let openers = words(
    """
    if when once unless while because although though whenever where today now then usually often sometimes first next last later
    soon every each once twice instead here there even thanks depending according what however also finally ideally this these
    """)

  static let relatives = words("that which who whom whose where why how what")
  static let subordinators = words("if when because although though unless while whereas whether")

  static let pronouns = words("i you he she it we they this that these those there one everyone someone nobody anyone who what")

  /// Common words that only describe.
  static let adjectives = words(
    """
    good bad new old big small large long short high low hot cold warm cool main common many other same different first second third
    last next early late great little own important possible free full public local human social national international open clean
    dry clear light dark heavy simple easy hard fresh raw total daily weekly monthly annual general special average
    """)

  /// Verbs that are as often nouns: they need a sign to be taken for a command.
  static let nounsToo = words(
    """
    water store plan cost work use need test report access answer balance benefit cause change charge check claim cook cover damage
    date deal delay demand design display drop end estimate face fit focus force form fund guide heat help hope host increase interest
    issue iron judge jump label land launch lead lift light limit link list load lock look mark match measure mix model move name
    notice offer order pack paint park pass pause place plant play point post power practice present press price process produce
    progress promise protest pump purchase question rate record release rent repair reply request rescue reserve rest result return
    review reward rise roll rule run sample save scan schedule search seal set shape share shift ship show sign signal sleep snap
    sound split spray spread stand start state stay step stop structure study supply support surge switch target taste tax text tie
    touch track trade train transfer trap travel treat trust turn twist type update view visit vote wait walk waste watch win wish
    wrap yield age aid alert award back base block book code command cure cycle exercise export favour favor filter flow fold
    function grade grant group hunt import influence lack log mail pilot praise rank refund sell benefits drink feed feel fight fly
    leave find
    """)

  /// Nouns that ask for exactly one answer: "The deadline is …".
  static let slots = words(
    """
    goal aim purpose price cost fee deadline date reason result answer idea rule problem solution difference advantage disadvantage
    benefit limit minimum maximum name address formula risk key secret trick budget total average rate balance amount number share
    step target plan advice message lesson point task role job meaning cause effect size weight length height width depth life area
    temperature time speed capacity colour color material warranty duration distance range power age population capital owner location
    venue place theme topic subject question conclusion outcome recommendation requirement condition exception alternative option
    """)

  /// Things of which there is one, or one that everybody knows.
  static let unique = words(
    """
    sun moon earth world sea sky internet government city council company police state country public weather market economy body
    brain heart customer customers team staff management board user users reader owner department office law environment climate
    past future present rest night day morning evening winter summer king queen president
    """)

  static let timeNouns = words("deadline date launch opening start meeting delivery appointment")

  static let superlatives = words(
    "most main only first last next best worst key biggest largest smallest highest lowest easiest simplest fastest cheapest oldest greatest minimum maximum total average usual typical"
  )

  static let timeUnits = words(
    "second seconds minute minutes hour hours day days week weeks month months year years night nights decade decades century centuries"
  )

  static let dayNames = words(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january
    february march april may june july august september october november december spring summer autumn winter noon midnight morning
    evening today tomorrow weekdays weekends
    """)

  /// What counts what stands behind it.
  static let counters = words("two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand")

  /// Whether a subject is somebody, as far as its last noun tells.
  static func isPeople(_ subject: [String]) -> Bool {
    guard let head = EnglishClause.head(of: subject) else { return false }
    let one = head.hasSuffix("s") && !head.hasSuffix("ss") ? String(head.dropLast()) : head
    return people.contains(head) || people.contains(one)
      || one.count > 5 && ["eer", "yer", "tor", "ist", "ian", "yee"].contains(where: one.hasSuffix)
  }

  private static let people = words(
    """
    people person anyone everyone everybody visitor resident user customer member employee worker colleague manager driver rider
    operator tenant landlord buyer seller guest student pupil teacher parent child children doctor nurse patient applicant owner
    passenger player developer author editor reader team teams staff company government council county city bank police court party
    parties men women man woman king queen minister president scientists scientist researcher researchers participant attendee
    supervisor contractor supplier clerk chair committee board shop school university hospital service agency ministry firm brother
    sister mother father boy girl crew assistant captain farmer cook tourist traveller citizen voter candidate apprentice provider
    client partner sponsor organiser organizer
    """)

  /// Whether a word only colours a verb, and can stand between the subject and it.
  static func isAdverb(_ word: String) -> Bool {
    adverbs.contains(word)
      || word.count > 4 && word.hasSuffix("ly") && !["family", "supply", "assembly", "july", "italy", "reply"].contains(word)
  }

  private static let adverbs = words(
    "today yesterday recently currently also always usually often never only even still just now sometimes then therefore already soon thus seldom rarely both each"
  )

  static let numberWords = words(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand million billion dozen half"
  )

  static func isNumber(_ word: String) -> Bool { word.contains(where: \.isNumber) || numberWords.contains(word) }
}
