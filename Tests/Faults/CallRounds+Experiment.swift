extension CallRounds {
  /// What is done to a call.
  package enum Experiment: String, CaseIterable, Sendable {
    case killBefore = "kill before"
    case killAfter = "kill after"
    case cutOfExt4 = "power cut, ext4"
    case cutOfXfs = "power cut, xfs"
    case flushedCutOfExt4 = "names kept, ext4"
    case flushedCutOfXfs = "names kept, xfs"
    case noRoomOnce = "ENOSPC once"
    case noRoom = "ENOSPC until freed"
    case overQuota = "EDQUOT until freed"
    case readOnly = "EROFS until freed"
    case syncFails = "EIO of a sync"
    case interrupted = "EINTR"
    case short = "half written"

    var fault: Fault {
      switch self {
      case .killBefore: Fault(.killBefore, at: 1)
      case .killAfter: Fault(.killAfter, at: 1)
      case .cutOfExt4, .cutOfXfs: Fault(.cut, at: 1)
      case .flushedCutOfExt4, .flushedCutOfXfs: Fault(.cutFlushed, at: 1)
      case .noRoomOnce: Fault(.noRoom, at: 1)
      case .noRoom: Fault(.noRoom, at: 1, isUntilFreed: true)
      case .overQuota: Fault(.overQuota, at: 1, isUntilFreed: true)
      case .readOnly: Fault(.readOnly, at: 1, isUntilFreed: true)
      case .syncFails: Fault(.broken, at: 1)
      case .interrupted: Fault(.interrupted, at: 1)
      case .short: Fault(.short, at: 1)
      }
    }

    /// The file systems that share and state lie on; nil: wherever temporary files lie.
    package var disk: LoopDisk.Kind? {
      switch self {
      case .cutOfExt4, .flushedCutOfExt4: .ext4
      case .cutOfXfs, .flushedCutOfXfs: .xfs
      default: nil
      }
    }
  }
}
