import Films
import Media
import Production
import Scripts
import Voices

// What each stage that shows a recording begins with.
extension DemoStudio {
  /// Where the voices have spoken, and all is laid out.
  init(_ layout: DemoLayout, of facts: RecordingFacts, at bench: Workbench) throws {
    let approved = try ApprovedScript(at: bench)
    let voiceover = try bench.value(Voiceover.self, from: "voiceover.json", atMost: 16 << 20)
    var voice: [Float] = []
    if let descriptor = bench.descriptor("voiceover.wav") {
      // Both sides are the same.
      let sound = try SoundFile.read(descriptor: descriptor, name: "voiceover.wav", atMost: layout.fitting.length.seconds + 1)
      voice = stride(from: 0, to: sound.samples.count, by: 2).map { sound.samples[$0] }
    }
    try self.init(approved, voiceover, voice, layout, of: try OpenRecording(facts, at: bench), at: bench)
  }

  /// Before anybody has spoken: by what it takes about to say it.
  init(drafted approved: ApprovedScript, of facts: RecordingFacts, at bench: Workbench) throws {
    let estimated = Voiceover.estimated(approved.utterances(by: bench.cast))
    let said = estimated.lines.isEmpty ? nil : Recording(samples: [], voiceover: estimated)
    let laid = LaidVoice(said, in: DemoSections(of: approved.script), over: facts, approved.settings.demo)
    try self.init(approved, laid.voiceover, [], laid.layout, of: try OpenRecording(facts, at: bench), at: bench)
  }

  /// With free voices that have just spoken; nil where nobody says anything.
  init(_ approved: ApprovedScript, saying said: Recording?, of facts: RecordingFacts, at bench: Workbench) throws {
    let laid = LaidVoice(said, in: DemoSections(of: approved.script), over: facts, approved.settings.demo)
    try self.init(
      approved, laid.voiceover, said == nil ? [] : laid.samples, laid.layout, of: try OpenRecording(facts, at: bench), at: bench)
  }
}
