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
    var planning = FilmPlanning(approved: approved, voiceover: voiceover)
    let voice = try voice(at: bench)
    let assets = try AssetSource(at: bench)
    let shelf = assets.shelf()
    let fonts = try assets.fonts()
    planning.brand = assets.dress(on: shelf)
    var checks = FilmChecks()
    let looks = try looks(approved.settings, length: voiceover.length, checks: &checks)
    let music = FilmMusic(approved.settings, style: approved.script.style, on: shelf, lasting: voiceover.length)
    // One mix for all platforms that play a programme equally loud.
    var mixes: [Double: Mix] = [:]
    var facts = ["version.picture": assets.edition].merging(music.facts) { $1 }
    var delivered = 0
    for (index, formats) in looks.enumerated() {
      let format = formats[0]
      let timeline = try Timeline(planning.plan(in: format), shelf: shelf, fonts: fonts)
      let name = "\(format.name).mp4"
      let loudness = format.platform.loudness
      let mix = try mixes[loudness] ?? mixed(voiceover, voice, over: music.music, loudness: loudness)
      mixes[loudness] = mix
      let film = try Film.render(
        TimelineSource(timeline, assets), sound: FilmSound(mix), to: name,
        stillFrames: approved.settings.stillFrames(in: format),
        mostKilobits: formats.map(\.platform.mostKilobits).min() ?? format.platform.mostKilobits,
        threads: StageCard.card(of: .picture).cores, keeping: bench,
        progress: { done, total in
          let part = total > 0 ? Double(done) / Double(total) : 0
          bench.progress((Double(index) + part) / Double(looks.count), "for \(formats.map(\.name).joined(separator: ", "))")
        })
      facts["render"] = timeline.strategy.kind.rawValue
      facts["render.why"] = timeline.strategy.why
      facts["version.render"] = timeline.strategy.words
      for other in formats {
        guard try checks.look(at: name, for: other, at: bench) else { continue }
        delivered += 1
        if other == format { try bench.keepFile(name) } else { try bench.keepCopy(of: name, as: "\(other.name).mp4") }
        facts["\(other.name).frames"] = String(film.frames)
        facts["\(other.name).pictures"] = String(film.pictures)
        facts["\(other.name).scenes"] = String(film.scenes)
        facts["\(other.name).scenes made"] = String(film.scenesMade)
        facts["\(other.name).seconds"] = String(film.duration.seconds)
        let notes = timeline.notes + assets.notes(on: fonts)
        if !notes.isEmpty { facts["\(other.name).note"] = notes.joined(separator: " ") }
      }
    }
    guard delivered > 0 else { throw noneTaken(checks.facts) }
    try bench.keep(FilmChecks.fileName, Array(checks.page.utf8))
    return facts.merging(checks.facts) { $1 }
  }

  /// The asked formats that a film of this length may have; those that show the same pictures together, as they are made once.
  private static func looks(_ settings: JobSettings, length: Timecode, checks: inout FilmChecks) throws -> [[VideoFormat]] {
    var looks: [[VideoFormat]] = []
    for format in settings.formats {
      if let objection = format.objection(to: length) {
        checks.leaveOut(format, as: objection)
      } else if let index = looks.firstIndex(where: {
        $0[0].looksLike(format) && $0[0].platform.loudness == format.platform.loudness
          && settings.stillFrames(in: $0[0]) == settings.stillFrames(in: format)
      }) {
        looks[index].append(format)
      } else {
        looks.append([format])
      }
    }
    guard !looks.isEmpty else { throw noneTaken(checks.facts) }
    return looks
  }

  private static func noneTaken(_ facts: [String: String]) -> Refusal {
    Refusal(
      "No platform that was asked for takes this film.", wayOut: "Change the script's length, or ask for other formats.",
      detail: facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))
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
