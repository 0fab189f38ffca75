import Files
import Production

/// What is known of the files among a client's assets: which were looked at as they are now, and what came of it.
///
/// Never the truth, which lies on the share: it only spares looking at what did not change, and is there when the share is not.
struct AssetIndex: Sendable, Codable, Equatable {
  /// By `AssetWalk.Found.key`.
  private(set) var entries: [String: Entry] = [:]
  /// The digest of the sheet that was drawn for each brand: only that one may be drawn over.
  var sheets: [String: Digest] = [:]

  struct Entry: Sendable, Codable, Equatable {
    /// Below assets/, as people see it. Two of them may look alike.
    let path: String
    let kind: AssetKind?
    let mark: Mark
    /// Of the program that gave the verdict: another one may judge otherwise. Until it has, the verdict holds.
    var edition = StageCard.card(of: .assets).version
    /// Nil for what is not even kept.
    let content: Digest?
    let verdict: AssetVerdict

    var isUsed: Bool { content != nil && verdict.problem == nil }
  }

  /// By which a file is known to be the one that was looked at.
  struct Mark: Sendable, Codable, Equatable {
    let size: Int64
    let modified: Moment
    let changed: Moment
    let inode: UInt64

    init(_ status: FileStatus) {
      (size, modified, changed, inode) = (status.size, status.modified, status.changed, status.inode)
    }
  }

  mutating func put(_ entry: Entry, at key: String) { entries[key] = entry }

  /// Forgets what is not there any more.
  mutating func keep(_ keys: Set<String>) { entries = entries.filter { keys.contains($0.key) } }

  func knows(_ key: String, _ status: FileStatus) -> Bool {
    guard let entry = entries[key] else { return false }
    return entry.mark == Mark(status) && entry.edition == StageCard.card(of: .assets).version
  }

  var cards: [AssetCard] {
    entries.sorted { $0.key < $1.key }.map { _, entry in
      AssetCard(path: entry.path, kind: entry.kind, size: entry.mark.size, modified: entry.mark.modified, verdict: entry.verdict)
    }
  }

  /// The names of the brands that something was found of.
  var brands: [String] {
    let folders = entries.values.map { $0.path.split(separator: "/") }.filter { $0.count > 2 && $0[0] == AssetSettings.brands }
    return Set(folders.map { String($0[1]) }).sorted()
  }

  /// What is known of a brand.
  func card(ofBrand name: String) -> BrandCard {
    let folder = "\(AssetSettings.brands)/\(name)/"
    let own = cards.filter { $0.path.hasPrefix(folder) }
    return BrandCard(
      name: name, files: own.map { String($0.path.dropFirst(folder.count)) }, problems: own.compactMap(\.verdict.problem),
      remarks: own.compactMap { card in card.verdict.remark.map { "\(card.path.dropFirst(folder.count)): \($0)" } })
  }

  var contents: [Digest] { entries.values.compactMap(\.content) }

  /// What can be used, of all that a job may need: the pictures of its speakers, its brand, and what scripts ask for by name.
  func inputs(for settings: JobSettings) -> [StageInput] {
    inputs(
      in: Self.folders(ofBrand: settings.brand) + [
        "\(AssetSettings.characters)/\(settings.questioner.character)/",
        "\(AssetSettings.characters)/\(settings.explainer.character)/",
        // Of all styles: a script may name its own.
        "\(AssetKind.backgrounds)/", "\(AssetKind.music)/", "\(AssetKind.icons)/",
      ])
  }

  /// What can be used of a brand alone.
  func inputs(ofBrand name: String) -> [StageInput] { inputs(in: Self.folders(ofBrand: name)) }

  private static func folders(ofBrand name: String) -> [String] { name.isEmpty ? [] : ["\(AssetSettings.brands)/\(name)/"] }

  private func inputs(in folders: [String]) -> [StageInput] {
    var seen: Set<String> = []
    var names: Set<String> = []
    var found: [StageInput] = []
    let usable = entries.filter(\.value.isUsed).sorted { $0.key < $1.key }
    for folder in folders where seen.insert(folder).inserted {
      for (_, entry) in usable where entry.path.hasPrefix(folder) {
        let name = AssetInput.name(of: entry.path)
        // Of two that are called alike the first.
        if let content = entry.content, names.insert(name).inserted { found.append(StageInput(name: name, digest: content)) }
      }
    }
    // Each is an open file, here and in the worker.
    return Array(found.prefix(Self.mostInputs))
  }

  static let mostInputs = 500
}
