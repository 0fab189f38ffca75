/// Words that carry no meaning of their own: articles, pronouns, prepositions and the like.
package enum StopWords {
  /// Those of a language; none for one whose small words are not known here.
  package static func of(_ language: Language) -> Set<String> { lists[language.code] ?? [] }

  /// The language whose small words a text has, if it has enough of any.
  static func language(of text: String) -> Language? {
    var counts: [String: Int] = [:]
    var total = 0
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" }).map(String.init) {
      total += 1
      for (code, words) in lists where word.count > 1 && words.contains(word) { counts[code, default: 0] += 1 }
    }
    let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard let best = ranked.first, best.value >= 2, best.value * 12 >= total else { return nil }
    // As many of another language's: it cannot be told which.
    if ranked.count > 1, ranked[1].value == best.value { return nil }
    return Language(code: best.key)
  }

  private static func words(_ text: String) -> Set<String> { Set(text.split(whereSeparator: \.isWhitespace).map(String.init)) }

  private static let lists: [String: Set<String>] = [
    "en": words(
      """
      a an the this that these those and or but nor so yet if then than as of in on at by for to from with without into onto over under
      between through during before after about against among within upon across along around behind beyond per via until till since
      while when where why how what which who whom whose whether because although though unless once is are was were be been being am
      isn't aren't wasn't weren't has have had having do does did doing done don't doesn't didn't can can't cannot could will won't
      would shall should may might must ought i you he she it we they me him her us them my your his its our their mine yours ours
      theirs myself yourself itself themselves ourselves one ones all any both each every few more most other others some such no not
      only own same too very just also even still ever never again there here now up down out off again further both either neither
      like much many less least well however therefore thus hence it's that's there's let's you're they're we're i'm you'll it'll
      """),
    "de": words(
      """
      der die das den dem des ein eine einen einem einer eines und oder aber doch denn sondern nicht kein keine keinen ist sind war
      waren sein wird werden wurde wurden hat haben hatte hatten kann können muss müssen soll sollen darf dürfen will wollen ich du er
      sie es wir ihr mich dich ihn uns euch ihnen mein dein sein unser euer in im an am auf aus bei beim mit nach von vom vor zu zum zur
      über unter durch für gegen ohne um zwischen bis seit während wegen als wie wenn weil dass ob damit so auch nur noch schon sehr mehr
      man sich hier dort dann da wer was wo wann warum dieser diese dieses jeder jede jedes alle viele einige etwa je ab pro
      """),
    "fr": words(
      """
      le la les l' un une des du de d' et ou mais donc or ni car ne pas plus est sont était étaient être a ont avait avoir peut peuvent
      doit doivent je tu il elle on nous vous ils elles me te se lui leur mon ton son ma ta sa mes tes ses notre votre nos vos leurs ce
      cet cette ces que qui quoi dont où quand comment pourquoi si dans en sur sous avec sans par pour entre vers chez depuis pendant
      avant après à au aux y très aussi plus moins tout tous toute toutes même comme
      """),
    "es": words(
      """
      el la los las un una unos unas y o pero ni que de del a al en con sin por para sobre entre hasta desde durante es son era eran ser
      está están fue fueron ha han había haber puede pueden debe deben yo tú él ella nosotros ellos ellas me te se le les lo mi tu su sus
      nuestro este esta estos estas ese esa no sí más menos muy también como cuando donde porque si qué quién cuál todo todos cada
      """),
    "pt": words(
      """
      o a os as um uma uns umas e ou mas nem que de do da dos das a ao à aos em no na nos nas com sem por pelo pela para sobre entre até
      desde durante é são era eram ser está estão foi foram tem têm havia pode podem deve devem eu tu ele ela nós eles elas me te se lhe
      meu seu sua seus suas nosso este esta esse essa não sim mais menos muito também como quando onde porque se todo todos cada você
      """),
    "it": words(
      """
      il lo la i gli le l' un uno una e o ma né che di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel
      nella nei nelle con su sul sulla per tra fra è sono era erano essere ha hanno aveva avere può possono deve devono io tu lui lei noi
      voi loro mi ti si ci vi mio tuo suo nostro vostro questo questa questi queste non sì più meno molto anche come quando dove perché
      se ogni tutto tutti
      """),
    "nl": words(
      """
      de het een en of maar want dus niet geen is zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen moet moeten
      mag mogen zal zullen wil willen ik jij je hij zij ze wij we jullie u mij hem haar ons hun mijn jouw in op aan bij met van voor naar
      uit over onder tussen door tegen zonder tot sinds tijdens om te als wanneer omdat dat die dit deze wat wie waar hoe waarom ook nog
      al zeer meer veel elke elk alle er daar hier dan
      """),
  ]
}
