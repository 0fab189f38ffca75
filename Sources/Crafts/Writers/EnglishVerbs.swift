/// The verbs that the writer can turn around, and the small words that tell what a word is.
struct EnglishVerbs: Sendable {
  enum Form: Hashable, Sendable { case base, third, past, participle }

  struct Reading: Hashable, Sendable {
    let base: String
    let form: Form
  }

  private let readings: [String: [Reading]]

  init() {
    var readings: [String: [Reading]] = [:]
    func add(_ word: String, _ base: String, _ form: Form) { readings[word, default: []].append(Reading(base: base, form: form)) }
    for base in Self.regular.split(whereSeparator: \.isWhitespace).map(String.init) {
      add(base, base, .base)
      add(Self.third(base), base, .third)
      add(Self.past(base), base, .past)
      add(Self.past(base), base, .participle)
    }
    for line in Self.irregular.split(separator: "\n") {
      let forms = line.split(separator: " ").map(String.init)
      guard forms.count == 3 else { continue }
      add(forms[0], forms[0], .base)
      add(Self.third(forms[0]), forms[0], .third)
      add(forms[1], forms[0], .past)
      add(forms[2], forms[0], .participle)
    }
    self.readings = readings
  }

  func reading(_ word: String, as forms: Form...) -> Reading? { readings[word]?.first { forms.contains($0.form) } }

  func isVerb(_ word: String) -> Bool { readings[word] != nil || Self.auxiliaries.contains(word) }

  /// Whether a word is a verb's participle; unknown words that end in -ed are taken for one.
  func isParticiple(_ word: String) -> Bool {
    reading(word, as: .participle) != nil || word.count > 4 && word.hasSuffix("ed") && !word.hasSuffix("eed")
  }

