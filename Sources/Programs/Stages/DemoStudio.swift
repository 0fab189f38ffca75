import Files
import Films
import Glibc
import Media
import Production
import Scenes
import Scripts
import Voices

/// A recording and what is said of it into its films, in all sizes from one painting, and the pictures that lie beside them.
struct DemoStudio {
  private let bench: Workbench
  private let planning: FilmPlanning
  private let recording: OpenRecording
  private let layout: DemoLayout
  private let voice: [Float]
  private let assets: AssetSource
  private let ends: DemoEnds
  private let music: FilmMusic

  private var settings: JobSettings { planning.approved.settings }

  /// `voice` is what is said, on the film's clock; nothing where nobody speaks.
  init(
    _ approved: ApprovedScript, _ voiceover: Voiceover, _ voice: [Float], _ layout: DemoLayout, of recording: OpenRecording,
    at bench: Workbench
  ) throws {
    let assets = try AssetSource(at: bench)
    let shelf = assets.shelf()
    ends = try DemoEnds(approved.script, approved.settings, assets)
    music = FilmMusic(approved.settings, style: approved.script.style, on: shelf, lasting: layout.fitting.length)
    planning = FilmPlanning(
      approved: approved, voiceover: voiceover, demo: layout, brand: assets.dress(on: shelf), opening: ends.openingLength,
      closing: ends.closingLength)
    (self.bench, self.recording, self.layout, self.voice, self.assets) = (bench, recording, layout, voice, assets)
  }

  private var pictures: DemoPictures { DemoPictures(recording, layout, planning, assets) }

  /// All sizes that were asked for, what is beside them, and what there is to say of them.
  func make() throws -> [String: String] {
    bench.progress(0, "choosing the picture that stands for it")
    let moment = try pictures.bestMoment()
    let steps = Ladder.steps(for: recording.size, shortSides: settings.demo.ladder)
    let films = try render(
      steps.map { ($0.name, $0.size) }, FilmQuality(settings.demo.preset), cover: try pictures.cover(at: moment)
    ) { part in
      bench.progress(part * Self.filmsShare, "making \(steps.map(\.name).joined(separator: ", "))")
    }
    var checks = FilmChecks()
    var facts = ["version.picture": "the recording, as it was dropped", "preset": settings.demo.preset.rawValue].merging(
      music.facts
    ) { $1 }
    .merging(ends.facts) { $1 }
    if settings.demo.hls { try keepStream() }
    for (step, film) in zip(steps, films) {
      let (name, size) = ("\(step.name).mp4", step.size)
      let format = VideoFormat.recorded(
        step.name, width: size.width, height: size.height, framesPerSecond: film.framesPerSecond)
      _ = try checks.look(at: name, for: format, at: bench)
      try bench.keepFile(name)
      facts["\(step.name).frames"] = String(film.frames)
      facts["\(step.name).pictures"] = String(film.pictures)
      facts["\(step.name).scenes made"] = String(film.scenesMade)
      facts["\(step.name).seconds"] = String(film.duration.seconds)
    }
    try bench.keep(FilmChecks.fileName, Array(checks.page.utf8))
    try drawPictures(at: moment)
    return facts.merging(checks.facts) { $1 }
  }

  /// One small film, for a first look. Returns its length in seconds.
  func makePreview(to name: String, progress: (Double) -> Void) throws -> Double {
    let step = Ladder.steps(for: recording.size, shortSides: [Self.previewSide])[0]
    let films = try render([("preview", step.size)], .preview, cover: nil, progress: progress)
    try bench.keepFile(name)
    return films[0].duration.seconds
  }

  /// One picture of all its sections.
  func storyboard() throws -> [UInt8] { try pictures.sheet() }

  var bookendsLength: Timecode { planning.opening + planning.closing }

  /// The part of the time that the films take.
  private static let filmsShare = 0.95
  private static let previewSide = 360

