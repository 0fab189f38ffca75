import Files
import Glibc

/// What the service itself uses.
enum OwnUse {
  /// Resident; from /proc/self/statm, whose second number counts pages.
  static var memoryBytes: Int64 {
    guard let folder = try? Folder.open("/proc/self"), let text = try? folder.file(.known("statm")).read(at: 0, count: 128) else {
      return 0
    }
    let words = String(decoding: text, as: UTF8.self).split(separator: " ")
    return words.count > 1 ? (Int64(words[1]) ?? 0) * Int64(sysconf(Int32(_SC_PAGESIZE))) : 0
  }

  /// The corresponding C function is `getrusage`.
  static var processorSeconds: Double {
    var use = rusage()
    guard getrusage(RUSAGE_SELF.rawValue, &use) == 0 else { return 0 }
    let whole = Double(use.ru_utime.tv_sec + use.ru_stime.tv_sec)
    return whole + Double(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1_000_000
  }
}
