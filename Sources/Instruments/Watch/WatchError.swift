import Glibc

/// Why folders cannot be watched. Rescans go on without.
package enum WatchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The library is one for the whole process, and another `FolderWatch` has it.
  case alreadyInUse
  case tooManyInstances(limit: Int)
  /// The library cannot cope with a descriptor of 1024 and above.
  case tooManyOpenFiles
  case cannotStart(code: Int32)
  case notAFolder(String, code: Int32)
  /// The kernel does not hear of what others do on such a file system.
  case cannotNotify(String, fileSystem: String)
  case watchesExhausted(limit: Int)
  case alreadyWatched(String)
  case tagInUse(Int)
  case cannotWatch(String, code: Int32)
  case stopped

  package var description: String {
    switch self {
    case .alreadyInUse: "Folders are watched already in this process. Stop that first."
    case .tooManyInstances(let limit):
      "This user has its \(limit) inotify instances in use. Raise fs.inotify.max_user_instances with sysctl."
    case .tooManyOpenFiles: "The process has too many open files to watch folders. Begin to watch before other files are opened."
    case .cannotStart(let code): "Watching cannot begin: \(Self.words(code)). Rescans go on without it."
    case .notAFolder(let path, let code):
      "\(path) cannot be watched as a folder: \(Self.words(code)). See to it that it is there."
    case .cannotNotify(let path, let fileSystem):
      "\(path) lies on \(fileSystem), where the kernel does not tell of changes by others. Rescan it more often."
    case .watchesExhausted(let limit):
      "This user has its \(limit) inotify watches in use. Raise fs.inotify.max_user_watches with sysctl."
    case .alreadyWatched(let path): "\(path) is watched already, by itself or as part of another folder."
    case .tagInUse(let tag): "The tag \(tag) is in use for another folder."
    case .cannotWatch(let path, let code): "\(path) cannot be watched: \(Self.words(code)). Rescans go on without it."
    case .stopped: "Watching was stopped."
    }
  }

  private static func words(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
