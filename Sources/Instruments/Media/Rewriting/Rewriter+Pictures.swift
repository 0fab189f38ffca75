import CLibav
import Production

extension Rewriter {
  /// Decides how the pictures come into the new movie, and makes their track.
  func openPictures(_ spans: [MeasuredClip]) throws(MediaError) -> PictureTrack {
    if case .none = plan.pictures { return .none }
    guard let picture = reference.picture, let stream = unsafe reference.stream(picture) else { return .none }
    var isKept = plan.size == nil && plan.mark == nil
    if case .coded = plan.pictures { isKept = false }
    guard isKept else { return try coded() }
    guard unsafe reel.takes(stream) else {
      facts.reason = "\(reference.pictureCoding ?? "its coding") cannot stand in .\(facts.ending)"
      return try coded()
    }
    if spans.contains(where: { isAlike($0.footage) && !$0.footage.tellsWhenShown }) {
      facts.reason = "such a file does not say when its pictures are shown"
      return try coded()
    }
    if spans.allSatisfy(isTakenOver) {
      return .copied(try unsafe reel.muxer.addTrack(copying: stream, configuration: nil))
    }
    guard let joined = joinable(), spans.contains(where: { isAlike($0.footage) && (!$0.isCut || $0.cut != nil) }) else {
      facts.reason =
        joinable() == nil ? "the cuts of such a video cannot be coded by themselves" : "no key picture lies between the cuts"
      return try coded()
    }
    let trial = try PictureCoder(
      like: reference, size: nil, mark: nil, plan.coding, number: joined.number, file: file)
    guard let record = joined.record(adding: trial.parameters) else {
      facts.reason = "the new pictures cannot be told apart from the old ones"
      return try coded()
    }
    return .mixed(try unsafe reel.muxer.addTrack(copying: stream, configuration: record), joined)
  }

  private func coded() throws(MediaError) -> PictureTrack {
    guard let picture = reference.picture, let stream = unsafe reference.stream(picture) else { return .none }
    let coder = try PictureCoder(like: reference, size: plan.size, mark: plan.mark, plan.coding, file: file)
    return .coded(try unsafe coder.addTrack(to: reel.muxer, like: stream), coder)
  }

  /// Whether nothing of a clip's pictures has to be coded.
  private func isTakenOver(_ span: MeasuredClip) -> Bool { isAlike(span.footage) && (!span.isCut || span.cut?.codedCount == 0) }

  /// Coded as the reference is, to the last parameter.
  func isAlike(_ footage: Footage) -> Bool {
    if footage === reference { return true }
    guard let one = footage.picture, let other = reference.picture, let mine = unsafe footage.stream(one)?.pointee.codecpar,
      let theirs = unsafe reference.stream(other)?.pointee.codecpar
    else { return false }
    return unsafe mine.pointee.codec_id == theirs.pointee.codec_id && mine.pointee.width == theirs.pointee.width
      && mine.pointee.height == theirs.pointee.height && mine.pointee.format == theirs.pointee.format
      && footage.configuration(one) == reference.configuration(other)
      && footage.facts.picture?.turn == reference.facts.picture?.turn
  }

  /// What new pictures would be put among; nil where that is not safe.
  private func joinable() -> JoinedParameters? {
    guard reference.pictureCoding == "h264", let picture = reference.picture,
      let like = unsafe reference.stream(picture)?.pointee.codecpar
    else { return nil }
    let formats = [AV_PIX_FMT_YUV420P.rawValue, AV_PIX_FMT_YUVJ420P.rawValue]
    guard unsafe formats.contains(like.pointee.format), unsafe like.pointee.width % 2 == 0, unsafe like.pointee.height % 2 == 0
    else { return nil }
    return JoinedParameters(record: reference.configuration(picture))
  }

