import CLibav
import Production

extension Rewriter {
  /// Decides how sounds come into the new movie, and makes their tracks.
  func openSounds() throws(MediaError) -> [SoundTrackOut] {
    switch plan.sounds {
    case .none: return []
    case .replaced(let other):
      guard let first = other.sounds.first, let stream = unsafe other.stream(first) else {
        throw MediaError(.refused("there is no sound in it"), file: other.file, track: .sound)
      }
      return [try unsafe open(stream, first, isCopied: reel.takes(stream))]
    case .copied, .levelled, .coded: break
    }
    if case .none = plan.pictures {
      guard let first = reference.sounds.first, let stream = unsafe reference.stream(first) else {
        throw MediaError(.refused("there is no sound in it"), file: reference.file, track: .sound)
      }
      // A file of samples takes not every order of their bytes.
      let isCopied = unsafe reference.soundEnding == plan.soundEnding && (plan.soundEnding != "wav" || reel.takes(stream))
      return [try unsafe open(stream, first, isCopied: isCopied)]
    }
    if plan.clips.count > 1 { return try openJoinedSound() }
    var tracks: [SoundTrackOut] = []
    for (place, index) in reference.sounds.enumerated() {
      guard let stream = unsafe reference.stream(index) else { continue }
      var isCopied = unsafe reel.takes(stream)
      if place == 0, case .levelled = plan.sounds { isCopied = false }
      if case .coded = plan.sounds { isCopied = false }
      tracks.append(try unsafe open(stream, index, isCopied: isCopied))
    }
    return tracks
  }

  private func openJoinedSound() throws(MediaError) -> [SoundTrackOut] {
    let sounding = [reference] + plan.clips.map(\.footage)
    guard let footage = sounding.first(where: { !$0.sounds.isEmpty }), let index = footage.sounds.first,
      let stream = unsafe footage.stream(index)
    else { return [] }
    let isCopied = unsafe reel.takes(stream) && plan.clips.allSatisfy { sounds($0.footage, like: footage) }
    return [try unsafe open(stream, index, isCopied: isCopied)]
  }

  /// Whether the first sounds of two files are coded alike, to the last parameter.
  private func sounds(_ one: Footage, like other: Footage) -> Bool {
    guard let mine = one.sounds.first, let theirs = other.sounds.first,
      let left = unsafe one.stream(mine)?.pointee.codecpar, let right = unsafe other.stream(theirs)?.pointee.codecpar
    else { return false }
    return unsafe left.pointee.codec_id == right.pointee.codec_id && left.pointee.sample_rate == right.pointee.sample_rate
      && left.pointee.ch_layout.nb_channels == right.pointee.ch_layout.nb_channels
      && one.configuration(mine) == other.configuration(theirs)
  }

  private func open(
    _ stream: UnsafeMutablePointer<AVStream>, _ index: Int32, isCopied: Bool
  ) throws(MediaError) -> SoundTrackOut {
    if isCopied {
      return SoundTrackOut(
        track: try unsafe reel.muxer.addTrack(copying: stream, configuration: nil), stream: index, press: nil, isCopied: [])
    }
    let coder = ["webm": "libvorbis", "ogg": "libvorbis", "mp3": "libmp3lame", "wav": "pcm_s16le", "flac": "flac"][facts.ending]
    var bits: Int64?
    if case .coded(let said) = plan.sounds { bits = said }
    let press = try unsafe SoundPress(like: stream, coder: coder ?? "aac", bits: bits, file: file)
    let track = try press.addTrack(to: reel.muxer)
    if let target = unsafe reel.muxer.context.pointee.streams[Int(track)] { try unsafe reel.muxer.describe(target, like: stream) }
    return SoundTrackOut(track: track, stream: index, press: press, isCopied: [])
  }

  /// The sounds of a clip that are heard in the new movie.
  func listeners(_ span: MeasuredClip) throws(MediaError) -> [SoundListener] {
    if case .replaced = plan.sounds { return [] }
    var listeners: [SoundListener] = []
    for out in sounds {
      let stream = plan.clips.count > 1 ? span.footage.sounds.first : out.stream
      guard let stream else { continue }
      listeners.append(try SoundListener(span, stream, out, by: self))
    }
    return listeners
  }

  /// The sound that takes the place of a clip's own.
  func replacement(_ span: MeasuredClip, length: Timecode?) throws(MediaError) -> SoundFeed? {
    guard case .replaced(let other) = plan.sounds, let out = sounds.first else { return nil }
    return try SoundFeed(other, out, length: length, by: self)
  }
}

/// One sound of one clip on its way into the new movie.
struct SoundListener {
  let stream: Int32
  private let span: MeasuredClip
  private let out: Rewriter.SoundTrackOut
  private let base: AVRational
  private let shift: Int64
  private let decoder: Decoder?
  /// Samples of each channel that were decoded so far.
  private var sample = 0
  private(set) var isOver = false

