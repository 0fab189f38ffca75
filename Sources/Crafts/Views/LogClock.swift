import Production

/// Reads the times of logs. Lines that follow each other mostly have the same day: only then a time is cheap.
struct LogClock {
  private var dayWords: (UInt64, UInt32) = (0, 0)
  private var zoneWord: UInt32 = 0
  private var zoneSign: UInt8 = 0
  private var daySecond: Int64 = 0

  /// `20/Nov/2026:10:15:42 +0000`, 26 bytes that must be there; negative where it is none.
  @inline(__always)
  mutating func common(_ bytes: RawSpan, at place: Int) -> Int64 {
    let day = (
      bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self),
      bytes.unsafeLoadUnaligned(fromByteOffset: place &+ 8, as: UInt32.self)
    )
    let zone = bytes.unsafeLoadUnaligned(fromByteOffset: place &+ 22, as: UInt32.self)
    if day != dayWords || zone != zoneWord || bytes[place &+ 21] != zoneSign {
      guard readDay(bytes, at: place) else { return -1 }
      (dayWords, zoneWord, zoneSign) = (day, zone, bytes[place &+ 21])
    }
    return clock(bytes, at: place &+ 12).map { daySecond &+ $0 } ?? -1
  }

  private mutating func readDay(_ bytes: RawSpan, at place: Int) -> Bool {
    let day = bytes.twoDigits(at: place)
    let century = bytes.twoDigits(at: place + 7)
    let year = century * 100 + bytes.twoDigits(at: place + 9)
    let name = String(decoding: bytes.bytes(Field(start: place + 3, end: place + 6)), as: UTF8.self)
    guard let month = Self.months.firstIndex(of: name), bytes[place + 2] == 0x2F, bytes[place + 6] == 0x2F,
      bytes[place + 11] == 0x3A, bytes[place + 20] == 0x20, let start = Self.second(year, Int64(month) + 1, day),
      let hours = Self.within(bytes.twoDigits(at: place + 22), 14), let minutes = Self.within(bytes.twoDigits(at: place + 24), 59)
    else { return false }
    let zone = hours * 3600 + minutes * 60
    switch bytes[place + 21] {
    case UInt8(ascii: "+"): daySecond = start - zone
    case UInt8(ascii: "-"): daySecond = start + zone
    default: return false
    }
    return true
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// `10:15:42` in seconds of the day.
  @inline(__always)
  private func clock(_ bytes: RawSpan, at place: Int) -> Int64? {
    let (hour, minute, second) = (
      bytes.twoDigits(at: place), bytes.twoDigits(at: place &+ 3), bytes.twoDigits(at: place &+ 6)
    )
    guard (hour | minute | second) >= 0, hour < 24, minute < 60, second <= 60, bytes[place &+ 2] == 0x3A,
      bytes[place &+ 5] == 0x3A
    else { return nil }
    return hour &* 3600 &+ minute &* 60 &+ min(second, 59)
  }

  /// `2026-11-20` and `10:15:42` in two fields; negative where they are none.
  func split(_ bytes: RawSpan, date: Field, time: Field) -> Int64 {
    guard date.count == 10, time.count >= 8, let start = Self.day(bytes, at: date.start),
      let clock = clock(bytes, at: time.start)
    else { return -1 }
    return start + clock
  }

  /// Seconds since 1970, or thousandths, millionths or billionths of them, with or without a fraction, or `2026-11-20T10:15:42Z`, with blanks or slashes too; negative where
  /// it is none. A zone that is not UTC's is heeded.
  func any(_ bytes: RawSpan, _ field: Field) -> Int64 {
    let dot = bytes.first(UInt8(ascii: "."), from: field.start, to: field.end)
    if var number = bytes.number(Field(start: field.start, end: dot)) {
      // Later than the year 5000 it must be smaller parts of a second.
      while number > 100_000_000_000 { number /= 1000 }
      return number < ViewFragment.end ? number : -1
    }
    guard field.count >= 19, let start = Self.day(bytes, at: field.start), let clock = clock(bytes, at: field.start + 11) else {
      return -1
    }
    return start + clock - zone(bytes, Field(start: field.start + 19, end: field.end))
  }

  /// What stands behind the seconds: a fraction, and `Z`, `+0200`, `-05:00` or nothing.
  private func zone(_ bytes: RawSpan, _ field: Field) -> Int64 {
    for place in field.start..<field.end where bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") {
      guard place + 5 <= field.end else { return 0 }
      let minutesPlace = bytes[place + 3] == 0x3A ? place + 4 : place + 3
      guard minutesPlace + 2 <= field.end, let hours = Self.within(bytes.twoDigits(at: place + 1), 14),
        let minutes = Self.within(bytes.twoDigits(at: minutesPlace), 59)
      else { return 0 }
      return (hours * 3600 + minutes * 60) * (bytes[place] == UInt8(ascii: "+") ? 1 : -1)
    }
    return 0
  }

  private static func day(_ bytes: RawSpan, at place: Int) -> Int64? {
    let century = bytes.twoDigits(at: place)
    return second(century * 100 + bytes.twoDigits(at: place + 2), bytes.twoDigits(at: place + 5), bytes.twoDigits(at: place + 8))
  }

  private static func within(_ number: Int64, _ most: Int64) -> Int64? { (0...most).contains(number) ? number : nil }

  /// When a day begins, by the calendar's own arithmetic; nil where there is no such day.
  static func second(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    guard (1970...2999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Years begin in March, so that the day that is sometimes missing is the last one.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return (era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468) * 86_400
  }
}
