import Digests
import Drawing
import Films
import Media
import Production
import Scenes
import Scripts
import Speech
import Voices

/// All that the films of a job share: its plan, what it is drawn with, its sound, and what became of each.
struct FilmStudio {
  private let bench: Workbench
  private let settings: JobSettings
  private let planning: FilmPlanning
  private let voice: [Float]
  private let assets: AssetSource
  private let shelf: AssetShelf
  private let fonts: FontBook
  private let backgrounds = Backgrounds()
  private let pictures: FilmPictures
  private let music: FilmMusic
  private let bookends: Bookends
  /// It is a sound that somebody recorded: there is nothing else to be seen of it.
  private let isHeardAlone: Bool
  /// One for all platforms that play a programme equally loud.
  private var mixes: [Double: Mix] = [:]
  private var checks = FilmChecks()
  private var facts: [String: String]
  private var delivered = 0

  init(at bench: Workbench) throws {
    let approved = try ApprovedScript(at: bench)
    let voiceover = try bench.value(Voiceover.self, from: "voiceover.json", atMost: 16 << 20)
    let assets = try AssetSource(at: bench)
    let shelf = assets.shelf()
    isHeardAlone = bench.isRecorded
    var heard = approved.settings
    // Nobody's recording gets music that they did not ask for.
    if isHeardAlone, heard.music.isEmpty { heard.music = JobSettings.noMusic }
    let music = FilmMusic(heard, style: approved.script.style, on: shelf, lasting: voiceover.length)
    let bookends = try assets.bookends()
    self.bookends = bookends
    self.bench = bench
    settings = approved.settings
    planning = FilmPlanning(
      approved: approved, voiceover: voiceover, showsCharacters: !isHeardAlone, brand: assets.dress(on: shelf),
      opening: bookends.openingLength,
      closing: bookends.length - bookends.openingLength)
    voice = try Self.voice(at: bench)
    self.assets = assets
    self.shelf = shelf
    fonts = try assets.fonts()
    pictures = FilmPictures(planning, settings, shelf: shelf, fonts: fonts, backgrounds: backgrounds)
    self.music = music
    facts = ["version.picture": assets.edition].merging(music.facts) { $1 }.merging(bookends.facts) { $1 }
  }

  /// The asked formats that a film of this length may have; those that are the same film together, as it is made once.
  mutating func looks() throws -> [[VideoFormat]] {
    var looks: [[VideoFormat]] = []
    for format in settings.formats {
      if let objection = format.objection(to: planning.length) {
        checks.leaveOut(format, as: objection)
      } else if let index = looks.firstIndex(where: { isSameFilm($0[0], format) }) {
        looks[index].append(format)
      } else {
        looks.append([format])
      }
    }
    guard !looks.isEmpty else { throw noneTaken }
    return looks
  }

  private func isSameFilm(_ one: VideoFormat, _ other: VideoFormat) -> Bool {
    one.looksLike(other) && one.platform.loudness == other.platform.loudness
      && settings.stillFrames(in: one) == settings.stillFrames(in: other)
  }

  /// Makes the film that these formats share, and keeps it under each name whose platform takes it.
  mutating func make(_ formats: [VideoFormat], progress: (Double) -> Void) throws {
    let format = formats[0]
    let timeline = try Timeline(planning.plan(in: format), shelf: shelf, fonts: fonts)
    let name = "\(format.name).mp4"
    let film = try Film.render(
      source(of: timeline, in: format),
      sound: sound(of: timeline, at: format.platform.loudness), to: name,
      mostKilobits: formats.map(\.platform.mostKilobits).min(),
      order: FilmOrder(
        labels: labels(in: format), stillFrames: settings.stillFrames(in: format),
        threads: StageCard.card(of: .picture).cores, soundIdentity: soundIdentity(at: format.platform.loudness)),
      keeping: bench,
      progress: { done, total in progress(total > 0 ? Double(done) / Double(total) : 0) })
    facts["render"] = timeline.strategy.kind.rawValue
    facts["version.render"] = timeline.strategy.words
    let notes = (timeline.notes + assets.notes(on: fonts)).joined(separator: " ")
    for format in formats where try checks.look(at: name, for: format, at: bench) {
      delivered += 1
      if format == formats[0] { try bench.keepFile(name) } else { try bench.keepCopy(of: name, as: "\(format.name).mp4") }
      note(film, as: format, notes)
    }
  }

