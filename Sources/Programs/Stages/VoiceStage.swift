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
    guard let recording = try bench.recordingFacts() else {
      let said = try speak(approved, by: plan, at: bench)
      try keep(said.samples, said.voiceover, of: approved, at: bench)
      return facts(said.voiceover, plan.catalog).merging(facts(said.tally)) { $1 }
    }
    let sections = DemoSections(of: approved.script)
    let said = try speak(sections, approved, over: recording, plan, at: bench)
    guard recording.hasPicture else {
      // It is what is heard, from its beginning to its end.
      if let said { try keep(said.samples, said.voiceover, of: approved, at: bench) }
      return (said.map { facts($0.voiceover, plan.catalog) } ?? [:])
    }
    let laid = LaidVoice(said, in: sections, over: recording, approved.settings.demo)
    try bench.keep(RecordingInput.fitting, json: laid.layout)
    if said == nil {
      try bench.keep("voiceover.json", json: laid.voiceover)
      try bench.keep(Gate.voice.fileName, Array(laid.voiceover.written(title: approved.script.title).utf8))
    } else {
      try keep(laid.samples, laid.voiceover, of: approved, at: bench)
    }
    return facts(laid.voiceover, plan.catalog).merging(said.map { facts($0.tally) } ?? [:]) { $1 }
  }

  /// What is said of a recording: by the person who brought their voice, else by the cast; nil where nobody says anything.
  private static func speak(
    _ sections: DemoSections, _ approved: ApprovedScript, over recording: RecordingFacts, _ plan: SpokenPlan,
    at bench: Workbench
  ) throws -> Recording? {
    let longest = approved.settings.demo.longest.seconds
    let utterances = approved.utterances(by: bench.cast)
    if !recording.hasPicture {
      let files = bench.segments.map { ($0.input.descriptor, $0.name) }
      return try GivenVoice.recording(of: files, saying: utterances, atMost: longest)
    }
    if let descriptor = bench.descriptor(RecordingInput.voice) {
      bench.progress(0, "listening to the voice")
      return try GivenVoice.recording(of: [(descriptor, RecordingInput.voice)], saying: utterances, atMost: longest)
    }
    return sections.saysNothing ? nil : try speak(approved, by: plan, at: bench)
  }

  private static func speak(_ approved: ApprovedScript, by plan: SpokenPlan, at bench: Workbench) throws -> Recording {
    let cast = Cast(approved.settings, paid: Set(plan.voices.map(\.name)))
    let paid = plan.takes.isEmpty ? nil : try SpokenTakes(plan) { try bench.read($0, atMost: KeptReply.largest) }
    do throws(SpeakingFailure) {
      let speaker = Speaker(host: bench.speechHost, paid: paid, catalog: plan.catalog, atOnce: bench.cores)
      return try speaker.speak(approved.utterances(by: cast), keeping: bench) { bench.progress($0, $1) }
    } catch {
      throw error.failure
    }
  }

  private static func keep(
    _ samples: [Float], _ voiceover: Voiceover, of approved: ApprovedScript, at bench: Workbench
  ) throws {
    try SoundWriting.write(samples, to: "voiceover.wav")
    try bench.keepFile("voiceover.wav")
    try bench.keep("voiceover.json", json: voiceover)
    // Where a person listens first, it is to the MP3.
    for kind in SoundFile.Kind.allCases
    where kind == .mp3 || approved.settings.soundFormats.map(\.rawValue).contains(kind.rawValue) {
      let name = "voiceover.\(kind.rawValue)"
      try SoundFile.write(samples, samplesPerSecond: Recording.rate, as: kind, to: name)
      try bench.keepFile(name)
    }
    try bench.keep(Gate.voice.fileName, Array(voiceover.written(title: approved.script.title).utf8))
  }

  private static func facts(_ tally: TakeTally) -> [String: String] {
    ["lines": String(tally.lines), "lines.known": String(tally.known), "characters": String(tally.characters)]
  }

  /// Which voice really spoke, and under which licence.
  private static func facts(_ voiceover: Voiceover, _ catalog: VoiceCatalog) -> [String: String] {
    var facts = ["seconds": String(voiceover.length.seconds)]
    for line in voiceover.lines {
      facts["voice.\(line.speaker)"] = line.voice
      let card = catalog.card(named: line.voice)
      if let card { facts["licence.voice \(card.name)"] = card.licence }
      // The built-in voices nobody takes for a person's.
      if line.voice != SpokenFact.ownVoice, card?.engine != .flite { facts[SpokenFact.passesForReal] = "yes" }
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
