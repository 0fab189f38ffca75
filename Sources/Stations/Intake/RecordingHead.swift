import Production

/// What the first bytes of a recording tell.
enum RecordingHead {
  /// Nil for what is no recording, and for kinds of recordings that are not read here.
  static func kind(of head: [UInt8], ending: String) -> DropKind? {
    let named = RecordingName.kind(of: "x.\(ending)")
    if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return named == .sound ? .sound : .recording }
    guard head.count >= 12 else { return nil }
    if head.starts(with: "RIFF".utf8) {
      return head[8..<12].elementsEqual("WAVE".utf8) ? .sound : head[8..<12].elementsEqual("AVI ".utf8) ? .recording : nil
    }
    if head.starts(with: "FORM".utf8) { return head[8..<11].elementsEqual("AIF".utf8) ? .sound : nil }
    if head[4..<8].elementsEqual("ftyp".utf8) {
      let brand = String(decoding: head[8..<12], as: UTF8.self)
      if pictures.contains(brand) { return nil }
      return brand.hasPrefix("M4A") || brand.hasPrefix("M4B") || named == .sound ? .sound : .recording
    }
    if let mark = marks.first(where: { head.starts(with: $0.bytes) }) { return named == .sound ? .sound : mark.kind }
    if TransportStream.isOne(head) { return .recording }
    return byNameToo(head, ending, named)
  }

  /// What begins with too little to be known by: only together with the name.
  private static func byNameToo(_ head: [UInt8], _ ending: String, _ named: DropKind?) -> DropKind? {
    switch ending {
    case "mp3" where head[0] == 0xFF && head[1] & 0xE0 == 0xE0 && head[1] & 0x06 != 0: .sound
    case "aac" where head[0] == 0xFF && head[1] & 0xF6 == 0xF0: .sound
    case "ac3" where head.starts(with: [0x0B, 0x77]): .sound
    case "dv" where head.starts(with: [0x1F, 0x07]): .recording
    case "gif" where head.starts(with: "GIF8".utf8): .recording
    // Without a container: a picture begins there.
    case "h264", "264", "h265", "265", "hevc", "m1v", "m2v", "mpg", "mpeg":
      head.starts(with: [0, 0, 1]) || head.starts(with: [0, 0, 0, 1]) ? .recording : nil
    default: named == .recording && isQuickTime(head) ? .recording : nil
    }
  }

  /// Whether it begins with a box of QuickTime's, without the one that MP4 begins with.
  static func isQuickTime(_ head: [UInt8]) -> Bool {
    head.count >= 8 && ["moov", "mdat", "wide", "free", "skip", "pnot"].contains { head[4..<8].elementsEqual($0.utf8) }
  }

  /// Pictures lie in the same kind of boxes.
  private static let pictures: Set<String> = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis", "crx "]

  /// What they begin with, and what they are as a rule: what is in them is found out by reading them.
  private static let marks: [(bytes: [UInt8], kind: DropKind)] = [
    (Array("ID3".utf8), .sound), (Array("OggS".utf8), .sound), (Array("fLaC".utf8), .sound), (Array("#!AMR".utf8), .sound),
    (Array("caff\0".utf8), .sound), (Array("riff\u{2E}".utf8) + [0x91, 0xCF, 0x11], .sound),
    // Windows Media, and what Windows recorded from television.
    ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], .recording),
    ([0xB7, 0xD8, 0x00, 0x20, 0x37, 0x49, 0xDA, 0x11], .recording),
    (Array("FLV\u{1}".utf8), .recording),
    // MPEG's programs, as on discs, and MXF and GXF, as of cameras and studios.
    ([0, 0, 1, 0xBA], .recording), ([0x06, 0x0E, 0x2B, 0x34, 0x02, 0x05, 0x01, 0x01], .recording),
    ([0, 0, 0, 0, 1, 0xBC], .recording),
    (Array("nut/multimedia container".utf8), .recording), (Array(".RMF\0".utf8), .recording),
    (Array("DKIF\0".utf8), .recording),
    (Array("YUV4MPEG2".utf8), .recording),
  ]
}

/// MPEG's packets, as they are sent and as cameras keep them: each begins with the same byte.
private enum TransportStream {
  /// As they are sent; with a time before each; with room for mending behind each.
  private static let lengths = [188, 192, 204]
  private static let packets = 5

  /// Who records what is sent may begin in the middle of a packet.
  static func isOne(_ head: [UInt8]) -> Bool {
    // No text has zeros.
    guard head.contains(0) else { return false }
    return lengths.contains { length in
      (0..<length).contains { start in
        let places = (0..<packets).map { start + $0 * length }
        return places.allSatisfy { isPacket(head, at: $0) }
      }
    }
  }

  /// It says that something is in it, and that it is not broken.
  private static func isPacket(_ head: [UInt8], at place: Int) -> Bool {
    place + 4 <= head.count && head[place] == 0x47 && head[place + 1] & 0x80 == 0 && head[place + 3] & 0x30 != 0
  }
}
