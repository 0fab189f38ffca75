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
    var facts: [String: String] = [:]
    var (known, characters, credits) = (0, 0, 0)
    for (number, line) in lines.distinct.enumerated() {
      bench.progress(Double(number) / Double(lines.distinct.count), "line \(number + 1) of \(lines.distinct.count)")
      let saying = try desk.say(line.line, by: tariff)
      let file = "take-\(number + 1)"
      try bench.keep(file, saying.body)
      plan.takes.append(
        SpokenPlan.Take(voice: line.voice, text: line.line.text, cost: tariff.cost(of: line.line.text), file: file))
      let count = Tariff.characters(of: line.line.text)
      characters += count
      credits += saying.credits ?? 0
      if let taken = saying.credits {
        facts["call.\(number + 1)"] =
          "ElevenLabs \(line.line.voice.name): \(count) characters, \(taken) credits, request \(saying.request ?? "unknown")"
      } else {
        known += 1
      }
    }
    plan.voices = lines.voices
    facts["lines"] = String(lines.distinct.count)
    facts["lines.known"] = String(known)
    facts["characters"] = String(characters)
    facts["version.paid voices"] =
      "ElevenLabs \(account.model): \(lines.distinct.count) lines, \(known) of them from before; \(characters) characters, \(credits) credits"
    return facts
  }
}
