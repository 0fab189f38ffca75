import CLibav
import Production

extension MovieFacts {
  /// Reads the facts out of an opened file; every number is a stranger's.
  init(_ context: UnsafeMutablePointer<AVFormatContext>) {
    let name = unsafe context.pointee.iformat?.pointee.name
    format = unsafe name.map { unsafe String(cString: $0) } ?? ""
    let microseconds = unsafe context.pointee.duration
    duration = microseconds > 0 ? Timecode(ticks: microseconds, base: AVRational(num: 1, den: AV_TIME_BASE)) : nil
    isDurationTold = unsafe duration != nil && context.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE
    var streams: [Stream] = []
    var usual: [Bool] = []
    var licence = unsafe Self.licence(context.pointee.metadata)
    for index in 0..<Int(unsafe context.pointee.nb_streams) {
      guard let stream = unsafe context.pointee.streams[index] else { continue }
      unsafe streams.append(Stream(stream, index: index))
      usual.append(unsafe stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0)
      // Ogg keeps its words with the sound, not with the file.
      licence = unsafe licence ?? Self.licence(stream.pointee.metadata)
    }
    self.streams = streams
    shown = Self.largestPicture(streams)
    let sounds = streams.indices.filter { if case .sound = streams[$0].kind { true } else { false } }
    heard = sounds.first { usual[$0] } ?? sounds.first
    self.licence = licence
  }

  /// Some cameras keep a small film beside the large one. The first one of several that are as large.
  private static func largestPicture(_ streams: [Stream]) -> Int? {
    var largest: (index: Int, pixels: Int)?
    for (index, stream) in streams.enumerated() {
      guard case .picture(let facts) = stream.kind else { continue }
      let pixels = facts.width.multipliedReportingOverflow(by: facts.height).partialValue
      if largest.map({ pixels > $0.pixels }) ?? true { largest = (index, pixels) }
    }
    return largest?.index
  }

  /// The corresponding C function is `av_dict_get`.
  private static func licence(_ words: OpaquePointer?) -> String? {
    for key in ["license", "licence", "copyright"] {
      guard let value = unsafe av_dict_get(words, key, nil, 0)?.pointee.value else { continue }
      let text = unsafe String(cString: value).onOneLine
      if !text.isEmpty { return String(text.prefix(200)) }
    }
    return nil
  }
}

extension MovieFacts.Stream {
  fileprivate init(_ stream: UnsafeMutablePointer<AVStream>, index: Int) {
    self.index = index
    let base = unsafe stream.pointee.time_base
    start = Timecode(ticks: unsafe stream.pointee.start_time, base: base)
    let ticks = unsafe stream.pointee.duration
    duration = ticks > 0 ? Timecode(ticks: ticks, base: base) : nil
    guard let parameters = unsafe stream.pointee.codecpar else {
      codec = ""
      kind = .other
      return
    }
    codec = unsafe avcodec_get_name(parameters.pointee.codec_id).map { unsafe String(cString: $0) } ?? ""
    let isCover = unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0
    switch unsafe parameters.pointee.codec_type {
    case AVMEDIA_TYPE_VIDEO where !isCover: kind = unsafe .picture(.init(stream, parameters))
    case AVMEDIA_TYPE_AUDIO: kind = unsafe .sound(.init(parameters))
    default: kind = .other
    }
  }
}

extension MovieFacts.PictureFacts {
  fileprivate init(_ stream: UnsafeMutablePointer<AVStream>, _ parameters: UnsafeMutablePointer<AVCodecParameters>) {
    width = max(0, Int(unsafe parameters.pointee.width))
    height = max(0, Int(unsafe parameters.pointee.height))
    framesPerSecond = Self.value(of: unsafe stream.pointee.avg_frame_rate, within: 0.01...1000)
    let count = unsafe stream.pointee.nb_frames
    frames = count > 0 ? Int(count) : nil
    pixelAspect = Self.value(of: unsafe av_guess_sample_aspect_ratio(nil, stream, nil), within: 0.1...10)
    isFullRange = unsafe parameters.pointee.color_range == AVCOL_RANGE_JPEG
    colours = unsafe [
      Int(parameters.pointee.color_primaries.rawValue), Int(parameters.pointee.color_trc.rawValue),
      Int(parameters.pointee.color_space.rawValue),
    ]
    turn = unsafe Self.turn(stream)
  }

  /// The corresponding C function is `av_stream_get_side_data`.
  private static func turn(_ stream: UnsafeMutablePointer<AVStream>) -> QuarterTurn {
    var count = 0
    guard let bytes = unsafe av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &count), count >= 36 else { return .none }
    let raw = unsafe UnsafeRawBufferPointer(start: bytes, count: 36)
    return QuarterTurn(matrix: (0..<9).map { unsafe raw.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }) ?? .none
  }

  private static func value(of ratio: AVRational, within sane: ClosedRange<Double>) -> Double? {
    guard ratio.num > 0, ratio.den > 0 else { return nil }
    let value = Double(ratio.num) / Double(ratio.den)
    return sane.contains(value) ? value : nil
  }
}

extension MovieFacts.SoundFacts {
  fileprivate init(_ parameters: UnsafeMutablePointer<AVCodecParameters>) {
    samplesPerSecond = max(0, Int(unsafe parameters.pointee.sample_rate))
    channels = max(0, Int(unsafe parameters.pointee.ch_layout.nb_channels))
  }
}
