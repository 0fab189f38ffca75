import Production

/// Something that has job settings, each of which a file may set.
protocol HoldsJobSettings {
  var job: JobSettings { get set }
}

extension ServiceSettings: HoldsJobSettings {}

/// folder.toml and job files are nothing but job settings.
struct FolderDraft: HoldsJobSettings {
  var job: JobSettings
  var transform = TransformDraft()
}

extension Setting where Root: HoldsJobSettings {
  /// The settings of a job; the prefixes say in which tables they stand.
  static func ofJob(video: String = "", review: String = "", voices: String = "", order: String = "", script: String = "")
    -> [Self]
  {
    [
      Setting(video + "style", \.job.style, .choice()),
      Setting(video + "length_seconds", \.job.targetLength, .timecode(5...600)),
      Setting(video + "longest_seconds", \.job.longest, .timecode(5...600)),
      Setting(video + "formats", \.job.formats, SettingKind.format.list(atLeast: 1)),
      Setting(video + "still_frames", \.job.stillFrames, .choice()),
      Setting(video + "encoded_formats", \.job.encodedFormats, SettingKind.format.list(atLeast: 0)),
      Setting(video + "text", \.job.text, .choice()),
      Setting(video + "mark_words", \.job.marksWords, .flag),
      Setting(video + "burn_captions", \.job.burnsCaptions, .flag),
      Setting(video + "transition", \.job.transition, .choice()),
      Setting(video + "render", \.job.render, .choice()),
      Setting(video + "music", \.job.music, .nameOrNothing),
      Setting(video + "thumbnail", \.job.thumbnail, .choice()),
      Setting(video + "thumbnail_seconds", \.job.thumbnailMoment, .timecode(0...600)),
      Setting(review + "gates", \.job.gates, .gates),
      Setting(review + "sources", \.job.showsSources, .flag),
      Setting(order + "priority", \.job.priority, .choice()),
      Setting(order + "max_batch", \.job.maxBatch, .whole(1...10_000)),
      Setting(voices + "sound_formats", \.job.soundFormats, SettingKind<SoundFormat>.choice().list(atLeast: 0)),
      Setting(voices + "questioner.name", \.job.questioner.name, .name(example: "Thabo")),
      Setting(voices + "questioner.voice", \.job.questioner.voice, .voice),
      Setting(voices + "questioner.character", \.job.questioner.character, .name(example: "thabo")),
      Setting(voices + "explainer.name", \.job.explainer.name, .name(example: "Lerato")),
      Setting(voices + "explainer.voice", \.job.explainer.voice, .voice),
      Setting(voices + "explainer.character", \.job.explainer.character, .name(example: "lerato")),
      Setting(voices + "unknown_language", \.job.unknownLanguage, .choice()),
      Setting("demo.preset", \.job.demo.preset, .choice()),
      Setting("demo.ladder", \.job.demo.ladder, SettingKind.whole(144...2160).list(atLeast: 1)),
      Setting("demo.slides", \.job.demo.slides, .flag),
      Setting("demo.hls", \.job.demo.hls, .flag),
      Setting("demo.longest_seconds", \.job.demo.longest, .timecode(1...1800)),
      Setting("demo.fastest", \.job.demo.fastest, .number(1...10)),
      Setting("demo.trim_silence", \.job.demo.trimsSilence, .flag),
      Setting("page.cta_label", \.job.page.buttonLabel, .phrase(example: "Book a meeting", atMost: 60)),
      Setting("page.cta_url", \.job.page.buttonAddress, .secureLinkOrNone(example: "https://www.example.com/meeting")),
      Setting("page.beacons", \.job.page.sendsBeacons, .flag),
      Setting("page.do_not_track", \.job.page.doNotTrack, .choice()),
      Setting("page.base_url", \.job.page.baseAddress, .webAddressOrNone(example: "https://videos.example.com")),
      Setting("publish.host", \.job.publish.host, .wordOrNone(example: "nas")),
      Setting("publish.privacy", \.job.publish.privacy, .choice()),
      Setting("publish.download", \.job.publish.mayBeDownloaded, .flag),
      Setting("publish.expires_days", \.job.publish.expiresDays, .whole(0...3650)),
      Setting(script + "language", \.job.language, .languageOrAny),
      Setting(script + "tone", \.job.tone, .choice()),
      Setting(script + "audience", \.job.audience, .phrase(example: "owners of small shops", mayBeEmpty: true)),
      Setting(script + "key_messages", \.job.keyMessages, SettingKind.phrase(example: "It saves an hour a day").list(atLeast: 0)),
      Setting(script + "forbidden", \.job.forbidden, SettingKind.phrase(example: "guaranteed").list(atLeast: 0)),
    ]
  }
}

