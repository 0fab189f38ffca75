/// Sizes of files and disks in words.
enum Sizes {
  /// In decimal units, as file managers show them: "3.4 MB".
  static func words(_ bytes: Int64) -> String {
    let bytes = max(0, bytes)
    if bytes < 1000 { return "\(bytes) bytes" }
    var (whole, unit) = (bytes, 0)
    var tenths: Int64 = 0
    while whole >= 1000, unit < units.count - 1 {
      tenths = whole % 1000 / 100
      whole /= 1000
      unit += 1
    }
    return whole < 10 ? "\(whole).\(tenths) \(units[unit])" : "\(whole) \(units[unit])"
  }

  private static let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]
}
