import CLibav
import Production

extension Timecode {
  /// Ticks of a libav time base; `nil` where libav knows none, or they are absurd.
  ///
  /// The corresponding C function is `av_rescale_q`.
  init?(ticks: Int64, base: AVRational) {
    guard ticks != clibav_no_time, base.num > 0, base.den > 0 else { return nil }
    let microseconds = av_rescale_q(ticks, base, AVRational(num: 1, den: AV_TIME_BASE))
    guard microseconds.magnitude < 1 << 53 else { return nil }
    self.init(microseconds: microseconds)
  }
}
