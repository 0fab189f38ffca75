import Files
import Glibc
import Production
import Scripts

/// How each client's people want words to be said: their assets/pronunciation.txt, kept here too, so that nobody waits for a share when a
/// line is to be spoken.
///
/// The file is carried as bytes, and read by the worker that speaks.
struct Pronunciations: Sendable {
  private let folder: Folder

  init(in state: Folder) throws(FileError) {
    folder = try state.makeFolder(.known("pronunciation"), mode: 0o700)
  }

  /// Takes over what lies on a share now.
  func take(from share: Folder, of client: ClientName) throws {
    let wanted = try Self.bytes(on: share)
    guard try wanted != kept(of: client) else { return }
    if let wanted { try folder.write(name(client), wanted, mode: 0o600) } else { try folder.remove(name(client)) }
  }

  /// The file as an input of a stage; none where the client has none.
  func input(of client: ClientName, in store: ContentStore) throws -> StageInput? {
    guard let bytes = try kept(of: client), !bytes.isEmpty else { return nil }
    return StageInput(name: Pronunciation.fileName, digest: try store.put(bytes).digest)
  }

  private func kept(of client: ClientName) throws(FileError) -> [UInt8]? {
    try folder.read(name(client), atMost: Pronunciation.largest)
  }

  private func name(_ client: ClientName) -> FileName { FileName(client.text) ?? .known("share") }

  private static func bytes(on share: Folder) throws -> [UInt8]? {
    do {
      let assets = try share.folder(Desk.name(of: .assets))
      return try assets.read(FileName(Pronunciation.fileName) ?? .known("pronunciation"), atMost: Pronunciation.largest)
    } catch {
      if error.isMissing { return nil }
      guard error.code == EFBIG else { throw error }
      throw Refusal(
        "assets/\(Pronunciation.fileName) is larger than \(Pronunciation.largest / 1024) KB and is not used.",
        wayOut: "Keep one word a line in it: word = how to say it.")
    }
  }
}
