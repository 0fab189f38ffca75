import CLibav
package import Production

/// When each picture of a video is shown.
package struct VideoTimes: Hashable, Sendable {
  /// In order.
  package private(set) var pictures: [Timecode] = []
  /// Those from which decoding can begin, in order.
  package private(set) var keys: [Timecode] = []
  /// Whether the file tells the time of each; else they are those at which pictures are decoded, which is perhaps some moments before.
  package private(set) var areTold = true
  /// Whether the file's own times leap: then nobody knows where in it anything is, and it is read from its beginning.
  package private(set) var doLeap = false
  /// When the last one has been shown, and the sound is over.
  package private(set) var end = Timecode.zero

  /// Asks the file, and decodes nothing; what comes later than `seconds` need not be known. The descriptor stays the caller's.
  package init(
    descriptor: Int32, name: String, atMost seconds: Double = .infinity, limits: ReadingLimits = ReadingLimits(),
    isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    Libav.hush()
    let input = try InputFile(descriptor: descriptor, name: name)
    let demuxer = try Demuxer.open(
      FileStream(descriptor: input.descriptor, isCancelled: isCancelled), file: name, limits: limits)
    let facts = unsafe MovieFacts(demuxer.context)
    guard let track = facts.shown else { throw MediaError.withoutPictures(name) }
    let packet = try Packet(file: name)
    var count = 0
    while try demuxer.read(into: packet) == .packet {
      let index = unsafe Int(packet.raw.pointee.stream_index)
      guard index == track || index == facts.heard, unsafe packet.raw.pointee.flags & AV_PKT_FLAG_DISCARD == 0,
        let base = unsafe demuxer.context.pointee.streams[index]?.pointee.time_base
      else { continue }
      let told = Timecode(ticks: unsafe packet.raw.pointee.pts, base: base)
      if index == track {
        count += 1
        areTold = areTold && told != nil
      }
      guard let time = unsafe told ?? Timecode(ticks: packet.raw.pointee.dts, base: base) else { continue }
      let begin = max(.zero, time - facts.start)
      // Pictures are stored at most some moments out of their order.
      if begin.seconds > seconds + 1 { break }
      if index == track {
        pictures.append(begin)
        if unsafe packet.raw.pointee.flags & AV_PKT_FLAG_KEY != 0 { keys.append(begin) }
      }
      let length = Timecode(ticks: unsafe packet.raw.pointee.duration, base: base) ?? .zero
      end = max(end, begin + length)
    }
    doLeap = demuxer.clock?.hasLeapt ?? false
    settle(count: count, framesPerSecond: facts.picture?.framesPerSecond)
  }

  private static let usualRate = 25.0

  /// Brings times into order. Where the file does not tell them, `count` pictures follow each other evenly; where it does not tell how long the last one is
  /// seen, that is as long as the others.
  private mutating func settle(count: Int, framesPerSecond: Double?) {
    pictures.sort()
    keys.sort()
    guard count > 0, let first = pictures.first ?? (areTold ? nil : .zero) else { return }
    // Pictures without a container have no times at all.
    if !areTold, let framesPerSecond = framesPerSecond ?? (pictures.isEmpty ? Self.usualRate : nil) {
      pictures = (0..<count).map { first + Timecode(seconds: Double($0) / framesPerSecond) }
      keys = [first]
    }
    guard let last = pictures.last, last >= end else { return }
    let usual = pictures.count > 1 ? (last - first).seconds / Double(pictures.count - 1) : 1 / (framesPerSecond ?? 30)
    end = last + Timecode(seconds: usual)
  }
}
