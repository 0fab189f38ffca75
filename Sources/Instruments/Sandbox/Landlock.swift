import CConfinement
import Glibc

/// What a process may do with files, in the kernel's numbering of Landlock.
struct FileUse: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  static let execute = FileUse(rawValue: 1 << 0)
  static let writeFile = FileUse(rawValue: 1 << 1)
  static let readFile = FileUse(rawValue: 1 << 2)
  static let readFolder = FileUse(rawValue: 1 << 3)
  static let removeFolder = FileUse(rawValue: 1 << 4)
  static let removeFile = FileUse(rawValue: 1 << 5)
  static let makeCharacterDevice = FileUse(rawValue: 1 << 6)
  static let makeFolder = FileUse(rawValue: 1 << 7)
  static let makeFile = FileUse(rawValue: 1 << 8)
  static let makeSocket = FileUse(rawValue: 1 << 9)
  static let makePipe = FileUse(rawValue: 1 << 10)
  static let makeBlockDevice = FileUse(rawValue: 1 << 11)
  static let makeLink = FileUse(rawValue: 1 << 12)
  /// Renaming between folders; since the second version.
  static let moveBetweenFolders = FileUse(rawValue: 1 << 13)
  /// Since the third version.
  static let truncate = FileUse(rawValue: 1 << 14)
  /// Commands to devices; since the fifth version.
  static let commandDevice = FileUse(rawValue: 1 << 15)

  static let read: FileUse = [.readFile, .readFolder]
  /// Ordinary files and folders. Links, sockets, pipes and devices are never made: the service reads these folders.
  static let write: FileUse = [
    .read, .writeFile, .removeFolder, .removeFile, .makeFolder, .makeFile, .moveBetweenFolders, .truncate,
  ]
  /// What makes sense for a file that is no folder.
  static let ofOneFile: FileUse = [.execute, .writeFile, .readFile, .truncate, .commandDevice]

  /// All that a version of Landlock can forbid.
  static func known(toVersion version: Int) -> FileUse {
    let count: UInt64 =
      switch version {
      case ...0: 0
      case 1: 13
      case 2: 14
      case 3, 4: 15
      default: 16
      }
    return FileUse(rawValue: (1 << count) - 1)
  }
}

/// What is forbidden to a process by Landlock; a kernel is only asked for what its version knows.
struct LandlockDemand: Hashable {
  let files: FileUse
  /// Bit 0: to take a TCP port; bit 1: to connect to one. Since the fourth version.
  let ports: UInt64
  /// Bit 0: connecting to abstract sockets outside; bit 1: signalling processes outside. Since the sixth version.
  let scopes: UInt64

  init(profile: Confinement.Profile, version: Int) {
    files = .known(toVersion: version)
    ports = version < 4 ? 0 : profile == .network ? 0b01 : 0b11
    scopes = version < 6 ? 0 : 0b11
  }
}

/// A set of rules about files, in force once it is entered.
struct Landlock: ~Copyable {
  private let rules: Descriptor
  private let demand: LandlockDemand

  /// The version that is in force; 0 when the kernel has none.
  static func enter(profile: Confinement.Profile, places: Confinement.Places) throws(ConfinementError) -> Int {
    let version = Int(ccf_landlock_version())
    // Not built in, switched off, or hidden by a container: the caller says so in its report.
    guard version > 0 else { return 0 }
    let landlock = try Landlock(LandlockDemand(profile: profile, version: version), version: version)
    for place in SystemPlaces.readable(for: profile) { try landlock.allow(.read, at: place, mustExist: false) }
    try landlock.allow(.readFile, at: SystemPlaces.processes, mustExist: false)
    for place in SystemPlaces.devices { try landlock.allow([.readFile, .writeFile], at: place, mustExist: false) }
    for place in places.readable { try landlock.allow(.read, at: place) }
    for place in places.writable { try landlock.allow(.write, at: place) }
    for place in places.executable { try landlock.allow([.read, .execute], at: place) }
    if !places.executable.isEmpty, let loader = unsafe ccf_loader_path() {
      // The kernel runs a program's loader as it runs the program.
      try landlock.allow([.read, .execute], at: unsafe String(cString: loader))
    }
    try landlock.enter()
    return version
  }

  private func enter() throws(ConfinementError) {
    try Confinement.call("landlock_restrict_self") { ccf_landlock_enter(rules.number) }
  }

  private init(_ demand: LandlockDemand, version: Int) throws(ConfinementError) {
    let number = ccf_landlock_new(Int32(version), demand.files.rawValue, demand.ports, demand.scopes)
    guard number >= 0 else { throw .refused(call: "landlock_create_ruleset", subject: "", code: errno) }
    rules = Descriptor(owning: number)
    self.demand = demand
  }

  private func allow(_ uses: FileUse, at path: String, mustExist: Bool = true) throws(ConfinementError) {
    let number = unsafe ccf_open_place(path)
    guard number >= 0 else {
      let code = errno
      if mustExist { throw .refused(call: "open", subject: path, code: code) }
      return
    }
    defer { close(number) }
    var status = stat()
    try Confinement.call("fstat", path) { unsafe fstat(number, &status) }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    let granted = uses.intersection(demand.files).intersection(isFolder ? demand.files : .ofOneFile)
    try Confinement.call("landlock_add_rule", path) {
      ccf_landlock_allow(rules.number, number, granted.rawValue)
    }
  }
}
