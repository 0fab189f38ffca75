import CInotifyTools
import Glibc
import Synchronization

/// libinotifytools keeps all its state in globals, and so can be had once in a process: true while someone has it.
private let isTaken = Mutex(false)

/// The part of libinotifytools that can be trusted, owned by one thread: one folder at a time, events by number, no names.
struct InotifyLibrary: ~Copyable {
  /// Readable when there are events.
  let descriptor: Int32
  /// The kernel counts watches up; the library does not say which number it got, so the last one is kept.
  private var lastWatch: Int32 = 0
  /// Numbers that the kernel may have used up for attempts that failed.
  private var skipped: Int32 = 0

  /// One event of the kernel, copied.
  struct Event {
    let watch: Int32
    let mask: UInt32
    let cookie: UInt32
    /// Empty where it is about the watched folder itself.
    let name: [UInt8]

    func has(_ flag: Int32) -> Bool { mask & UInt32(bitPattern: flag) != 0 }
  }

  enum Added {
    case watch(Int32)
    /// The kernel watches that folder already, under another name.
    case known
    case failed(code: Int32)
  }

  /// What is asked of the kernel for every folder.
  private static var wanted: Int32 {
    let changes = IN_CREATE | IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE
    return changes | IN_DELETE_SELF | IN_MOVE_SELF | Int32(bitPattern: UInt32(IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK))
  }

  /// The corresponding C function is `inotifytools_initialize`.
  init() throws(WatchError) {
    let isMine = isTaken.withLock { taken in
      defer { taken = true }
      return !taken
    }
    guard isMine else { throw .alreadyInUse }
    do throws(WatchError) {
      descriptor = try Self.begin()
    } catch {
      isTaken.withLock { $0 = false }
      throw error
    }
  }

  /// Events of this instance would be taken for those of the next one, so none may stay in the library's buffer.
  ///
  /// The corresponding C function is `inotifytools_cleanup`.
  deinit {
    while unsafe inotifytools_next_events(0, 1) != nil {}
    inotifytools_cleanup()
    isTaken.withLock { $0 = false }
  }

  private static func begin() throws(WatchError) -> Int32 {
    let before = OpenFiles.inotifyDescriptors()
    guard inotifytools_initialize() == 1 else {
      let code = inotifytools_error()
      if code == EMFILE { throw .tooManyInstances(limit: Int(inotifytools_get_max_user_instances())) }
      throw .cannotStart(code: code)
    }
    guard let descriptor = OpenFiles.inotifyDescriptors().subtracting(before).first else {
      inotifytools_cleanup()
      throw .cannotStart(code: EBADF)
    }
    // The library selects on it with a set of that size, and would end the process.
    guard descriptor < 1024 else {
      inotifytools_cleanup()
      throw .tooManyOpenFiles
    }
    // The library opens it to be inherited by children, and to block.
    guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
      let code = errno
      inotifytools_cleanup()
      throw .cannotStart(code: code)
    }
    return descriptor
  }

  /// Watches one folder, without what is below it.
  ///
  /// The corresponding C function is `inotifytools_watch_file`.
  mutating func add(_ path: [UInt8]) -> Added {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    guard unsafe name.withUnsafeBufferPointer({ unsafe inotifytools_watch_file($0.baseAddress, Self.wanted) }) == 1 else {
      let code = inotifytools_error()
      // Only then the kernel had taken a number already.
      if code == ENOSPC || code == ENOMEM { skipped += 1 }
      return .failed(code: code)
    }
    for watch in lastWatch + 1...lastWatch + 1 + skipped where Self.name(of: watch) == path {
      lastWatch = watch
      skipped = 0
      return .watch(watch)
    }
    return .known
  }

  /// The name as the library has it, without the slash that it gives to folders.
  private static func name(of watch: Int32) -> [UInt8] {
    guard let name = unsafe inotifytools_filename_from_wd(watch) else { return [] }
    var bytes = unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return bytes
  }

  /// The corresponding C function is `inotifytools_remove_watch_by_wd`.
  func remove(_ watch: Int32) { inotifytools_remove_watch_by_wd(watch) }

  /// The next event that is there already; nil when there is none.
  ///
  /// The corresponding C function is `inotifytools_next_events`; with any other arguments it may block or spin.
  func next() throws(WatchError) -> Event? {
    while true {
      if let event = unsafe inotifytools_next_events(0, 1) {
        let header = unsafe event.pointee
        let start = unsafe UnsafeRawPointer(event) + MemoryLayout<inotify_event>.size
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(header.len))
        // The name is filled up with zeros.
        let name = unsafe Array(bytes.prefix { $0 != 0 })
        return Event(watch: header.wd, mask: header.mask, cookie: header.cookie, name: name)
      }
      switch inotifytools_error() {
      case 0, EAGAIN: return nil
      case EINTR: continue
      case let code: throw .cannotStart(code: code)
      }
    }
  }

  /// The corresponding C function is `inotifytools_get_max_user_watches`.
  var limit: Int { Int(inotifytools_get_max_user_watches()) }
}