  init(_ span: MeasuredClip, _ stream: Int32, _ out: Rewriter.SoundTrackOut, by rewriter: Rewriter) throws(MediaError) {
    self.span = span
    self.stream = stream
    self.out = out
    base = span.footage.base(stream)
    shift = rewriter.shift(span, base)
    decoder = out.press == nil ? nil : try span.footage.decoder(stream, .sound)
  }

  mutating func take(_ packet: borrowing Packet, by rewriter: Rewriter) throws(MediaError) {
    let raw = unsafe packet.raw
    let ticks = unsafe raw.pointee.pts != clibav_no_time ? raw.pointee.pts : raw.pointee.dts
    if let end = span.end, let time = Timecode(ticks: ticks, base: base), time >= end { isOver = true }
    if let decoder {
      if isOver { return }
      try decoder.send(packet)
      return try drain(decoder, by: rewriter)
    }
    guard ticks != clibav_no_time, !isOver else { return }
    let length = unsafe max(0, raw.pointee.duration)
    if span.isCut || rewriter.plan.clips.count > 1 {
      // Decoders need one piece before; an edit list hides it. Where clips are joined it would be heard.
      let early = rewriter.clip == 0 && rewriter.facts.ending != "mkv" ? 2 * length : length / 2
      if ticks &+ early &+ shift <= (rewriter.clip == 0 ? 0 : Self.offset(rewriter, base)) { return }
    }
    unsafe raw.pointee.pts = ticks &+ shift
    unsafe raw.pointee.dts = (raw.pointee.dts != clibav_no_time ? raw.pointee.dts : ticks) &+ shift
    rewriter.reached(ticks &+ shift &+ length, base)
    try rewriter.reel.write(packet, base: base, to: out.track, .sound)
  }

  private static func offset(_ rewriter: Rewriter, _ base: AVRational) -> Int64 {
    av_rescale_q(rewriter.offset.microseconds, AVRational(num: 1, den: 1_000_000), base)
  }

  mutating func finish(by rewriter: Rewriter) throws(MediaError) {
    guard let decoder else { return }
    try decoder.finish()
    try drain(decoder, by: rewriter)
  }

  private mutating func drain(_ decoder: Decoder, by rewriter: Rewriter) throws(MediaError) {
    guard let press = out.press else { return }
    let frame = try Frame(file: span.footage.file)
    while try decoder.receive(into: frame) == .frame {
      let count = Int(unsafe frame.raw.pointee.nb_samples)
      let rate = Double(max(1, unsafe frame.raw.pointee.sample_rate))
      let time =
        unsafe Timecode(ticks: frame.raw.pointee.best_effort_timestamp, base: base)
        ?? span.origin + Timecode(seconds: Double(sample) / rate)
      let place = time - span.origin + rewriter.offset
      let last = span.end.map { $0 - span.origin + rewriter.offset } ?? Timecode(microseconds: .max / 4)
      var level: SoundLevel?
      // It was measured of the first sound.
      if case .levelled(let said) = rewriter.plan.sounds, out.track == rewriter.sounds.first?.track { level = said }
      try press.take(
        frame, at: place, within: min(rewriter.offset, last)...last, level: level, from: sample
      ) { packet throws(MediaError) in try rewriter.put(packet, out) }
      rewriter.end = max(rewriter.end, min(last, place + Timecode(seconds: Double(count) / rate)))
      sample += count
    }
  }
}

/// Another file's sound, read as far as the pictures have come.
final class SoundFeed {
  private let footage: Footage
  private var listener: SoundListener
  private let packet: Packet
  private var reached = Timecode.zero
  private var isAtEnd = false
  /// The packet was read, and is further ahead than was asked for.
  private var isHeld = false

  /// `length` is that of the pictures, where it is known: the sound ends with them.
  init(
    _ footage: Footage, _ out: Rewriter.SoundTrackOut, length: Timecode?, by rewriter: Rewriter
  ) throws(MediaError) {
    self.footage = footage
    let start = footage.facts.start
    let span = MeasuredClip(footage: footage, origin: start, end: length.map { start + $0 }, cut: nil, isCut: true)
    listener = try SoundListener(span, out.stream, out, by: rewriter)
    packet = try Packet(file: footage.file)
  }

  func pull(until time: Timecode, by rewriter: Rewriter) throws(MediaError) {
    let end = rewriter.end
    while !isAtEnd, !listener.isOver, !isHeld || reached < time {
      if !isHeld, try footage.demuxer.read(into: packet) == .end {
        isAtEnd = true
        try listener.finish(by: rewriter)
        break
      }
      guard unsafe packet.raw.pointee.stream_index == listener.stream else { continue }
      if let begin = unsafe Timecode(ticks: packet.raw.pointee.pts, base: footage.base(listener.stream)) {
        reached = max(reached, begin - footage.facts.start)
      }
      isHeld = reached >= time
      if !isHeld { try listener.take(packet, by: rewriter) }
    }
    // However long the other sound is, the movie is as long as its pictures.
    rewriter.end = end
  }
}
