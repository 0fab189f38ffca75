import Glibc

/// The pages of program text that only the start needed: they stay mapped, and counted as ours, until somebody gives them back.
enum StartPages {
  /// Gives all text back to the kernel, which has it in its cache: what is run again comes back by itself.
  ///
  /// Text is mapped from its file and never written to, so nothing can be lost. The corresponding C function is `madvise`.
  static func giveBack() {
    guard let maps = fopen("/proc/self/maps", "re") else { return }
    defer { fclose(maps) }
    var line = [CChar](repeating: 0, count: 8192)
    var text: [(start: UInt, end: UInt)] = []
    while fgets(&line, Int32(line.count), maps) != nil {
      // 7f00-7f10 r-xp 00001000 fd:00 1234   /usr/lib/…
      let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        .split(whereSeparator: \.isWhitespace)
      guard words.count >= 6, words[1] == "r-xp", words[5].hasPrefix("/") else { continue }
      let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      if ends.count == 2, ends[0] < ends[1] { text.append((ends[0], ends[1])) }
    }
    for part in text { madvise(UnsafeMutableRawPointer(bitPattern: part.start), Int(part.end - part.start), MADV_DONTNEED) }
  }
}
