/// Cuts a stream of bytes into lines. A line that grows too long is an error for good; an unfinished one is none yet.
struct LineCutter {
  struct TooLong: Error {}

  private let longest: Int
  private var begun: [UInt8] = []

  init(longest: Int) { self.longest = longest }

  /// The lines that these bytes complete, without their line breaks.
  mutating func cut(_ bytes: ArraySlice<UInt8>) throws(TooLong) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(begun + rest[rest.startIndex..<end])
      begun = []
      rest = rest[(end + 1)...]
    }
    begun += rest
    if begun.count > longest || lines.contains(where: { $0.count > longest }) {
      begun = []
      throw TooLong()
    }
    return lines
  }
}