extension SettingKind where Value == Timecode {
  static func timecode(_ seconds: ClosedRange<Double>) -> Self {
    SettingKind<Double>.number(seconds).held(as: { Timecode(seconds: $0) }, { $0.seconds })
  }
}

extension SettingKind where Value == String {
  /// A language's code, or nothing for any.
  static var languageOrAny: Self {
    SettingKind { value throws(Unfit) in
      let wayOut = "Write its code of two or three letters, for example \"de\"; or \"\" for whatever it is."
      guard case .text(let text) = value.content else { throw .type("a language's code", example: "\"de\"", got: value) }
      guard text.isEmpty || (2...3).contains(text.utf8.count) && text.utf8.allSatisfy({ (97...122).contains($0) }) else {
        throw Unfit(problem: "must be a language's code, but is \(value.shown)", wayOut: wayOut)
      }
      return text
    } shown: {
      $0.quoted
    }
  }
}

extension SettingKind where Value == WallTime? {
  /// A day and a time by the clock on the wall, or nothing.
  static var wallTimeOrNone: Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a time", example: "\"2026-12-01 06:00\"", got: value) }
      if text.isEmpty { return nil }
      guard let time = WallTime(text) else {
        throw Unfit(
          problem: "must be a day and a time, but is \(value.shown)", wayOut: "Write it like this: \"2026-12-01 06:00\".")
      }
      return time
    } shown: {
      ($0?.text ?? "").quoted
    }
  }
}

extension SettingKind where Value == VideoFormat {
  static var format: Self { .choice(of: VideoFormat.all.map { ($0.name, $0) }, word: \.name) }
}

extension SettingKind where Value == Set<Gate> {
  static var gates: Self {
    SettingKind<Gate>.choice(of: Gate.choices.map { ($0.rawValue, $0) }, word: \.rawValue).list(atLeast: 0).held(
      as: { Set($0) }, { gates in Gate.allCases.filter(gates.contains) })
  }
}

extension SettingsReading {
  /// What one setting says of another. What only an outer file says gives way to this one.
  mutating func settle(_ job: inout JobSettings, video: String = "", voices: String = "") {
    if job.targetLength > job.longest {
      if let line = lines[video + "length_seconds"] {
        let unfit = Unfit(
          problem: "must not be more than longest_seconds, which is \(job.longest.seconds.plain)",
          wayOut: "Write a smaller length_seconds, or a larger longest_seconds.")
        add(key: video + "length_seconds", at: .line(line), shown: job.targetLength.seconds.plain, unfit)
      } else {
        job.targetLength = job.longest
      }
    }
    let keys = [voices + "explainer.name", voices + "questioner.name"]
    if job.questioner.name.lowercased() == job.explainer.name.lowercased(), let key = keys.first(where: { lines[$0] != nil }) {
      let unfit = Unfit(
        problem: "is the name of the other speaker too",
        wayOut: "Give the two speakers different names: the script tells them apart by it.")
      add(key: key, at: .line(lines[key] ?? 1), shown: job.explainer.name.quoted, unfit)
    }
  }
}
