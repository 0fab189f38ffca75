import Production

/// What a job file says of a transform, key by key, before it is known whether that makes one.
struct TransformDraft {
  var isTransform = false
  var kind: Transform.Kind?
  var file: String?
  var files: [String] = []
  var from: Timecode?
  var to: Timecode?
  var width: Int?
  var height: Int?
  var quality: Double?
  var kilobits: Int?
  var megabytes: Double?
  var picture: String?
  var position = MarkPosition.bottomRight
  var opacity = 0.7
  /// What most platforms play at.
  var loudness = -14.0
  var intro: String?
  var outro: String?
  var audio: String?
  var format: SoundFormat?
  var every: Timecode?
  var moment: Timecode?

  static var keys: [Setting<FolderDraft>] {
    let name = SettingKind<String>.fileName.orAbsent
    return [
      Setting("kind", \.transform.isTransform, .choice(of: [("transform", true)], word: { _ in "transform" })),
      Setting("do", \.transform.kind, SettingKind<Transform.Kind>.choice().orAbsent),
      Setting("file", \.transform.file, name),
      Setting("files", \.transform.files, SettingKind<String>.fileName.list(atLeast: 2)),
      Setting("from", \.transform.from, SettingKind<Timecode>.moment.orAbsent),
      Setting("to", \.transform.to, SettingKind<Timecode>.moment.orAbsent),
      Setting("width", \.transform.width, SettingKind<Int>.whole(2...8192).orAbsent),
      Setting("height", \.transform.height, SettingKind<Int>.whole(2...8192).orAbsent),
      Setting("quality", \.transform.quality, SettingKind<Double>.number(0...51).orAbsent),
      Setting("kilobits", \.transform.kilobits, SettingKind<Int>.whole(20...200_000).orAbsent),
      Setting("megabytes", \.transform.megabytes, SettingKind<Double>.number(0.01...100_000).orAbsent),
      Setting("picture", \.transform.picture, name),
      Setting("position", \.transform.position, .choice()),
      Setting("opacity", \.transform.opacity, .number(0.05...1)),
      Setting("loudness", \.transform.loudness, .number(-40 ... -5)),
      Setting("intro", \.transform.intro, name),
      Setting("outro", \.transform.outro, name),
      Setting("audio", \.transform.audio, name),
      Setting("as", \.transform.format, SettingKind<SoundFormat>.choice().orAbsent),
      Setting("every_seconds", \.transform.every, SettingKind<Timecode>.timecode(0.5...600).orAbsent),
      Setting("moment", \.transform.moment, SettingKind<Timecode>.moment.orAbsent),
    ]
  }

  /// The keys that mean something to each, beside `kind`, `do` and `file`.
  private static func own(_ kind: Transform.Kind) -> Set<String> {
    switch kind {
    case .trim: ["from", "to"]
    case .merge: ["files"]
    case .resize: ["width", "height"]
    case .compress: ["quality", "kilobits", "megabytes"]
    case .watermark: ["picture", "position", "opacity"]
    case .normalise: ["loudness"]
    case .concat: ["intro", "outro"]
    case .extractAudio: ["as"]
    case .replaceAudio: ["audio"]
    case .sprites: ["every_seconds"]
    case .thumbnail: ["moment"]
    }
  }

  /// The order that it makes; nil where it makes none, with a mistake told wherever something was meant to.
  func order(_ reading: inout SettingsReading) -> TransformOrder? {
    let known = Set(Self.keys.map(\.key)).subtracting(["kind", "do", "file"])
    let said = known.filter { reading.lines[$0] != nil }
    guard isTransform || kind != nil else {
      for key in said.union(reading.lines["file"] == nil ? [] : ["file"]).sorted() {
        mistake(
          key, "says something of a transform, and there is none", "Write kind = \"transform\" too, or remove that line.",
          &reading)
      }
      return nil
    }
    guard isTransform else {
      mistake("do", "stands in a file that is no transform", "Write kind = \"transform\" above it.", &reading)
      return nil
    }
    guard let kind else {
      let words = Transform.Kind.allCases.map(\.rawValue).listed
      if reading.lines["do"] == nil {
        mistake("kind", "does not say what is to be done", "Write do = one of \(words).", &reading)
      }
      return nil
    }
    let own = Self.own(kind)
    for key in said.subtracting(own).sorted() {
      mistake(
        key, "says nothing to \(kind.rawValue)", "Remove that line. To \(kind.rawValue) belong \(own.sorted().listed).", &reading)
    }
    return transform(kind, &reading).map { TransformOrder(file: file, $0) }
  }

  private func transform(_ kind: Transform.Kind, _ reading: inout SettingsReading) -> Transform? {
    switch kind {
    case .trim: return trim(&reading)
    case .merge: return .merge(files: files)
    case .resize:
      guard width != nil || height != nil else {
        mistake("do", "does not say how large", "Write width or height, for example height = 720.", &reading)
        return nil
      }
      return .resize(width: width, height: height)
    case .compress: return compression(&reading).map { .compress($0) }
    case .watermark: return .watermark(picture: picture, position: position, opacity: opacity)
    case .normalise: return .normalise(loudness: loudness)
    case .concat: return .concat(intro: intro, outro: outro)
    case .extractAudio: return .extractAudio(kind: format)
    case .replaceAudio: return .replaceAudio(audio: audio)
    case .sprites: return .sprites(every: every)
    case .thumbnail: return .thumbnail(at: moment)
    }
  }

  private func trim(_ reading: inout SettingsReading) -> Transform? {
    guard from != nil || to != nil else {
      mistake("do", "does not say what to keep", "Write from = \"0:10\" or to = \"0:20\", or both.", &reading)
      return nil
    }
    if let from, let to, to <= from {
      mistake("to", "must be later than from", "Write a later moment, or an earlier from.", &reading)
      return nil
    }
    return .trim(from: from ?? .zero, to: to)
  }

  private func compression(_ reading: inout SettingsReading) -> Transform.Compression? {
    let said: [(String, Transform.Compression)] =
      (quality.map { [("quality", .quality($0))] } ?? []) + (kilobits.map { [("kilobits", .kilobits($0))] } ?? [])
      + (megabytes.map { [("megabytes", .megabytes($0))] } ?? [])
    guard said.count <= 1 else {
      mistake(said[1].0, "stands beside \(said[0].0), and only one of them can hold", "Remove one of the two lines.", &reading)
      return nil
    }
    // What is watched on a telephone looks the same.
    return said.first?.1 ?? .quality(26)
  }

  private func mistake(_ key: String, _ problem: String, _ wayOut: String, _ reading: inout SettingsReading) {
    let line = reading.lines[key] ?? reading.lines["do"] ?? reading.lines["kind"] ?? 1
    reading.add(key: key, at: .line(line), Unfit(problem: problem, wayOut: wayOut))
  }
}
