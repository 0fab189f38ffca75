import Production

/// Which files of a folder belong to a log: the one that is written to, and those that were put aside for new ones.
struct LogNames: Hashable, Sendable {
  /// The folder that they lie in.
  let folder: String
  private let rule: Rule

  private enum Rule: Hashable {
    case all
    case pattern([UInt8])
    case file([UInt8])
  }

  init(_ path: String, isFolder: Bool) {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let last = Array(path[slash...].utf8.dropFirst())
    if isFolder {
      (folder, rule) = (path, .all)
    } else {
      folder = slash == path.startIndex ? "/" : String(path[..<slash])
      rule = last.contains(UInt8(ascii: "*")) || last.contains(UInt8(ascii: "?")) ? .pattern(last) : .file(last)
    }
  }

  /// Whether somebody named the very file. Where a folder or a pattern was named, what is no log is passed over.
  var isExact: Bool {
    if case .file = rule { return true }
    return false
  }

  /// Whether it is the very file that somebody named.
  func isNamed(_ name: [UInt8]) -> Bool { rule == .file(name) }

  func contain(_ name: [UInt8]) -> Bool {
    if name.first == UInt8(ascii: ".") { return false }
    switch rule {
    case .all: return true
    case .pattern(let pattern): return Self.fits(name[...], pattern[...])
    case .file(let file): return Self.isRotated(name, of: file)
    }
  }

  /// `access.log`, `access.log.1`, `access.log.2.gz`, `access.log-20261122`, `access-2026-11-22T10-00-00.000.log.gz`; but not `access-api.log`,
  /// which is another log.
  private static func isRotated(_ name: [UInt8], of file: [UInt8]) -> Bool {
    let packed = Array(".gz".utf8)
    let plain = name != file && name.count > packed.count && name.suffix(packed.count).elementsEqual(packed)
    let own = plain ? Array(name.dropLast(packed.count)) : name
    if own == file { return true }
    if own.starts(with: file), isStamp(own.dropFirst(file.count)) { return true }
    guard let dot = file.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return false }
    let (stem, ending) = (file[..<dot], file[dot...])
    guard own.count > file.count, own.starts(with: stem), own.suffix(ending.count).elementsEqual(ending) else { return false }
    return isStamp(own.dropFirst(stem.count).dropLast(ending.count))
  }

  /// A number, a day or a time behind a dot or a hyphen.
  private static func isStamp(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first == UInt8(ascii: ".") || first == UInt8(ascii: "-") else { return false }
    let stamp = bytes.dropFirst()
    if stamp.elementsEqual("old".utf8) { return true }
    guard let digit = stamp.first, (48...57).contains(digit) else { return false }
    return stamp.allSatisfy { (48...57).contains($0) || "-_.:TZ".utf8.contains($0) }
  }

  /// `*` stands for any bytes, `?` for one.
  private static func fits(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    var (name, pattern) = (name, pattern)
    // Where to go on when what was tried last does not fit: the star takes one byte more.
    var star: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
    while let byte = name.first {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        star = (name, pattern)
      } else if let wanted = pattern.first, wanted == byte || wanted == UInt8(ascii: "?") {
        (name, pattern) = (name.dropFirst(), pattern.dropFirst())
      } else if let last = star, !last.name.isEmpty {
        star = (last.name.dropFirst(), last.pattern)
        (name, pattern) = (last.name.dropFirst(), last.pattern)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