  private func source(of timeline: Timeline, in format: VideoFormat) -> JoinedSource {
    let film = TimelineSource(timeline, assets, backgrounds: backgrounds)
    guard isHeardAlone else { return bookends.around(film, in: format) }
    let colour = planning.brand?.colours?.accent ?? Look(planning.approved.script.style).accent
    return bookends.around(Audiogram(film, of: timeline, hearing: voice, in: colour), in: format)
  }

  private func labels(in format: VideoFormat) throws -> MovieLabels {
    let script = planning.approved.script
    return MovieLabels(
      title: script.title, comment: script.takeaway, chapters: planning.chapters, cover: try pictures.cover(in: format))
  }

  private mutating func note(_ film: FilmFacts, as format: VideoFormat, _ notes: String) {
    facts["\(format.name).frames"] = String(film.frames)
    facts["\(format.name).pictures"] = String(film.pictures)
    facts["\(format.name).scenes"] = String(film.scenes)
    facts["\(format.name).scenes made"] = String(film.scenesMade)
    facts["\(format.name).seconds"] = String(film.duration.seconds)
    if !notes.isEmpty { facts["\(format.name).note"] = notes }
  }

  /// The pictures that lie beside the films, of the same plan and drawn with the same.
  func drawPictures(from done: Double) throws {
    bench.progress(done, "drawing the thumbnails")
    try pictures.thumbnails { name, bytes in
      try bench.keep(name, bytes)
      bench.progress(done, "drawing the thumbnails")
    }
    try bench.keep("contact-sheet.jpg", try pictures.contactSheet())
    try pictures.writePreview(to: "preview.gif", at: bench)
  }

  /// The page of checks, and what there is to say of all films.
  func finish() throws -> [String: String] {
    guard delivered > 0 else { throw noneTaken }
    try bench.keep(FilmChecks.fileName, Array(checks.page.utf8))
    return facts.merging(checks.facts) { $1 }
  }

  private var noneTaken: Refusal {
    Refusal(
      "No platform that was asked for takes this film.",
      wayOut:
        "The detail says why: change the length of the script, or of the brand's intro and outro, where that is it, or ask for other formats.",
      detail: checks.facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))
  }

  /// Names what is heard by what it is mixed of, so that nothing is mixed where it was coded before.
  private func soundIdentity(at loudness: Double) -> Digest {
    var sha256 = Sha256()
    sha256.update(Array("mix \(StageCard.card(of: .picture).version) \(loudness) \(music.identity) \(bookends.identity)\n".utf8))
    for word in planning.voiceover.lines.flatMap(\.words) {
      sha256.update(Array("\(word.start.microseconds) \(word.end.microseconds)\n".utf8))
    }
    sha256.update(voice.span.bytes)
    return sha256.finish()
  }

  private mutating func sound(of timeline: Timeline, at loudness: Double) throws -> FilmSound {
    let count = timeline.frameCount * FilmSound.samplesPerSecond / max(1, timeline.format.framesPerSecond)
    return try bookends.around(FilmSound(try mix(at: loudness)), lasting: count, loudness: loudness)
  }

  private mutating func mix(at loudness: Double) throws -> Mix {
    if let known = mixes[loudness] { return known }
    do {
      let mix = try Mix(planning.voiceover, voice, over: music.music, loudness: loudness)
      mixes[loudness] = mix
      return mix
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
