import Production

/// What the first bytes of a recording tell.
enum RecordingHead {
  /// Nil for what is no recording, and for kinds of recordings that are not read here.
  static func kind(of head: [UInt8], ending: String) -> DropKind? {
    let named = RecordingName.kind(of: "x.\(ending)")
    if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return .recording }
    if head.starts(with: "ID3".utf8) || head.starts(with: "OggS".utf8) || head.starts(with: "fLaC".utf8) { return .sound }
    guard head.count >= 12 else { return nil }
    if head.starts(with: "RIFF".utf8) {
      return head[8..<12].elementsEqual("WAVE".utf8) ? .sound : head[8..<12].elementsEqual("AVI ".utf8) ? .recording : nil
    }
    if head[4..<8].elementsEqual("ftyp".utf8) {
      let brand = String(decoding: head[8..<12], as: UTF8.self)
      if pictures.contains(brand) { return nil }
      return brand.hasPrefix("M4A") || brand.hasPrefix("M4B") || named == .sound ? .sound : .recording
    }
    // What cameras of before MP4 write, and a sound without a word about itself: only together with the name.
    if named == .recording, isQuickTime(head) { return .recording }
    if named == .sound, ending == "mp3", head[0] == 0xFF, head[1] & 0xE0 == 0xE0, head[1] & 0x06 != 0 { return .sound }
    return nil
  }

  /// Whether it begins with a box of QuickTime's, without the one that MP4 begins with.
  static func isQuickTime(_ head: [UInt8]) -> Bool {
    head.count >= 8 && ["moov", "mdat", "wide", "free", "skip", "pnot"].contains { head[4..<8].elementsEqual($0.utf8) }
  }

  /// Pictures lie in the same kind of boxes.
  private static let pictures: Set<String> = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis", "crx "]
}
