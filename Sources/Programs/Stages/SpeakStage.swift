import ElevenLabs
import Production
import Scripts
import Settings
import Voices

/// The lines of an approved script that paid voices say. It decodes nothing of what comes back.
enum SpeakStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let asked = bench.order.settings.paidVoices
    var plan = SpokenPlan()
    var facts: [String: String] = [:]
    do {
      guard let account = try SpeakNotes.account(in: bench.order.notes) else {
        throw VoiceDesk.Out(
          refusal: Refusal("No ElevenLabs account is set up.", wayOut: "Set one up with [elevenlabs] in config.toml."),
          pause: .zero)
      }
      do {
        facts = try speak(for: account, at: bench, &plan)
      } catch let out as VoiceDesk.Out where account.whenOut == .wait {
        throw Failure(out.refusal, kind: .restart, pause: out.pause)
      }
    } catch let out as VoiceDesk.Out {
      // One voice for all that a speaker says: what was said so far is kept for another time.
      plan = SpokenPlan()
      facts = [:]
      for voice in asked {
        let free = bench.order.settings.freeVoice(for: voice.name)
        facts[SpeakNotes.fallback + voice.name] = "\(free) speaks instead: \(out.refusal.sentence)"
      }
      facts["version.paid voices"] = "none: \(out.refusal.sentence) The free voices speak instead."
    }
    try bench.keep(SpokenPlan.fileName, json: plan)
    bench.progress(1, "the paid voices have spoken")
    return facts
  }

  private static func speak(for account: VoiceAccount, at bench: Workbench, _ plan: inout SpokenPlan) throws -> [String: String] {
    bench.progress(0, "asking the paid voices")
    let desk = try VoiceDesk(account, at: bench)
    let roster = try bench.roster() ?? desk.roster()
    let lines = try PaidLines(at: bench, account, roster)
    let tariff = Tariff(account, roster)
    var report = SpeakReport(tariff)
    // They come in any order, and are kept in that of the script, so that the same lines leave the same files.
    var ready: [Int: VoiceDesk.Saying] = [:]
    let sharers = bench.order.notes[SpeakNotes.sharers].flatMap { Int($0) } ?? 1
    var round = VoiceRound(lines.distinct.map(\.line), at: desk, by: tariff, sharers: sharers)
    try round.run { place, saying in
      ready[place] = saying
      while let saying = ready.removeValue(forKey: report.lines) {
        let line = lines.distinct[report.lines]
        let file = "take-\(report.lines + 1)"
        try bench.keep(file, saying.body)
        plan.takes += line.voices.map {
          SpokenPlan.Take(voice: $0, text: line.line.text, cost: tariff.cost(of: line.line.text), file: file)
        }
        report.add(line.line, saying)
      }
      let count = report.lines + ready.count
      bench.progress(Double(count) / Double(lines.distinct.count), "line \(count) of \(lines.distinct.count)")
    }
    plan.voices = lines.voices
    // The lines are looked for by what is said: whoever changes that meanwhile changes the next film.
    try bench.keep(Pronunciation.fileName, try bench.pronunciationBytes() ?? [])
    return report.facts(of: account)
  }
}

/// What the paid voices said, and what it took.
private struct SpeakReport {
  private let tariff: Tariff
  private(set) var lines = 0
  private var known = 0
  private var saved = Money.zero
  private var characters = 0
  private var credits = 0
  private var calls: [String: String] = [:]

  init(_ tariff: Tariff) { self.tariff = tariff }

  mutating func add(_ line: SpeechLine, _ saying: VoiceDesk.Saying) {
    lines += 1
    guard let taken = saying.credits else {
      known += 1
      saved = saved + tariff.cost(of: line.text)
      return
    }
    let count = Tariff.characters(of: line.text)
    characters += count
    credits += taken
    calls["call.\(lines)"] =
      "ElevenLabs \(line.voice.name): \(count) characters, \(taken) credits, request \(saying.request ?? "unknown")"
  }

  func facts(of account: VoiceAccount) -> [String: String] {
    var facts = calls
    facts["lines"] = String(lines)
    facts["lines.known"] = String(known)
    facts["characters"] = String(characters)
    facts["saved"] = String(saved.microDollars)
    let before = known == 0 ? "none of them from before" : "\(known) of them from before, which saved \(saved)"
    facts["version.paid voices"] =
      "ElevenLabs \(account.model): \(lines) lines, \(before); \(characters) characters, \(credits) credits"
    return facts
  }
}
