import ElevenLabs
import Production
import Scripts
import Settings
import Voices

/// The lines of a script that paid voices say, each with its neighbours.
struct PaidLines {
  /// Each sound once, in the order in which they are heard first, with the names of those who say it: two of them may be the same voice.
  private(set) var distinct: [(voices: [String], line: SpeechLine)] = []
  private(set) var voices: [SpokenPlan.Voice] = []

  /// Of the approved script.
  init(at bench: Workbench, _ account: VoiceAccount, _ roster: VoiceRoster) throws {
    let paid = Set(bench.order.settings.paidVoices.map(\.name))
    try self.init(try ApprovedScript(at: bench).utterances(by: Cast(bench.order.settings, paid: paid)), account, roster)
  }

  /// Throws why a voice cannot speak.
  init(_ utterances: [Utterance], _ account: VoiceAccount, _ roster: VoiceRoster) throws {
    var places: [String: Int] = [:]
    for (place, utterance) in utterances.enumerated() {
      guard let asked = PaidVoice(utterance.voice), !utterance.spoken.said.isEmpty else { continue }
      guard let voice = roster.voice(for: asked, of: account) else {
        throw Failure(
          roster.refusal(of: asked, in: account) ?? Refusal("A voice is missing.", wayOut: "Choose another."), kind: .input)
      }
      if !voices.contains(where: { $0.name == asked.name }) {
        voices.append(
          SpokenPlan.Voice(
            name: asked.name, shown: voice.name, id: voice.id, model: account.model, tuning: account.tuning(of: asked),
            isWoman: voice.isWoman ?? false))
      }
      let line = SpeechLine(
        TakeKey.plain(utterance.spoken.said), voice: voice, tuning: account.tuning(of: asked), model: account.model,
        before: place > 0 ? utterances[place - 1].spoken.said : nil,
        after: place + 1 < utterances.count ? utterances[place + 1].spoken.said : nil)
      if let place = places[line.callName] {
        if !distinct[place].voices.contains(asked.name) { distinct[place].voices.append(asked.name) }
      } else {
        places[line.callName] = distinct.count
        distinct.append(([asked.name], line))
      }
    }
  }
}

/// What the paid voices of a draft will cost, and what of them a person should know before approving.
struct VoicePrice {
  /// Facts of the script: its price, and a sentence to look at first where there is one.
  private(set) var facts: [String: String] = [:]

  init(of utterances: [Utterance], at bench: Workbench) throws {
    let asked = bench.order.settings.paidVoices
    guard !asked.isEmpty else { return }
    guard let account = try SpeakNotes.account(in: bench.order.notes) else {
      let names = asked.map { "\"\($0.name)\" is spoken by \(bench.order.settings.freeVoice(for: $0.name))" }
      facts[SpokenFact.remark] = "No ElevenLabs account is set up, so \(names.joined(separator: ", and "))."
      return
    }
    let roster = try bench.roster()
    // Prices are those of the table where the account cannot be asked.
    let tariff = Tariff(account, roster ?? VoiceRoster())
    if let roster {
      let troubles =
        [roster.refusal(ofModel: account.model)].compactMap { $0 } + asked.compactMap { roster.refusal(of: $0, in: account) }
      guard troubles.isEmpty else {
        facts[SpokenFact.remark] = troubles.map { "\($0.sentence) \($0.wayOut)" }.joined(separator: " ")
        return
      }
      let all = try PaidLines(utterances, account, roster).distinct.map(\.line)
      let lines = all.filter { !bench.isKnown($0.callName) }
      if lines.count < all.count { facts[SpokenFact.saidBefore] = "\(all.count - lines.count) of \(all.count)" }
      let credits = lines.reduce(0) { $0 + tariff.credits(for: $1.text) }
      price(lines.reduce(.zero) { $0 + tariff.cost(of: $1.text) })
      if let left = roster.creditsLeft, left < credits { facts[SpokenFact.remark] = Self.poor(left, credits, account) }
      return
    }
    let texts = Set(utterances.filter { PaidVoice($0.voice) != nil }.map { TakeKey.plain($0.spoken.said) })
    price(texts.reduce(.zero) { $0 + tariff.cost(of: $1) })
    facts[SpokenFact.remark] =
      "ElevenLabs cannot be asked at the moment: the price is an estimate, and its voices were not looked up."
  }

  private mutating func price(_ cost: Money) { facts["price.\(VoiceAccount.provider)"] = String(cost.microDollars) }

  private static func poor(_ left: Int, _ needed: Int, _ account: VoiceAccount) -> String {
    "The ElevenLabs account has \(left) credits left, and this needs \(needed): "
      + (account.whenOut == .wait ? "it will wait for more." : "the free voices will speak.")
  }
}

extension Workbench {
  /// The account of paid voices as it was looked at; nil where it could not be.
  func roster() throws -> VoiceRoster? {
    guard order.inputs.contains(where: { $0.name == RosterStage.fileName }) else { return nil }
    return try value(VoiceRoster.self, from: RosterStage.fileName, atMost: 16 << 20)
  }

  /// Whether a paid call was answered before, and its answer is kept.
  func isKnown(_ call: String) -> Bool {
    if case .answer(_, _?)? = ask(.ask(question: .knowsCall, key: call)) { return true }
    return false
  }
}
