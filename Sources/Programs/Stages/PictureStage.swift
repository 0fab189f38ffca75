import Drawing
import Films
import Production
import Scenes
import Speech
import Voices

/// Script, sound and word times into the film, in every asked format.
enum PictureStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let approved = try ApprovedScript(at: bench)
    var planning = FilmPlanning(
      approved: approved, voiceover: try bench.value(Voiceover.self, from: "voiceover.json", atMost: 16 << 20))
    let sound = try sound(at: bench)
    let assets = try AssetSource(at: bench)
    let shelf = assets.shelf()
    let fonts = try assets.fonts()
    planning.brand = assets.dress(on: shelf)
    let formats = approved.settings.formats
    var facts = ["version.picture": assets.edition]
    for (index, format) in formats.enumerated() {
      let timeline = try Timeline(planning.plan(in: format), shelf: shelf, fonts: fonts)
      let name = "\(format.name).mp4"
      let film = try Film.render(
        TimelineSource(timeline, assets), sound: sound, to: name, stillFrames: approved.settings.stillFrames(in: format),
        mostKilobits: format.platform.mostKilobits,
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
      let notes = timeline.notes + assets.notes(on: fonts)
      if !notes.isEmpty { facts["\(format.name).note"] = notes.joined(separator: " ") }
    }
    return facts
  }

  private static func sound(at bench: Workbench) throws -> [Float] {
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
