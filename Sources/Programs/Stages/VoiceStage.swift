import Media
import Production
import Scripts
import Speech
import Voices

/// An approved script into one track of sound, and the time of every word.
enum VoiceStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let plan = try bench.spokenPlan()
    let approved = try ApprovedScript(at: bench)
    let cast = Cast(approved.settings, paid: Set(plan.voices.map(\.name)))
    let recording: Recording
    let paid = plan.takes.isEmpty ? nil : try SpokenTakes(plan) { try bench.read($0, atMost: KeptReply.largest) }
    do throws(SpeakingFailure) {
      let speaker = Speaker(host: bench.speechHost, paid: paid, catalog: plan.catalog, atOnce: bench.cores)
      recording = try speaker.speak(approved.utterances(by: cast), keeping: bench) { bench.progress($0, $1) }
    } catch {
      throw error.failure
    }
    try SoundWriting.write(recording.samples, to: "voiceover.wav")
    try bench.keepFile("voiceover.wav")
    try bench.keep("voiceover.json", json: recording.voiceover)
    // Where a person listens first, it is to the MP3.
    for kind in SoundFile.Kind.allCases
    where kind == .mp3 || approved.settings.soundFormats.map(\.rawValue).contains(kind.rawValue) {
      let name = "voiceover.\(kind.rawValue)"
      try SoundFile.write(recording.samples, samplesPerSecond: Recording.rate, as: kind, to: name)
      try bench.keepFile(name)
    }
    try bench.keep(Gate.voice.fileName, Array(recording.voiceover.written(title: approved.script.title).utf8))
    return facts(recording.voiceover, plan.catalog).merging(facts(recording.tally)) { $1 }
  }

  private static func facts(_ tally: TakeTally) -> [String: String] {
    ["lines": String(tally.lines), "lines.known": String(tally.known), "characters": String(tally.characters)]
  }

  /// Which voice really spoke, and under which licence.
  private static func facts(_ voiceover: Voiceover, _ catalog: VoiceCatalog) -> [String: String] {
    var facts = ["seconds": String(voiceover.length.seconds)]
    for line in voiceover.lines {
      facts["voice.\(line.speaker)"] = line.voice
      if let card = catalog.card(named: line.voice) { facts["licence.voice \(card.name)"] = card.licence }
    }
    return facts
  }
}

extension Workbench {
  /// Empty where no paid voice speaks.
  fileprivate func spokenPlan() throws -> SpokenPlan {
    guard order.inputs.contains(where: { $0.name == SpokenPlan.fileName }) else { return SpokenPlan() }
    return try value(SpokenPlan.self, from: SpokenPlan.fileName, atMost: 16 << 20)
  }
}