  private func render(
    _ steps: [(name: String, size: StillPicture.Size)], _ quality: FilmQuality, cover: MovieLabels.Cover?,
    progress: (Double) -> Void
  ) throws -> [FilmFacts] {
    let size = steps[0].size
    let rate = RecordingFile.filmRate(of: recording.files)
    let format = VideoFormat.recorded("demo", width: size.width, height: size.height, framesPerSecond: rate)
    let film = try RecordingSource(
      recording.files, fitting: layout.fitting, size: size, framesPerSecond: rate, overlays: try overlays(on: size))
    let sound = DemoSound(planning.voiceover, voice, layout, of: recording)
    let rungs = steps.map {
      Rung(name: $0.name, width: $0.size.width, height: $0.size.height, path: "\($0.name).mp4")
    }
    let isStreamed = settings.demo.hls && bench.order.lease.stage == .picture
    if isStreamed, mkdir(StreamFile.folder, 0o700) != 0 { throw FileError(call: "mkdir", name: StreamFile.folder, code: errno) }
    return try Film.render(
      ends.around(film, in: format, brand: planning.brand), as: rungs,
      sound: ends.around(
        FilmSound(try sound.mix(over: music.music)), lasting: samples(in: film), loudness: DemoSound.loudness),
      order: FilmOrder(
        labels: labels(cover), quality: quality, stillFrames: settings.stillFrames,
        threads: StageCard.card(of: bench.order.lease.stage).cores, soundIdentity: sound.identity(music, ends),
        streamFolder: isStreamed ? StreamFile.folder : nil),
      keeping: bench.order.lease.stage == .picture ? bench : nil,
      progress: { done, total in progress(total > 0 ? Double(done) / Double(total) : 0) })
  }

  /// How many samples the recording's own frames last.
  private func samples(in film: RecordingSource) -> Int {
    let frames = film.states.last.map { $0.first + $0.count } ?? 0
    return frames * FilmSound.samplesPerSecond / max(1, film.framesPerSecond)
  }

  /// Logo and watermark, over all of the recording.
  private func overlays(on size: StillPicture.Size) throws -> [Overlay] {
    guard let brand = planning.brand else { return [] }
    return try MarkOverRecording.all(of: brand, width: size.width, height: size.height, shelf: assets.shelf()).map {
      Overlay($0.pixels, atX: $0.x, y: $0.y)
    }
  }

  private func labels(_ cover: MovieLabels.Cover?) -> MovieLabels {
    let script = planning.approved.script
    let sections = planning.sections
    // A player shows what begins the film, too.
    let first = sections.first.map { $0.start > .zero } ?? false
    let chapters = sections.count > 1 ? (first ? [Chapter(start: .zero, title: script.title)] : []) + sections : []
    return MovieLabels(title: script.title, comment: script.takeaway, chapters: chapters, cover: cover)
  }

  /// What lies in the folder of the package, as results of the stage.
  private func keepStream() throws {
    for entry in try Folder.open(StreamFile.folder).entries().sorted(by: { $0.name.description < $1.name.description }) {
      let name = StreamFile.artifact(entry.name.description)
      guard rename("\(StreamFile.folder)/\(entry.name)", name) == 0 else {
        throw FileError(call: "rename", name: name, code: errno)
      }
      try bench.keepFile(name)
    }
  }

  private func drawPictures(at moment: Timecode) throws {
    bench.progress(Self.filmsShare, "drawing the pictures beside it")
    try bench.keep("thumbnail.jpg", try pictures.thumbnail(at: moment))
    try bench.keep("contact-sheet.jpg", try pictures.sheet())
    try pictures.writePreview(to: "preview.gif", at: bench)
  }
}

extension FilmQuality {
  fileprivate init(_ preset: DemoPreset) {
    switch preset {
    case .ultra: self = .ultra
    case .high: self = .high
    case .medium: self = .medium
    case .fast: self = .fast
    case .preview: self = .preview
    }
  }
}
