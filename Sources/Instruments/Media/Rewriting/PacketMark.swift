import CLibav

/// What is told of a coded picture beside its bytes: when it is shown and decoded, in the track's own ticks, and what it depends on.
struct PacketMark: Hashable {
  let shown: Int64
  let decoded: Int64
  let duration: Int64
  /// Nothing that is decoded after it needs anything before it.
  let isFresh: Bool
}

extension Footage {
  /// The coded pictures around a range, and where to go to find them again.
  struct Marked {
    let marks: [PacketMark]
    let seek: Int64
  }

  /// The coded pictures from the last key picture before `first` on, in the order of decoding, until all that is shown before `end` has
  /// been decoded. Nil where a packet does not tell its times. Nothing is decoded.
  func marks(from first: Int64, until end: Int64) throws(MediaError) -> Marked? {
    guard let picture, let stream = unsafe stream(picture) else { return nil }
    let start = unsafe stream.pointee.start_time == clibav_no_time ? 0 : stream.pointee.start_time
    let second = max(1, av_rescale_q(1_000_000, AVRational(num: 1, den: 1_000_000), base(picture)))
    var seek = max(first, start)
    // An index may tell when a key picture is decoded, and it is shown later than that.
    for back in [1, 8, 60, 600] {
      if let marks = try marks(at: seek, of: picture, until: end, unlessLaterThan: seek <= start ? nil : first) {
        return marks.isEmpty ? nil : Marked(marks: marks, seek: seek)
      }
      seek = max(start, seek - second * Int64(back))
    }
    return try marks(at: start, of: picture, until: end, unlessLaterThan: nil).map { Marked(marks: $0, seek: start) }
  }

  /// Nil where the first is shown too late; empty where one does not tell its times.
  private func marks(
    at seek: Int64, of picture: Int32, until end: Int64, unlessLaterThan first: Int64?
  ) throws(MediaError) -> [PacketMark]? {
    try demuxer.seek(to: seek, of: picture)
    let coding = CodedPictures(self)
    let packet = try Packet(file: file)
    var marks: [PacketMark] = []
    while try demuxer.read(into: packet) == .packet {
      let raw = unsafe packet.raw
      guard unsafe raw.pointee.stream_index == picture, Self.counts(packet) else { continue }
      let (shown, decoded) = unsafe (raw.pointee.pts, raw.pointee.dts)
      guard shown != clibav_no_time, decoded != clibav_no_time, shown.magnitude < 1 << 50, decoded.magnitude < 1 << 50 else {
        return []
      }
      if marks.isEmpty, let first, shown > first { return nil }
      let isKey = unsafe raw.pointee.flags & AV_PKT_FLAG_KEY != 0
      unsafe marks.append(
        PacketMark(
          shown: shown, decoded: decoded, duration: max(0, raw.pointee.duration),
          isFresh: isKey && coding.isFresh(packet.bytes)))
      if decoded >= end { break }
    }
    return marks
  }

  /// What an edit list hides is no part of the movie.
  static func counts(_ packet: borrowing Packet) -> Bool { unsafe packet.raw.pointee.flags & AV_PKT_FLAG_DISCARD == 0 }
}

/// Tells apart, among key pictures, those that begin anew from those that only can be entered at.
private struct CodedPictures {
  /// Bytes of each unit's length; nil where pictures do not come as units with lengths, and key pictures are believed.
  let lengthSize: Int?

  init(_ footage: Footage) {
    let record = footage.picture.map { footage.configuration($0) } ?? []
    lengthSize = footage.pictureCoding == "h264" && record.count > 6 && record[0] == 1 ? Int(record[4] & 3) + 1 : nil
  }

  func isFresh(_ bytes: [UInt8]) -> Bool {
    guard let lengthSize else { return true }
    var place = 0
    while place + lengthSize < bytes.count {
      let length = bytes[place..<place + lengthSize].reduce(0) { $0 << 8 | Int($1) }
      place += lengthSize
      let kind = bytes[place] & 31
      if kind == 5 { return true }
      if kind == 1 { return false }
      guard length > 0, length <= bytes.count - place else { return false }
      place += length
    }
    return false
  }
}
