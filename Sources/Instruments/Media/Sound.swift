import CLibav
package import Production

/// A piece of decoded sound.
package struct Sound: Sendable {
  package let time: Timecode?
  package let samplesPerSecond: Int
  package let channels: Int
  /// Interleaved, from -1 to 1.
  package let samples: [Float]

  init(_ frame: borrowing Frame, base: AVRational, file: String) throws(MediaError) {
    let raw = unsafe frame.raw
    time = Timecode(ticks: unsafe raw.pointee.best_effort_timestamp, base: base)
    samplesPerSecond = Int(unsafe raw.pointee.sample_rate)
    channels = max(0, Int(unsafe raw.pointee.ch_layout.nb_channels))
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
