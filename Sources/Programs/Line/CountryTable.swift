import Files
import Production
import Settings
import Synchronization

/// The administrator's table of where addresses are, kept in the store for the workers that read logs. It is parsed there, not here.
final class CountryTable: Sendable {
  private let known = Mutex<Known?>(nil)

  private struct Known {
    let path: String
    let status: FileStatus
    let digest: Digest
  }

  private static let largest: Int64 = 512 << 20
  private static let notice = "countries"

  /// The table as an input of a stage; none where there is none, or where it cannot be read, of which the administrator is told.
  func input(_ settings: ViewSettings, _ house: House) -> StageInput? {
    let path = settings.countriesPath(state: house.settings.state)
    guard let path else {
      house.notices.clear(Self.notice)
      return nil
    }
    do {
      let digest = try digest(of: path, in: house.store)
      house.notices.clear(Self.notice)
      return StageInput(name: ViewLog.countries, digest: digest)
    } catch {
      house.heard(error)
      house.notices.raise(
        Self.notice,
        "The table of countries \(path) cannot be read, so views have no country. See views.countries in config.toml.",
        for: .administrator)
      return nil
    }
  }

  private func digest(of path: String, in store: ContentStore) throws -> Digest {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    guard let name = FileName(String(path[path.index(after: slash)...])) else {
      throw FileError(call: "name", name: path, code: 22)
    }
    let file = try Folder.open(slash == path.startIndex ? "/" : String(path[..<slash])).file(name)
    let status = try file.status()
    guard status.size <= Self.largest else { throw FileError(call: "size", name: path, code: 27) }
    if let known = known.withLock({ $0 }), known.path == path, known.status == status, try store.has(known.digest) {
      return known.digest
    }
    let digest = try store.put(file).digest
    known.withLock { $0 = Known(path: path, status: status, digest: digest) }
    return digest
  }
}
