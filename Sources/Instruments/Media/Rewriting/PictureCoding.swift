import CLibav

/// How pictures are coded anew.
package struct PictureCoding: Hashable, Sendable {
  /// By x264's names.
  package enum Preset: String, Sendable, CaseIterable {
    case veryfast, faster, fast, medium, slow
  }

  package enum Rate: Hashable, Sendable {
    /// x264's constant rate factor.
    case quality(Double)
    case kilobits(Int)
    /// A first look at all pictures, for the second: its notes lie in a file of that path.
    case firstLook(kilobits: Int, notes: String)
    case secondLook(kilobits: Int, notes: String)
  }

  package var preset: Preset
  package var rate: Rate
  package var threads: Int

  package init(preset: Preset = .medium, rate: Rate = .quality(18), threads: Int = 2) {
    self.preset = preset
    self.rate = rate
    self.threads = threads
  }

  /// The options of libav's encoder. `number` is that of the parameters, for pictures that are put among others; then none is held back.
  func options(number: Int?) -> [(name: String, value: String)] {
    // At an edge there are few, and whoever cuts waits for them.
    var options = [("preset", number == nil ? preset.rawValue : Preset.veryfast.rawValue)]
    if let number {
      // Units with their length before them, as those are that they are put among.
      let own = "annexb=0:sps-id=\(number):bframes=0:rc-lookahead=10:sync-lookahead=0"
      options.append(("x264-params", own))
    }
    switch rate {
    case .quality(let factor): options.append(("crf", "\(factor)"))
    case .kilobits: break
    case .firstLook(_, let notes), .secondLook(_, let notes): options.append(("stats", notes))
    }
    return options
  }

  func configure(_ context: UnsafeMutablePointer<AVCodecContext>) {
    unsafe context.pointee.thread_count = Int32(clamping: max(1, threads))
    switch rate {
    case .quality: break
    case .kilobits(let kilobits):
      unsafe context.pointee.bit_rate = Int64(kilobits) * 1000
      unsafe context.pointee.rc_max_rate = Int64(kilobits) * 1500
      unsafe context.pointee.rc_buffer_size = Int32(clamping: kilobits * 2000)
    case .firstLook(let kilobits, _):
      unsafe context.pointee.bit_rate = Int64(kilobits) * 1000
      unsafe context.pointee.flags |= AV_CODEC_FLAG_PASS1
    case .secondLook(let kilobits, _):
      unsafe context.pointee.bit_rate = Int64(kilobits) * 1000
      unsafe context.pointee.flags |= AV_CODEC_FLAG_PASS2
    }
  }
}
