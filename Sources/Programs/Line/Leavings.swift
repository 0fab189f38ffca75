import Files
import Production

/// What a worker made that nobody keeps: it lies in the worker's folder, and goes away with this.
final class Leavings: Sendable {
  let facts: [String: String]
  private let names: Set<String>
  private let folder: WorkFolder

  init(of result: WorkResult, in folder: WorkFolder) {
    facts = result.facts
    names = Set(result.artifacts.map(\.name))
    self.folder = folder
  }

  deinit { folder.remove() }

  /// One of its files, to be handed on; nil where it told of none.
  func file(_ name: String, as input: String) -> HandedFile? {
    guard names.contains(name), let file = FileName(name) else { return nil }
    return HandedFile(name: input, folder: folder.folder, file: file)
  }

  /// One of its files, to be read here; nil where it told of none.
  func open(_ name: String) throws -> File? {
    guard names.contains(name), let file = FileName(name) else { return nil }
    return try folder.folder.file(file)
  }
}
