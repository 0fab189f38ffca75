import Digests
package import Media
package import Production

/// Makes a film file of a source of frames and its sound.
package enum Film {
  /// Paints and codes each picture once, scenes side by side, and writes an MP4 file of all frames and the sound.
  ///
  /// Scenes that lie on the shelf are not made again, nor is a sound that is there: it is known by `soundIdentity` without being asked for, else by
  /// its samples. It is cut or filled with silence to the pictures' length, and coded once over all of it. `mostKilobits` is for both together. `progress` hears the frames done and their total. When it throws, there is no file.
  package static func render<Source: FrameSource>(
    _ source: Source, sound: @autoclosure () throws -> FilmSound, soundIdentity: Digest? = nil, to path: String,
    labels: MovieLabels = MovieLabels(), quality: FilmQuality = .final,
    stillFrames: StillFrames = .skip, mostKilobits: Int? = nil, threads: Int = 1, keeping shelf: (any SceneShelf)? = nil,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }, isCancelled: @escaping () -> Bool = { false }
  ) throws -> FilmFacts {
    let track = VideoTrack(
      width: source.width, height: source.height, framesPerSecond: source.framesPerSecond, preset: quality.preset,
      rateFactor: quality.rateFactor, stillFrames: stillFrames, lookAhead: quality.lookAhead,
      mostKilobits: mostKilobits.map { max(1, $0 - SoundTrack.kilobits) })
    let list = try SceneList(source, track)
    let parameters = try SceneEncoder.open(track, file: path).parameters
    var made: [EncodedScene?] = list.scenes.map { known($0, on: shelf, parameters) }
    let missing = made.indices.filter { made[$0] == nil }
    var heard: EncodedSound?
    var encoderSeconds = 0.0
    var done = list.frames - missing.reduce(0) { $0 + list.scenes[$1].frames }
    progress(done, list.frames)
    try SceneCrew.encode(
      missing, of: source, in: list.scenes, as: track, file: path, threads: threads, isCancelled: isCancelled,
      meanwhile: {
        let count = list.frames * FilmSound.samplesPerSecond / max(1, source.framesPerSecond)
        heard = try coded(sound, soundIdentity, as: count, on: shelf, path)
      }
    ) { news in
      switch news {
      case .frames(let count):
        done += count
        progress(done, list.frames)
      case .scene(let number, let scene, let seconds):
        made[number] = scene
        encoderSeconds += seconds
        if let key = list.scenes[number].key { shelf?.keep(scene, as: key) }
      }
    }
    let length = Timecode(seconds: Double(list.frames) / Double(max(1, source.framesPerSecond)))
    var writer = try MovieWriter(
      path: path, video: track, parameters: parameters, sound: heard, labels: labels, length: length, isCancelled: isCancelled)
    for (number, scene) in made.enumerated() {
      guard let scene else { throw FilmError.missing(scene: number) }
      try writer.append(scene)
    }
    try writer.finish()
    return FilmFacts(
      frames: list.frames, pictures: source.states.count, framesPerSecond: source.framesPerSecond, scenes: list.scenes.count,
      scenesMade: missing.count, encoderSeconds: encoderSeconds)
  }

  /// A scene that was made before and fits.
  private static func known(
    _ scene: SceneList.Scene, on shelf: (any SceneShelf)?, _ parameters: ParameterSets
  ) -> EncodedScene? {
    guard let key = scene.key, let kept = shelf?.scene(key) else { return nil }
    return kept.parameters == parameters && kept.frameCount == scene.frames ? kept : nil
  }

  /// The sound in AAC, cut or filled with silence to that length; films of several formats have the same one, and it is coded for the first of them.
  private static func coded(
    _ sound: () throws -> FilmSound, _ identity: Digest?, as count: Int, on shelf: (any SceneShelf)?, _ path: String
  ) throws -> EncodedSound {
    var key = identity
    if shelf != nil, key == nil { key = try sound().digest(of: count) }
    key = key.map { Digest(of: Array("\(SoundTrack.identity) \(count) \($0.hex)".utf8)) }
    if let key, let kept = shelf?.sound(key) { return kept }
    let sound = try sound()
    var encoder = try SoundEncoder(SoundTrack(samplesPerSecond: FilmSound.samplesPerSecond, channels: sound.channels), file: path)
    try sound.forEachPiece(of: count) { piece in try encoder.hear(piece.span) }
    let made = try encoder.finish()
    if let key { shelf?.keep(made, as: key) }
    return made
  }
}
