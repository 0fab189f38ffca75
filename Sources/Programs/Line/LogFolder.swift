import Files
import Production

/// The files of one log as they lie there now, the oldest first.
struct LogFolder {
  let names: LogNames
  let folder: Folder
  let files: [Entry]

  struct Entry {
    let name: FileName
    let status: FileStatus
  }

  /// Throws words for who set the log up.
  init(_ log: AccessLog) throws(Refusal) {
    do throws(FileError) {
      names = LogNames(log.path, isFolder: Self.isFolder(log.path))
      let folder = try Folder.open(names.folder)
      var files: [Entry] = []
      for entry in try folder.entries() where names.contain(entry.name.bytes) {
        guard let status = try folder.status(of: entry.name), status.kind == .file else { continue }
        files.append(Entry(name: entry.name, status: status))
      }
      self.folder = folder
      self.files = files.sorted { ($0.status.modified, $1.name.bytes.count) < ($1.status.modified, $0.name.bytes.count) }
    } catch {
      throw Self.refusal(of: log, error)
    }
    if files.isEmpty {
      throw Refusal("There is no log at \(log.path).", wayOut: "\(Self.later) If it is elsewhere, mend access_log.path.")
    }
  }

  /// The one that is written to, as far as names and times tell.
  var current: FileName? { (files.first { names.isNamed($0.name.bytes) } ?? files.last)?.name }

  /// Throws where the service may not read it.
  func open(_ name: FileName, of log: AccessLog) throws(Refusal) {
    do throws(FileError) {
      _ = try folder.file(name)
    } catch {
      throw Self.refusal(of: log, error)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    do {
      _ = try Folder.open(path)
      return true
    } catch {
      // One that may not be looked into is one all the same.
      return error.isForbidden && !path.contains("*")
    }
  }

  static func refusal(of log: AccessLog, _ error: FileError) -> Refusal {
    if error.isMissing {
      return Refusal(
        "There is no log at \(log.path).", wayOut: "\(later) If it is elsewhere, mend access_log.path.", detail: "\(error)")
    }
    if error.isForbidden {
      return Refusal(
        "The service may not read \(error.name).",
        wayOut: "Let its account: on Debian, adduser dropreel adm, then restart the service.", detail: "\(error)")
    }
    if error.leavesTheShare {
      return Refusal("\(error.name) is a link.", wayOut: "Name the file itself in access_log.path.", detail: "\(error)")
    }
    return Refusal("\(error.name) cannot be read.", wayOut: later, detail: "\(error)")
  }

  private static let later = "It is read as soon as it can be."
}
