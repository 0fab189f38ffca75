import Glibc

/// Many small files in one go, each with a content of its own, and the look for their names in what watchers say.
enum Burst {
  struct CannotWrite: Error {
    let path: String
    let code: Int32
  }

  private static let prefix = Array("drop-".utf8)
  private static let digits = 6

  static func name(_ number: Int) -> String {
    let text = String(number)
    return "drop-" + String(repeating: "0", count: digits - text.count) + text + ".txt"
  }

  static func write(into folder: String, count: Int) throws {
    for number in 0..<count {
      let path = "\(folder)/\(name(number))"
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o660)
      guard file >= 0 else { throw CannotWrite(path: path, code: errno) }
      let text = Array("Document \(number)\n\nA few words that say something about the number \(number).\n".utf8)
      guard Glibc.write(file, text, text.count) == text.count else { throw CannotWrite(path: path, code: errno) }
      close(file)
    }
  }

  /// How many different names of a burst stand in a text.
  static func distinctNames(in bytes: [UInt8], of count: Int) -> Int {
    var seen = [Bool](repeating: false, count: count)
    var place = 0
    while place + prefix.count + digits <= bytes.count {
      guard bytes[place] == prefix[0], bytes[place..<place + prefix.count].elementsEqual(prefix) else {
        place += 1
        continue
      }
      place += prefix.count
      var number = 0
      for _ in 0..<digits {
        number = number * 10 + Int(bytes[place]) - 48
        place += 1
      }
      if seen.indices.contains(number) { seen[number] = true }
    }
    return seen.count { $0 }
  }
}
