import CLibav

/// The clock of formats that are sent as much as kept: it may leap where recordings were joined, where a sender began anew, or where it ran over.
///
/// It follows the decoding times, which only grow, and goes on from there where they leap.
final class LeapingClock {
  /// What times are moved by, in microseconds.
  private var offset: Int64 = 0
  /// When the next packet of each track would come.
  private var next: [Int32: Int64] = [:]
  /// Whether times were moved: the file's own then say nothing of where something is.
  private(set) var hasLeapt = false

  /// Forwards there may be pauses, backwards there are none.
  private static let (longestPause, back): (Int64, Int64) = (10_000_000, 500_000)
  private static let microseconds = AVRational(num: 1, den: AV_TIME_BASE)

  /// Brings the times of a packet onto a clock that goes on; `isLeading` for pictures and sound, which have no pauses as a rule.
  func follow(_ packet: borrowing Packet, base: AVRational, isLeading: Bool) {
    defer { move(packet, base) }
    guard isLeading else { return }
    let raw = unsafe packet.raw
    let told = unsafe raw.pointee.dts != clibav_no_time ? raw.pointee.dts : raw.pointee.pts
    guard told != clibav_no_time, base.num > 0, base.den > 0 else { return }
    let track = unsafe raw.pointee.stream_index
    let time = av_rescale_q(told, base, Self.microseconds)
    if let expected = next[track] {
      let leap = time + offset - expected
      // One track may well be silent while the others go on.
      let isAhead = leap > Self.longestPause && time + offset > (next.values.max() ?? 0) + Self.longestPause
      if isAhead || leap < -Self.back {
        offset -= leap
        hasLeapt = true
      }
    }
    let length = unsafe av_rescale_q(max(0, raw.pointee.duration), base, Self.microseconds)
    next[track] = time + offset + min(length, Self.longestPause)
  }

  private func move(_ packet: borrowing Packet, _ base: AVRational) {
    guard offset != 0, base.num > 0, base.den > 0 else { return }
    let raw = unsafe packet.raw
    let ticks = av_rescale_q(offset, Self.microseconds, base)
    if unsafe raw.pointee.pts != clibav_no_time { unsafe raw.pointee.pts += ticks }
    if unsafe raw.pointee.dts != clibav_no_time { unsafe raw.pointee.dts += ticks }
  }

  /// What comes next is from elsewhere.
  func forget() {
    next = [:]
    offset = 0
  }
}
