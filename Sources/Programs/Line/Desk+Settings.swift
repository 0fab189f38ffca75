import Digests
import Files
import Intake
import Production
import Settings

extension Desk {
  static let largestSettingsFile = 64 << 10

  /// Each folder.toml on the way to a folder's drops, the outer one first.
  func settings(around folders: [FileName]) -> SettingsFinding {
    var files = SettingsFiles()
    for depth in 0...folders.count {
      let place = folders.prefix(depth)
      let shown = (place.map(\.description) + ["folder.toml"]).joined(separator: "/")
      do {
        let folder = try share.folder([Self.name(of: .inbox)] + place)
        guard let bytes = try folder.read(.known("folder.toml"), atMost: Self.largestSettingsFile) else { continue }
        files.texts.append(SettingsFiles.Text(name: shown, bytes: bytes))
      } catch {
        return error.isPassing ? .later : .refused(Self.unreadable(shown, error))
      }
    }
    return .files(files)
  }

  /// The client's settings, over them what lies on the way to the drop, and over these the drop's own.
  ///
  /// Nil when they cannot be read at the moment.
  func settings(
    for drop: Drop, _ kind: DropKind, at path: InboxPath, around finding: SettingsFinding
  ) async -> Result<JobSettings, Refusal>? {
    var files: SettingsFiles
    switch finding {
    case .later: return nil
    case .refused(let refusal): return .failure(refusal)
    case .files(let around): files = around
    }
    do {
      if kind == .archive {
        // It is parsed by a worker, which gets it as it lies in the store.
        let file = try share.folder([Self.name(of: .inbox)] + path.folders).file(path.name)
        let content = drop.parts.first?.digest ?? drop.digest
        guard try house.store.put(file).digest == content else { return nil }
        files.archive = SettingsFiles.Archive(name: drop.displayName, content: content)
      }
      guard try addOwn(of: drop, at: path, to: &files) else { return nil }
    } catch let refusal as Refusal {
      return .failure(refusal)
    } catch {
      house.heard(error)
      return nil
    }
    let first = await read(files)
    guard case .success(let settings)? = first else { return first }
    // Only now is it known whose brand and characters they are.
    switch assetSettings(of: settings) {
    case .later: return nil
    case .refused(let refusal): return .failure(refusal)
    case .files(let found) where found.isEmpty: return .success(settings)
    case .files(let found):
      files.assets = found.assets
      return await read(files)
    }
  }

  /// False when the drop is not as it was looked at any more.
  private func addOwn(of drop: Drop, at path: InboxPath, to files: inout SettingsFiles) throws -> Bool {
    guard let own = drop.contents?.settings, let first = own.first else { return true }
    let names = own.compactMap { drop.parts[$0].path.last }.map { String(decoding: $0, as: UTF8.self) }
    guard own.count == 1 else { throw Self.severalSettings(names) }
    let part = drop.parts[first]
    let base = path.folders + (drop.shape == .folder ? [path.name] : [])
    guard part.size <= Self.largestSettingsFile else {
      throw Refusal("The settings file \(names[0]) is too large.", wayOut: "Remove what is no setting from it.")
    }
    guard let name = part.path.last.flatMap(FileName.init(bytes:)),
      let bytes = try share.folder([Self.name(of: .inbox)] + base).read(name, atMost: Self.largestSettingsFile),
      Digest(of: bytes) == part.digest
    else { return false }
    files.texts.append(SettingsFiles.Text(name: names[0], bytes: bytes))
    return true
  }

  private func read(_ files: SettingsFiles) async -> Result<JobSettings, Refusal>? {
    if files.isEmpty { return .success(clientNow.job) }
    if let known = settingsRead[files] { return known }
    // Few are in use at a time; a handful is kept, and the rest is read anew.
    if settingsRead.count > 16 { settingsRead = [:] }
    if brokenReadings.count > 16 { brokenReadings = [:] }
    let read: Result<JobSettings, Refusal>
    switch await hands.readSettings(files, clientNow) {
    case .success(let settings): read = .success(settings)
    case .failure(let failure):
      if failure.kind == .crash, !house.disk.isLow { brokenReadings[files, default: 0] += 1 }
      let breaksTheReader = brokenReadings[files, default: 0] >= house.settings.line.crashes
      // What passes is no reason to give a drop back: it stays in the inbox, and is looked at again.
      guard failure.kind == .input || breaksTheReader else { return nil }
      read = .failure(breaksTheReader ? Self.brokenReader(failure) : failure.refusal)
    }
    brokenReadings[files] = nil
    settingsRead[files] = read
    return read
  }

  private static func severalSettings(_ names: [String]) -> Refusal {
    Refusal(
      "There are \(names.count) settings files in it, and only one can hold: \(names.joined(separator: ", ")).",
      wayOut: "Keep one of them, and drop it again.")
  }

  static func unreadable(_ name: String, _ error: any Error) -> Refusal {
    Refusal(
      "The settings file \(name) cannot be read.", wayOut: "Check its size and permissions, or remove it.", detail: "\(error)")
  }

  private static func brokenReader(_ failure: Failure) -> Refusal {
    Refusal(
      "The settings file folder.toml beside it cannot be read without harm.",
      wayOut: "Write that file anew, or remove it, and drop this one again.", detail: failure.refusal.detail)
  }
}