  /// Plays a clip into the new movie.
  func play(_ span: MeasuredClip) throws(MediaError) {
    switch pictures {
    case .mixed(let track, let joined):
      if isAlike(span.footage), let cut = span.cut {
        try code(cut.head, of: span, from: span.seek, joined, to: track)
        try pass(span, .copying(track, cut.copied))
        try code(cut.tail, of: span, from: cut.tailEntry, joined, to: track)
      } else if isAlike(span.footage), !span.isCut {
        try pass(span, .copying(track, nil))
      } else {
        let coder = try PictureCoder(
          like: reference, size: nil, mark: nil, plan.coding, number: joined.number, file: file)
        try pass(span, .coding(track, coder))
        try coder.finish { packet throws(MediaError) in try put(packet, base: coder.base, to: track) }
      }
    case .copied(let track): try pass(span, .copying(track, span.cut?.copied))
    case .coded(let track, let coder): try pass(span, .coding(track, coder))
    case .none: try pass(span, .none)
    }
  }

  /// What is to be added to times of a file to have those of the new movie.
  func shift(_ span: MeasuredClip, _ base: AVRational) -> Int64 {
    let micro = AVRational(num: 1, den: 1_000_000)
    // Libav's answer to what does not fit is the least number there is.
    return av_rescale_q(offset.microseconds, micro, base) &- av_rescale_q(span.origin.microseconds, micro, base)
  }

  /// Codes the pictures at an edge, which are decoded from the key picture before them.
  private func code(
    _ pictures: [CutPlan.Picture], of span: MeasuredClip, from entry: Int64?, _ joined: JoinedParameters, to track: Int32
  ) throws(MediaError) {
    guard let first = pictures.first, let last = pictures.last, let picture = span.footage.picture else { return }
    let base = span.footage.base(picture)
    let shift = shift(span, base)
    let coder = try PictureCoder(like: reference, size: nil, mark: nil, plan.coding, number: joined.number, file: file)
    let wanted = Dictionary(pictures.map { ($0.shown, $0.decoded) }) { first, _ in first }
    var left = pictures.map(\.decoded)[...]
    func write(_ packet: borrowing Packet) throws(MediaError) {
      // In the order in which they come, at the places that were theirs.
      if let decoded = left.popFirst() { unsafe packet.raw.pointee.dts = av_rescale_q(decoded &+ shift, base, coder.base) }
      try put(packet, base: coder.base, to: track)
    }
    try span.footage.decodePictures(from: entry ?? first.shown) { (frame, shown) throws(MediaError) in
      guard wanted[shown] != nil else { return shown <= last.shown }
      let length = self.length(of: frame, base: base, in: span.footage)
      try coder.code(
        frame, isShown: av_rescale_q(shown &+ shift, base, coder.base), for: av_rescale_q(length, base, coder.base), each: write)
      self.reached(shown &+ length &+ shift, base)
      return shown < last.shown
    }
    try coder.finish(each: write)
    guard left.isEmpty else {
      throw MediaError(.damaged("pictures at a cut cannot be decoded"), file: span.footage.file, track: .picture)
    }
  }

  func reached(_ ticks: Int64, _ base: AVRational) {
    if let time = Timecode(ticks: ticks, base: base) { end = max(end, time) }
  }

  /// How long a picture is shown, in the track's ticks.
  func length(of frame: borrowing Frame, base: AVRational, in footage: Footage) -> Int64 {
    let said = unsafe frame.raw.pointee.pkt_duration
    if said > 0 { return said }
    guard let picture = footage.picture, let rate = unsafe footage.stream(picture)?.pointee.avg_frame_rate, rate.num > 0,
      rate.den > 0
    else { return 0 }
    return av_rescale_q(1, AVRational(num: rate.den, den: rate.num), base)
  }
}

extension Footage {
  /// Decodes pictures from the key picture at or before `seek` on; `each` says whether to go on.
  func decodePictures(
    from seek: Int64, each: (borrowing Frame, Int64) throws(MediaError) -> Bool
  ) throws(MediaError) {
    guard let picture else { return }
    try demuxer.seek(to: seek, of: picture)
    let decoder = try decoder(picture, .picture)
    let packet = try Packet(file: file)
    let frame = try Frame(file: file)
    var isAtEnd = false
    while true {
      while try decoder.receive(into: frame) == .frame {
        let shown = unsafe frame.raw.pointee.best_effort_timestamp
        if try !each(frame, shown) { return }
      }
      if isAtEnd { return }
      switch try demuxer.read(into: packet) {
      case .packet: if unsafe packet.raw.pointee.stream_index == picture { try decoder.send(packet) }
      case .end:
        isAtEnd = true
        try decoder.finish()
      }
    }
  }
}
