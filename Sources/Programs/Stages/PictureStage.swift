import Drawing
import Films
import Production
import Scenes
import Scripts
import Speech
import Voices

/// Script, sound and word times into the film, in every asked format.
enum PictureStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let approved = try ApprovedScript(at: bench)
    let voiceover = try bench.value(Voiceover.self, from: "voiceover.json", atMost: 16 << 20)
    let planning = FilmPlanning(approved: approved, voiceover: voiceover)
    let voice = try voice(at: bench)
    let assets = try AssetSource(at: bench)
    let shelf = assets.shelf()
    let fonts = try assets.fonts()
    let formats = approved.settings.formats
    let music = FilmMusic(approved.settings, style: approved.script.style, on: shelf, lasting: voiceover.length)
    // One mix for all platforms that play a programme equally loud.
    var mixes: [Double: Mix] = [:]
    var facts = ["version.picture": "drawn from the project's own characters"].merging(music.facts) { $1 }
    for (index, format) in formats.enumerated() {
      let timeline = try Timeline(planning.plan(in: format), shelf: shelf, fonts: fonts)
      let name = "\(format.name).mp4"
      let loudness = format.platform.loudness
      let mix = try mixes[loudness] ?? mixed(voiceover, voice, over: music.music, loudness: loudness)
      mixes[loudness] = mix
      let film = try Film.render(
        TimelineSource(timeline, assets), sound: FilmSound(mix), to: name,
        stillFrames: approved.settings.stillFrames(in: format), mostKilobits: format.platform.mostKilobits,
        threads: StageCard.card(of: .picture).cores, keeping: bench,
        progress: { done, total in
          let part = total > 0 ? Double(done) / Double(total) : 0
          bench.progress((Double(index) + part) / Double(formats.count), "for \(format.name)")
        })
      try bench.keepFile(name)
      facts["\(format.name).frames"] = String(film.frames)
      facts["\(format.name).pictures"] = String(film.pictures)
      facts["\(format.name).scenes"] = String(film.scenes)
      facts["\(format.name).scenes made"] = String(film.scenesMade)
      facts["\(format.name).seconds"] = String(film.duration.seconds)
      facts["render"] = timeline.strategy.kind.rawValue
      facts["render.why"] = timeline.strategy.why
      for note in timeline.notes { facts["\(format.name).note"] = note }
    }
    return facts
  }

  private static func mixed(_ voiceover: Voiceover, _ voice: [Float], over music: Music?, loudness: Double) throws -> Mix {
    do {
      return try Mix(voiceover, voice, over: music, loudness: loudness)
    } catch {
      throw error.failure
    }
  }

  private static func voice(at bench: Workbench) throws -> [Float] {
    guard let descriptor = bench.descriptor("voiceover.wav") else {
      throw Refusal("The sound of the film is missing.", wayOut: "Try the job again.")
    }
    do {
      return try WaveFile(descriptor: descriptor).samples
    } catch {
      throw error.failure
    }
  }
}
