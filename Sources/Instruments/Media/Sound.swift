import CLibav
package import Production

/// A piece of decoded sound.
package struct Sound: Sendable {
  package let time: Timecode?
  package let samplesPerSecond: Int
  package let channels: Int
  /// Interleaved, from -1 to 1.
  package let samples: [Float]
  /// By how much each channel is heard on the left and on the right.
  let sides: [(left: Float, right: Float)]

  init(_ frame: borrowing Frame, base: AVRational, file: String) throws(MediaError) {
    let raw = unsafe frame.raw
    time = Timecode(ticks: unsafe raw.pointee.best_effort_timestamp, base: base)
    samplesPerSecond = Int(unsafe raw.pointee.sample_rate)
    channels = max(0, Int(unsafe raw.pointee.ch_layout.nb_channels))
    sides = unsafe Self.sides(of: &raw.pointee.ch_layout, count: channels)
    let format = AVSampleFormat(rawValue: unsafe raw.pointee.format)
    guard let width = Self.widths[av_get_packed_sample_fmt(format).rawValue], let planes = unsafe raw.pointee.extended_data
    else { throw MediaError(.refused("sound of sample format \(format.rawValue)"), file: file, track: .sound, time: time) }
    let isPlanar = av_sample_fmt_is_planar(format) != 0
    let count = max(0, Int(unsafe raw.pointee.nb_samples))
    var samples: [Float] = []
    samples.reserveCapacity(count * channels)
    for index in 0..<count {
      for channel in 0..<channels {
        let plane = unsafe UnsafeRawPointer(planes[isPlanar ? channel : 0])
        let place = (isPlanar ? index : index * channels + channel) * width
        unsafe samples.append(plane.map { unsafe Self.value($0 + place, format: format) } ?? 0)
      }
    }
    self.samples = samples
  }

  /// Two channels are the two sides. Of more, each is heard where it comes from, and all of them together are no louder than one: who speaks in a room
  /// is in the middle. The corresponding C function is `av_channel_layout_channel_from_index`.
  private static func sides(of layout: UnsafeMutablePointer<AVChannelLayout>, count: Int) -> [(left: Float, right: Float)] {
    if count == 1 { return [(1, 1)] }
    if count == 2 { return [(1, 0), (0, 1)] }
    let half = Float(0.5).squareRoot()
    let sides = (0..<count).map { index -> (left: Float, right: Float) in
      switch unsafe av_channel_layout_channel_from_index(layout, UInt32(index)) {
      case AV_CHAN_FRONT_LEFT, AV_CHAN_FRONT_LEFT_OF_CENTER, AV_CHAN_WIDE_LEFT: (1, 0)
      case AV_CHAN_FRONT_RIGHT, AV_CHAN_FRONT_RIGHT_OF_CENTER, AV_CHAN_WIDE_RIGHT: (0, 1)
      case AV_CHAN_BACK_LEFT, AV_CHAN_SIDE_LEFT: (half, 0)
      case AV_CHAN_BACK_RIGHT, AV_CHAN_SIDE_RIGHT: (0, half)
      case AV_CHAN_LOW_FREQUENCY: (0, 0)
      default: (half, half)
      }
    }
    let most = max(1, sides.reduce(0) { $0 + $1.left }, sides.reduce(0) { $0 + $1.right })
    return sides.map { ($0.left / most, $0.right / most) }
  }

  /// Two channels, interleaved: as it is heard from the middle.
  var stereo: [Float] {
    if channels == 2 { return samples }
    var result: [Float] = []
    result.reserveCapacity(samples.count / max(1, channels) * 2)
    if channels == 1 {
      for sample in samples {
        result.append(sample)
        result.append(sample)
      }
      return result
    }
    for place in stride(from: 0, to: samples.count - channels + 1, by: max(1, channels)) {
      var (left, right) = (Float(0), Float(0))
      for (channel, side) in sides.enumerated() {
        left += samples[place + channel] * side.left
        right += samples[place + channel] * side.right
      }
      result.append(left)
      result.append(right)
    }
    return result
  }

  /// Bytes a sample, by libav's number of the packed format.
  private static let widths: [Int32: Int] = [
    AV_SAMPLE_FMT_U8.rawValue: 1, AV_SAMPLE_FMT_S16.rawValue: 2, AV_SAMPLE_FMT_S32.rawValue: 4,
    AV_SAMPLE_FMT_FLT.rawValue: 4, AV_SAMPLE_FMT_DBL.rawValue: 8,
  ]

  private static func value(_ bytes: UnsafeRawPointer, format: AVSampleFormat) -> Float {
    switch av_get_packed_sample_fmt(format) {
    case AV_SAMPLE_FMT_U8: (Float(unsafe bytes.load(as: UInt8.self)) - 128) / 128
    case AV_SAMPLE_FMT_S16: Float(unsafe bytes.loadUnaligned(as: Int16.self)) / 32_768
    case AV_SAMPLE_FMT_S32: Float(unsafe bytes.loadUnaligned(as: Int32.self)) / 2_147_483_648
    case AV_SAMPLE_FMT_DBL: Float(unsafe bytes.loadUnaligned(as: Double.self))
    default: unsafe bytes.loadUnaligned(as: Float.self)
    }
  }
}
