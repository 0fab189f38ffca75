import Files
import FoundationEssentials
import Production
import Synchronization

/// The indexes of all clients' assets, kept in the state folder, so that nothing is looked at twice and nobody waits for a share.
final class AssetBook: Sendable {
  private let folder: Folder
  private let indexes = Mutex<[ClientName: AssetIndex]>([:])

  init(in state: Folder) throws(FileError) { folder = try state.makeFolder(.known("assets"), mode: 0o700) }

  /// One that cannot be read is made anew from the share.
  func index(of client: ClientName) -> AssetIndex {
    if let known = indexes.withLock({ $0[client] }) { return known }
    let bytes = (try? folder.read(name(client), atMost: Self.largest)) ?? nil
    let read = bytes.flatMap { try? JSONDecoder().decode(AssetIndex.self, from: Data($0)) } ?? AssetIndex()
    return indexes.withLock { indexes in
      let index = indexes[client] ?? read
      indexes[client] = index
      return index
    }
  }

  func keep(_ index: AssetIndex, of client: ClientName) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try folder.write(name(client), Array(try encoder.encode(index)), mode: 0o600)
    indexes.withLock { $0[client] = index }
  }

  /// What a stage of a job is drawn with, apart from what the program brings.
  func inputs(of stage: Stage, _ settings: JobSettings, _ client: ClientName) -> [StageInput] {
    if Stage.drawing.contains(stage) { return index(of: client).inputs(for: settings) }
    // The page that shows the video is in the brand's colours.
    return stage == .finish ? index(of: client).inputs(ofBrand: settings.brand) : []
  }

  /// All contents that are in use: they are not thrown away.
  func contents(of clients: [ClientName]) -> Set<Digest> { Set(clients.flatMap { index(of: $0).contents }) }

  private func name(_ client: ClientName) -> FileName { FileName(client.text) ?? .known("share") }

  private static let largest = 4 << 20
}
