import Digests
import Media
import Production

/// Makes film files of a source of frames and its sound.
package enum Film {
  /// Paints each picture once and codes it in every size, scenes side by side, and writes an MP4 file of all frames and the sound in each.
  ///
  /// Key frames stand at the same frames in all of them. Scenes that lie on the shelf are not made again, nor is a sound that is there: it is known by its
  /// identity without being asked for, else by its samples. It is cut or filled with silence to the pictures' length, and coded once. `progress`
  /// hears the frames done and their total. When it throws, there is no file.
  package static func render(
    _ source: some FrameSource, as rungs: [Rung], sound: @autoclosure () throws -> FilmSound, order: FilmOrder = FilmOrder(),
    keeping shelf: (any SceneShelf)? = nil, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> [FilmFacts] {
    let list = try SceneList(source)
    let chain = RungChain(rungs, of: source, order)
    let files = try rungs.enumerated().map { number, rung in
      guard let link = chain.link(of: number) else { throw FilmError.empty }
      return try FilmFile(rung, as: link, of: list, keeping: shelf)
    }
    guard let path = rungs.first?.path else { throw FilmError.empty }
    var streams = order.streamFolder.map { StreamPackage($0) }
    var isOpen = false
    do {
      try encode(source, list, chain, files, path, threads: order.threads, progress: progress, isCancelled: isCancelled) {
        guard !isOpen else { return }
        isOpen = true
        let count = list.frames * FilmSound.samplesPerSecond / max(1, source.framesPerSecond)
        let heard = try coded(sound, order.soundIdentity, as: count, on: shelf, path)
        for file in files {
          try file.open(heard, labels: order.labels, streamFolder: order.streamFolder, isCancelled: isCancelled)
        }
        try streams?.take(heard, isCancelled: isCancelled)
      }
      let facts = try files.map { try $0.finish(source, into: &streams) }
      try streams?.finish()
      return facts
    } catch {
      for file in files { file.remove() }
      streams?.remove()
      throw error
    }
  }

  /// Codes what the files lack, until they lack nothing. `open` is done while scenes are coded, and before any is written.
  private static func encode(
    _ source: some FrameSource, _ list: SceneList, _ chain: RungChain, _ files: [FilmFile], _ path: String, threads: Int,
    progress: (_ done: Int, _ total: Int) -> Void, isCancelled: () -> Bool, open: () throws -> Void
  ) throws {
    var jobs = SceneJob.missing(in: files)
    repeat {
      var done = list.frames - jobs.reduce(0) { $0 + list.scenes[$1.scene].frames }
      progress(done, list.frames)
      try SceneCrew.encode(
        jobs, of: source, in: list.scenes, as: chain, file: path, threads: threads, isCancelled: isCancelled, meanwhile: open
      ) { news in
        switch news {
        case .frames(let count):
          done += count
          progress(done, list.frames)
        case .scene(let number, let made): try files[made.rung].take(made.scene, at: number, encoderSeconds: made.seconds)
        }
      }
      for file in files { try file.advance() }
      // What was on the shelf when it was looked for, and is not any more.
      jobs = SceneJob.missing(in: files)
    } while !jobs.isEmpty
  }

  /// The same in the one size of its source. `mostKilobits` is for pictures and sound together.
  package static func render(
    _ source: some FrameSource, sound: @autoclosure () throws -> FilmSound, to path: String, mostKilobits: Int? = nil,
    order: FilmOrder = FilmOrder(), keeping shelf: (any SceneShelf)? = nil,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }, isCancelled: @escaping () -> Bool = { false }
  ) throws -> FilmFacts {
    let rung = Rung(name: "", width: source.width, height: source.height, path: path, mostKilobits: mostKilobits)
    let facts = try render(
      source, as: [rung], sound: try sound(), order: order, keeping: shelf, progress: progress, isCancelled: isCancelled)
    guard let own = facts.first else { throw FilmError.empty }
    return own
  }

  /// The sound in AAC, cut or filled with silence to that length; films of several formats have the same one, and it is coded for the first of them.
  private static func coded(
    _ sound: () throws -> FilmSound, _ identity: Digest?, as count: Int, on shelf: (any SceneShelf)?, _ path: String
  ) throws -> EncodedSound {
    var key = identity
    var mixed: FilmSound?
    if shelf != nil, key == nil {
      mixed = try sound()
      key = mixed?.digest(of: count)
    }
    key = key.map { Digest(of: Array("\(SoundTrack.identity) \(count) \($0.hex)".utf8)) }
    if let key, let kept = shelf?.sound(key) { return kept }
    let sound = try mixed ?? sound()
    var encoder = try SoundEncoder(SoundTrack(samplesPerSecond: FilmSound.samplesPerSecond, channels: sound.channels), file: path)
    try sound.forEachPiece(of: count) { piece in try encoder.hear(piece.span) }
    let made = try encoder.finish()
    if let key { shelf?.keep(made, as: key) }
    return made
  }
}
