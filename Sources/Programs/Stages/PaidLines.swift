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

/// What the paid voices of a draft will cost, and what of them a person should know before approving. A line that several people of a list
/// are told is paid for once.
struct VoicePrice {
  private let bench: Workbench
  /// Nil where nothing is paid for, or nothing can be said of its price.
  private var table: Table?
  private var remark: String?
  private var counted: Set<String> = []
  private var known = 0
  private var credits = 0
  private var cost = Money.zero

  private struct Table {
    let account: VoiceAccount
    /// Nil where the account could not be looked at.
    let roster: VoiceRoster?
    /// Prices are those of the table where the account cannot be asked.
    let tariff: Tariff
  }

  init(of utterances: [Utterance], at bench: Workbench) throws {
    try self.init(at: bench)
    try add(utterances)
  }

  /// Of nothing yet.
  init(at bench: Workbench) throws {
    self.bench = bench
    let asked = bench.order.settings.paidVoices
    guard !asked.isEmpty else { return }
    guard let account = try SpeakNotes.account(in: bench.order.notes) else {
      let names = asked.map { "\"\($0.name)\" is spoken by \(bench.order.settings.freeVoice(for: $0.name))" }
      remark = "No ElevenLabs account is set up, so \(names.joined(separator: ", and "))."
      return
    }
    let roster = try bench.roster()
    if let roster {
      let troubles =
        [roster.refusal(ofModel: account.model)].compactMap { $0 } + asked.compactMap { roster.refusal(of: $0, in: account) }
      guard troubles.isEmpty else {
        remark = troubles.map { "\($0.sentence) \($0.wayOut)" }.joined(separator: " ")
        return
      }
    } else {
      remark = "ElevenLabs cannot be asked at the moment: the price is an estimate, and its voices were not looked up."
    }
    table = Table(account: account, roster: roster, tariff: Tariff(account, roster ?? VoiceRoster()))
  }

  mutating func add(_ utterances: [Utterance]) throws {
    guard let table else { return }
    guard let roster = table.roster else {
      for utterance in utterances where PaidVoice(utterance.voice) != nil {
        let text = TakeKey.plain(utterance.spoken.said)
        if counted.insert(text).inserted { cost = cost + table.tariff.cost(of: text) }
      }
      return
    }
    for line in try PaidLines(utterances, table.account, roster).distinct.map(\.line)
    where counted.insert(line.callName).inserted {
      if bench.isKnown(line.callName) {
        known += 1
      } else {
        credits += table.tariff.credits(for: line.text)
        cost = cost + table.tariff.cost(of: line.text)
      }
    }
  }

  /// Facts of the script: its price, and a sentence to look at first where there is one.
  var facts: [String: String] {
    var facts: [String: String] = [:]
    facts[SpokenFact.remark] = remark
    guard let table else { return facts }
    facts["price.\(VoiceAccount.provider)"] = String(cost.microDollars)
    if known > 0 { facts[SpokenFact.saidBefore] = "\(known) of \(counted.count)" }
    if let left = table.roster?.creditsLeft, left < credits { facts[SpokenFact.remark] = poor(left, table.account) }
    return facts
  }

  private func poor(_ left: Int, _ account: VoiceAccount) -> String {
    "The ElevenLabs account has \(left) credits left, and this needs \(credits): "
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
