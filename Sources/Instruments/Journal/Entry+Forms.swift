import Glibc

extension Entry {
  /// As systemd's journal wants them. Names have capitals, digits and underscores only.
  var journalFields: [String] {
    let own = ["MESSAGE=\(sentence)", "PRIORITY=\(level.rawValue)", "SYSLOG_IDENTIFIER=\(program)"]
    return own + fields.map { "DROPREEL_\(Self.journalName($0.name))=\($0.value)" }
  }

  private static func journalName(_ name: String) -> String {
    let bytes = name.utf8.prefix(54).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: UInt8(ascii: "_")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func json(at time: ClockTime) -> String {
    var pairs = [("time", time.text), ("level", level.name), ("program", program), ("message", sentence)].map(Self.pair)
    if !fields.isEmpty { pairs.append("\"fields\":{" + fields.map(Self.pair).joined(separator: ",") + "}") }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  private static func pair(_ name: String, _ value: String) -> String { quoted(name) + ":" + quoted(value) }

  /// Controls are written out already, which leaves two signs.
  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
  }

  func plain(at time: ClockTime) -> String {
    let details = fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    return "\(time.text) \(level.name): \(sentence)" + (details.isEmpty ? "" : " (\(details))")
  }
}

/// A time as a line shows it: UTC, to the microsecond.
struct ClockTime {
  let text: String

  /// The corresponding C functions are `clock_gettime` and `gmtime_r`.
  static func now() -> ClockTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    var parts = unsafe tm()
    unsafe gmtime_r(&time.tv_sec, &parts)
    let day = unsafe [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map { padded($0, 2) }
    let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), 2) }
    let text = "\(day.joined(separator: "-"))T\(clock.joined(separator: ":")).\(padded(time.tv_nsec / 1000, 6))Z"
    return ClockTime(text: text)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
