import Digests
import Glibc
import Media
import Production

/// One size of a film in the making: its scenes go into its file as soon as all before them are there, so that few are held.
final class FilmFile {
  private let rung: Rung
  private let track: VideoTrack
  private let parameters: ParameterSets
  private let list: SceneList
  private let keys: [Digest?]
  private let shelf: (any SceneShelf)?
  private var writer: MovieWriter?
  /// The same in pieces, where they are wanted.
  private var pieces: StreamWriter?
  /// The scenes that lie on the shelf.
  private var kept: Set<Int>
  /// Those that are coded, and cannot be written yet.
  private var waiting: [Int: EncodedScene] = [:]
  /// The scene that is written next.
  private var next = 0
  private var made = 0
  private var isFinished = false
  private var encoderSeconds = 0.0

  init(_ rung: Rung, as link: RungChain.Link, of list: SceneList, keeping shelf: (any SceneShelf)?) throws(MediaError) {
    self.rung = rung
    self.list = list
    self.shelf = shelf
    track = link.track
    parameters = try SceneEncoder.open(link.track, file: rung.path).parameters
    keys = list.scenes.map { $0.key(as: link) }
    kept = []
    var bytes = 0
    for number in list.scenes.indices {
      guard let scene = find(number) else { continue }
      kept.insert(number)
      bytes += scene.byteCount
      if number < Self.heldScenes, bytes <= Self.heldBytes { waiting[number] = scene }
    }
  }

  /// What was found on the shelf is kept at hand, up to so much: each look costs a copy.
  private static let (heldScenes, heldBytes) = (32, 24 << 20)

  /// The scenes that have to be coded.
  var missing: [Int] { (next..<list.scenes.count).filter { !kept.contains($0) && waiting[$0] == nil } }

  /// Makes the file, and that of its pieces in that folder.
  func open(
    _ sound: EncodedSound?, labels: MovieLabels, streamFolder: String?, isCancelled: @escaping () -> Bool
  ) throws(MediaError) {
    if let streamFolder {
      pieces = try StreamWriter(
        path: StreamPackage.path(of: rung, in: streamFolder), video: track, parameters: parameters, isCancelled: isCancelled)
    }
    let length = Timecode(seconds: Double(list.frames) / Double(max(1, track.framesPerSecond)))
    writer = try MovieWriter(
      path: rung.path, video: track, parameters: parameters, sound: sound, labels: labels, length: length,
      isCancelled: isCancelled)
  }

  func take(_ scene: EncodedScene, at number: Int, encoderSeconds: Double) throws(MediaError) {
    made += 1
    self.encoderSeconds += encoderSeconds
    waiting[number] = scene
    if let key = keys[number] { shelf?.keep(scene, as: key) }
    try advance()
  }

  /// Writes what can be written. A scene that is on the shelf no longer counts as missing again.
  func advance() throws(MediaError) {
    while next < list.scenes.count {
      guard let scene = waiting.removeValue(forKey: next) ?? (kept.contains(next) ? find(next) : nil) else {
        kept.remove(next)
        return
      }
      try writer?.append(scene)
      try pieces?.append(scene)
      next += 1
    }
  }

  func finish(_ source: some FrameSource, into streams: inout StreamPackage?) throws -> FilmFacts {
    guard next == list.scenes.count, let writer = writer.take() else { throw FilmError.missing(scene: next) }
    try writer.finish()
    isFinished = true
    if let pieces = pieces.take() { streams?.take(try pieces.finish(), of: rung, framesPerSecond: track.framesPerSecond) }
    return FilmFacts(
      frames: list.frames, pictures: source.states.count, framesPerSecond: source.framesPerSecond, scenes: list.scenes.count,
      scenesMade: made, encoderSeconds: encoderSeconds)
  }

  /// Takes away a file that was finished, as others of the film were not; one that was not goes by itself.
  func remove() { if isFinished { unlink(rung.path) } }

  /// A scene that was made before and fits.
  private func find(_ number: Int) -> EncodedScene? {
    guard let key = keys[number], let scene = shelf?.scene(key) else { return nil }
    return scene.parameters == parameters && scene.frameCount == list.scenes[number].frames ? scene : nil
  }
}
