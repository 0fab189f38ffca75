import CLibav

/// Subtitles of text: what one kind of file keeps as plain text with marks, MP4 keeps as a text with its length before it.
enum SubtitleText {
  /// The codings that can be brought into an MP4 file.
  static func isText(_ codec: String) -> Bool { ["mov_text", "subrip", "text", "ass", "ssa", "webvtt"].contains(codec) }

  /// A sample of MP4 of a packet of that coding.
  static func sample(of bytes: [UInt8], codec: String) -> [UInt8] {
    if codec == "mov_text" { return bytes }
    let words = plain(String(decoding: bytes, as: UTF8.self), codec: codec).utf8.prefix(65_000)
    return [UInt8(words.count >> 8), UInt8(words.count & 255)] + words
  }

  /// The words alone, line by line.
  static func plain(_ text: String, codec: String) -> String {
    var text = text
    let isAdvanced = codec == "ass" || codec == "ssa"
    if isAdvanced {
      // Number, layer, style, name, three margins, effect: then what is said.
      let parts = text.split(separator: ",", maxSplits: 8, omittingEmptySubsequences: false)
      text = parts.count == 9 ? String(parts[8]) : text
    }
    let (opening, closing): (Character, Character) = isAdvanced ? ("{", "}") : ("<", ">")
    var result = ""
    var (isInside, isEscaped) = (false, false)
    for place in text.indices where text[place] != "\r" && text[place] != "\0" {
      let character = text[place]
      if isEscaped {
        isEscaped = false
        switch character {
        case "N", "n": result.append("\n")
        case "h": result.append(" ")
        default: result += "\\" + String(character)
        }
      } else if isInside {
        if character == closing { isInside = false }
      } else if character == opening,
        text[place...].dropFirst().first(where: { $0 == opening || $0 == closing }) == closing
      {
        // One that nothing closes was meant as it stands.
        isInside = true
      } else if isAdvanced, character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    while result.last?.isNewline == true { result.removeLast() }
    return result
  }

  /// What stands before all samples of MP4: white, at the bottom, in the middle.
  static let head: [UInt8] =
    [0, 0, 0, 0, 1, 0xFF, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
    + [0, 0, 0, 0, 0, 1, 0, 18, 0xFF, 0xFF, 0xFF, 0xFF]
    + [0, 0, 0, 18] + Array("ftab".utf8) + [0, 1, 0, 1, 5] + Array("Serif".utf8)
}

extension Muxer {
  /// A track of text, for subtitles of another kind. The corresponding C function is `avformat_new_stream`.
  func addTextTrack(like source: UnsafeMutablePointer<AVStream>) throws(MediaError) -> Int32 {
    guard let stream = unsafe avformat_new_stream(context, nil), let target = unsafe stream.pointee.codecpar else {
      throw MediaError(Libav.cause("avformat_new_stream", clibav_no_memory), file: file)
    }
    unsafe target.pointee.codec_type = AVMEDIA_TYPE_SUBTITLE
    unsafe target.pointee.codec_id = AV_CODEC_ID_MOV_TEXT
    try unsafe give(SubtitleText.head, to: target)
    try unsafe describe(stream, like: source)
    unsafe stream.pointee.time_base = AVRational(num: 1, den: 1000)
    return unsafe stream.pointee.index
  }
}
