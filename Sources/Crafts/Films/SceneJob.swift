/// A scene that has to be coded, and the sizes in which it has to be.
struct SceneJob: Hashable, Sendable {
  let scene: Int
  let rungs: Set<Int>

  /// What these files lack, in the order of the film.
  static func missing(in files: [FilmFile]) -> [SceneJob] {
    var rungs: [Int: Set<Int>] = [:]
    for (number, file) in files.enumerated() { for scene in file.missing { rungs[scene, default: []].insert(number) } }
    return rungs.map { SceneJob(scene: $0.key, rungs: $0.value) }.sorted { $0.scene < $1.scene }
  }
}
