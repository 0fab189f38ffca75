import CLibav
import Production

extension Rewriter {
  /// What becomes of the pictures of one pass through a clip.
  enum Course {
    case none
    /// Those of these places in the order of decoding; nil for all.
    case copying(Int32, Range<Int>?)
    case coding(Int32, PictureCoder)
  }

  /// Reads a clip once, in the order of its file, and hands on pictures, sounds and texts.
  func pass(_ span: MeasuredClip, _ course: Course) throws(MediaError) {
    let footage = span.footage
    if let seek = span.seek, let picture = footage.picture { try footage.demuxer.seek(to: seek, of: picture) }
    if span.seek == nil, span.isCut, footage.picture == nil, let sound = footage.sounds.first {
      try footage.demuxer.seek(
        to: av_rescale_q(span.origin.microseconds, AVRational(num: 1, den: 1_000_000), footage.base(sound)), of: sound)
    }
    // What nobody looks at need not be read.
    if case .none = course, let picture = footage.picture {
      unsafe footage.stream(picture)?.pointee.discard = AVDISCARD_ALL
    }
    var listeners = try listeners(span)
    let pictures = try PictureSink(self, span, course)
    let feed = try replacement(span, length: pictures.length)
    while try footage.demuxer.read(into: packet) == .packet {
      let index = unsafe packet.raw.pointee.stream_index
      if index == footage.picture {
        let time = unsafe Timecode(ticks: packet.raw.pointee.dts, base: footage.base(index))
        if let time {
          tell(time - span.origin, of: span)
          // A little ahead of the pictures, and not beyond the last.
          let ahead = time - span.origin + Timecode(seconds: 0.5)
          try feed?.pull(until: min(ahead, pictures.length ?? ahead) + offset, by: self)
        }
        try pictures.take(packet)
      } else if let place = listeners.firstIndex(where: { $0.stream == index }) {
        try listeners[place].take(packet, by: self)
      } else if let place = texts.firstIndex(where: {
        footage.texts.indices.contains($0.place) && footage.texts[$0.place] == index
      }) {
        try take(text: packet, span, texts[place])
      }
      if pictures.isOver, pictures.isFarOver || listeners.allSatisfy(\.isOver) { break }
      if case .none = course, !listeners.isEmpty, listeners.allSatisfy(\.isOver) { break }
    }
    try pictures.finish()
    for place in listeners.indices { try listeners[place].finish(by: self) }
    try feed?.pull(until: end, by: self)
  }
}

/// The pictures of one pass.
final class PictureSink {
  private let rewriter: Rewriter
  private let span: MeasuredClip
  private let course: Rewriter.Course
  private let decoder: Decoder?
  private let frame: Frame
  private let base: AVRational
  private let shift: Int64
  private let first: Int64
  private let last: Int64
  private var count = 0
  /// When the picture is over that was decoded last.
  private var next: Int64?
  /// How long the pictures are seen, as far as the file says.
  var length: Timecode? {
    guard let picture = span.footage.picture, let said = span.footage.facts.streams[Int(picture)].duration else {
      return span.length
    }
    return span.length.map { min($0, said) } ?? said
  }
  /// All that is shown before the clip's end was read, and whether that is long ago.
  private(set) var isOver = false
  private(set) var isFarOver = false

  init(_ rewriter: Rewriter, _ span: MeasuredClip, _ course: Rewriter.Course) throws(MediaError) {
    self.rewriter = rewriter
    self.span = span
    self.course = course
    frame = try Frame(file: span.footage.file)
    guard let picture = span.footage.picture else {
      decoder = nil
      (base, shift, first, last) = (AVRational(num: 1, den: 1_000_000), 0, .min, .max)
      return
    }
    if case .coding = course { decoder = try span.footage.decoder(picture, .picture) } else { decoder = nil }
    base = span.footage.base(picture)
    shift = rewriter.shift(span, base)
    let micro = AVRational(num: 1, den: 1_000_000)
    first = span.isCut ? av_rescale_q(span.origin.microseconds - 500, micro, base) : .min
    last = span.end.map { av_rescale_q($0.microseconds - 500, micro, span.footage.base(picture)) } ?? .max
  }

  func take(_ packet: borrowing Packet) throws(MediaError) {
    let raw = unsafe packet.raw
    let decoded = unsafe raw.pointee.dts
    if span.isCut, decoded != clibav_no_time, decoded >= last {
      isOver = true
      isFarOver = decoded &- last > av_rescale_q(10_000_000, AVRational(num: 1, den: 1_000_000), base)
    }
    switch course {
    case .none: return
    case .copying(let track, let places):
      let isCounted = Footage.counts(packet)
      defer { if isCounted { count += 1 } }
      if span.isCut, !isCounted { return }
      if let places, !places.contains(count) { return }
      try copy(packet, to: track)
    case .coding:
      try decoder?.send(packet)
      try drain()
    }
  }

  private func copy(_ packet: borrowing Packet, to track: Int32) throws(MediaError) {
    let raw = unsafe packet.raw
    if unsafe raw.pointee.pts == clibav_no_time, !span.footage.holdsBackPictures { unsafe raw.pointee.pts = raw.pointee.dts }
    guard unsafe raw.pointee.pts != clibav_no_time else {
      throw MediaError(.damaged("a picture does not say when it is shown"), file: span.footage.file, track: .picture)
    }
    unsafe raw.pointee.pts &+= shift
    if unsafe raw.pointee.dts != clibav_no_time { unsafe raw.pointee.dts &+= shift }
    rewriter.reached(unsafe raw.pointee.pts &+ max(0, raw.pointee.duration), base)
    rewriter.facts.copiedPictures += 1
    try rewriter.reel.write(packet, base: base, to: track, .picture)
  }

  private func drain() throws(MediaError) {
    guard let decoder, case .coding(let track, let coder) = course else { return }
    while try decoder.receive(into: frame) == .frame {
      var shown = unsafe frame.raw.pointee.best_effort_timestamp
      // The last ones that were held back come after the last time that is told.
      if shown == clibav_no_time, !span.footage.tellsWhenShown, let next { shown = next }
      let length = rewriter.length(of: frame, base: base, in: span.footage)
      if shown != clibav_no_time { next = shown &+ length }
      guard shown != clibav_no_time, shown >= first, shown < last else { continue }
      rewriter.reached(shown &+ shift &+ length, base)
      try coder.code(
        frame, isShown: av_rescale_q(shown &+ shift, base, coder.base), for: av_rescale_q(length, base, coder.base)
      ) { packet throws(MediaError) in try rewriter.put(packet, base: coder.base, to: track) }
    }
  }

  func finish() throws(MediaError) {
    try decoder?.finish()
    try drain()
  }
}