  private static func third(_ base: String) -> String {
    if base.hasSuffix("y"), let before = base.dropLast().last, !"aeiou".contains(before) { return base.dropLast() + "ies" }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].contains { base.hasSuffix($0) }
    return base + (hisses ? "es" : "s")
  }

  private static func past(_ base: String) -> String {
    if base.hasSuffix("e") { return base + "d" }
    if base.hasSuffix("y"), let before = base.dropLast().last, !"aeiou".contains(before) { return base.dropLast() + "ied" }
    if doubling.contains(base), let last = base.last { return base + String(last) + "ed" }
    return base + "ed"
  }

  private static let doubling: Set<String> = [
    "stop", "plan", "drop", "ship", "wrap", "scan", "step", "submit", "refer", "occur", "plug", "trim", "rub",
  ]

  static let auxiliaries: Set<String> = be.union(modals).union(["has", "have", "had", "do", "does", "did"])
  static let be: Set<String> = ["is", "are", "was", "were", "am"]
  static let modals: Set<String> = ["can", "could", "will", "would", "should", "must", "may", "might", "shall", "cannot"]

  private static let regular = """
    accept access achieve act adapt add adjust admit adopt advise affect agree aim allow announce answer apply approve arrange arrive
    ask assign attach attack attend attract avoid balance ban benefit boil borrow brush calculate call cancel carry cause celebrate
    change charge check clean clear click close collect combine compare complete concern confirm connect consist consider consult
    contain continue contribute control convert cook cool copy cost count cover create cross damage decide declare decline decrease
    delay delete deliver demand depend describe design destroy determine develop disappear discover discuss display divide double
    download drain drop dry earn educate elect employ enable end enjoy enter equal establish estimate evaporate examine expand expect
    expire explain explore express extend face fail fasten fill finish fix float focus follow force form fund gain generate guarantee
    guide handle happen harm heat help hire hope identify ignore improve include increase inform insert inspect install insure invest
    invite involve iron join judge jump label land last launch learn leave lift limit link list live load lock look lower maintain
    manage mark matter measure melt mention mix monitor move multiply name need notice notify obtain offer open operate order organise
    organize own pack paint park pass perform place plan plant play plug point post pour practise practice prefer prepare present
    press prevent print process produce promise protect prove provide publish pull pump push raise reach react receive recommend record
    recover recycle reduce refer reflect register reject release rely remain remember remove rent reopen repair repeat replace reply
    report represent request require rescue reserve resist respond rest restart result retire return reveal review reward rinse roll
    rub save scan schedule scrub search seem select separate serve share ship show sign slice slow snap solve sort sound split spray
    start state stay step stir stop store submit succeed suffer suggest suit supply support surround switch taste tell tend test
    thank tie tighten touch train transfer transform translate travel treat trim trust try turn twist type unplug update upload use
    vary view visit vote wait walk want warm warn wash waste watch water weigh welcome wipe wish work worry wrap yield zoom absorb blink bloom crackle glow smell shout laugh age leak accelerate accumulate acquire address age aid alert analyse analyze appear appoint assess assist assume attempt automate award
    back base behave block book boost bounce breathe bury cache challenge cite clarify climb code command communicate commute
    compete compile compute conclude conduct consume cope correct crack crawl cure cycle date deal decorate dedicate defend define
    deploy derive differ digest disable discard dissolve distribute download dominate donate drag drift dust ease eliminate email
    embed emit encounter encourage encrypt enforce enhance ensure escape evolve exceed exchange exclude exercise exist expose
    favour favor ferment filter flow fold freeze function gather grade grant greet group halve host hunt illustrate imagine imply
    import impose impress incorporate indicate influence inherit initiate innovate integrate intend interact interest introduce
    invent issue kill lack lag lead license locate log mail match mature migrate minimise minimize model motivate nominate note
    nourish observe offset oppose optimise optimize originate outline oversee pause permit pick pilot plunge pollute power praise
    predict preserve pretend proceed progress prohibit promote propose pursue qualify question quote rank rate reclaim recognise
    recognize refill refund refuse regulate relate relax remind renew reproduce resemble resolve restore restrict resume retain
    retrieve revise rotate rule sample seal secure shape shift shrink signal simplify soak span spread stabilise stem stimulate
    stretch strengthen structure study substitute summarise supervise surge survive suspend sustain sync tackle target tax text
    tolerate total trace track trade trap trigger triple undergo unite unlock unveil upgrade validate vanish verify violate volunteer
    wonder worsen value like love hate employ inspect postpone steer wash dredge settle sail board rent replace silt handle
    """

  private static let irregular = """
    become became become
    begin began begun
    bend bent bent
    bind bound bound
    bite bit bitten
    blow blew blown
    break broke broken
    bring brought brought
    build built built
    burn burned burned
    buy bought bought
    catch caught caught
    choose chose chosen
    come came come
    cost cost cost
    cut cut cut
    deal dealt dealt
    dig dug dug
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fell fallen
    feed fed fed
    feel felt felt
    fight fought fought
    find found found
    fit fitted fitted
    fly flew flown
    forget forgot forgotten
    freeze froze frozen
    get got got
    give gave given
    go went gone
    grind ground ground
    grow grew grown
    hang hung hung
    hear heard heard
    hide hid hidden
    hit hit hit
    hold held held
    keep kept kept
    know knew known
    lay laid laid
    lead led led
    leave left left
    lend lent lent
    let let let
    lie lay lain
    lose lost lost
    make made made
    mean meant meant
    meet met met
    pay paid paid
    put put put
    read read read
    rise rose risen
    run ran run
    say said said
    see saw seen
    sell sold sold
    send sent sent
    set set set
    shake shook shaken
    shine shone shone
    shut shut shut
    sink sank sunk
    sit sat sat
    sleep slept slept
    speak spoke spoken
    spend spent spent
    split split split
    spread spread spread
    stand stood stood
    stick stuck stuck
    sweep swept swept
    swim swam swum
    take took taken
    teach taught taught
    tell told told
    think thought thought
    bear bore borne
    beat beat beaten
    breed bred bred
    creep crept crept
    hurt hurt hurt
    light lit lit
    ride rode ridden
    ring rang rung
    seek sought sought
    shrink shrank shrunk
    spin spun spun
    spring sprang sprung
    steal stole stolen
    swing swung swung
    tear tore torn
    wake woke woken
    weave wove woven
    throw threw thrown
    understand understood understood
    wear wore worn
    win won won
    write wrote written
    """
}
