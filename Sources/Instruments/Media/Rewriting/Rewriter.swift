import CLibav
import Production

/// Writes a movie out of others: packets are taken over as they are, and only what cannot be is decoded and coded anew.
///
/// Metadata, chapters, cover, subtitles, how pictures are turned and what colours they have come along. All of it happens on the caller's
/// thread. A movie that is not finished leaves no file.
package final class Rewriter {
  let plan: Rewriting
  let reel: Reel
  let packet: Packet
  let isCancelled: () -> Bool
  private let progress: (Double) -> Void
  var facts = RewritingFacts()
  var pictures = PictureTrack.none
  var sounds: [SoundTrackOut] = []
  var texts: [TextTrackOut] = []
  /// Where the clip at work begins in the new movie.
  var offset = Timecode.zero
  /// Where the last picture, or sound, of all so far ends there.
  var end = Timecode.zero
  var clip = 0

  /// How the pictures come into the new movie.
  enum PictureTrack {
    case none
    /// All are taken over.
    case copied(Int32)
    /// Some are coded anew, and put among the others with parameters of their own.
    case mixed(Int32, JoinedParameters)
    /// All are coded anew, by one encoder.
    case coded(Int32, PictureCoder)
  }

  struct SoundTrackOut {
    let track: Int32
    /// Of the reference; the others' first.
    let stream: Int32
    /// Nil where all is copied.
    let press: SoundPress?
    /// By clip.
    let isCopied: [Bool]
  }

  struct TextTrackOut {
    let track: Int32
    let place: Int
    /// Brought into MP4's own form.
    let isTurned: Bool
  }

  /// Makes the file at that path; `progress` is told how much of it is there.
  package init(
    _ plan: Rewriting, path: String, progress: @escaping (Double) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(MediaError) {
    guard plan.clips.indices.contains(plan.reference) else {
      throw MediaError(.misfit("a movie made of nothing"), file: path)
    }
    Libav.hush()
    self.plan = plan
    self.progress = progress
    self.isCancelled = isCancelled
    let container = Self.container(for: plan)
    reel = try Reel(path: path, as: container, isCancelled: isCancelled)
    packet = try Packet(file: path)
    facts.ending = container.ending
  }

  var file: String { reel.muxer.file }
  var reference: Footage { plan.clips[plan.reference].footage }

  /// Does all of it, and finishes the file.
  package func run() throws(MediaError) -> RewritingFacts {
    let spans = try spans()
    pictures = try openPictures(spans)
    sounds = try openSounds()
    texts = try openTexts()
    let cover = try openCover()
    try reel.muxer.describe(like: reference.demuxer)
    var place = Timecode.zero
    for span in spans {
      try reel.muxer.takeChapters(of: span.footage.demuxer, from: span.origin, until: span.end, to: place)
      place = place + (span.length ?? .zero)
    }
    try reel.muxer.begin(isCopy: true)
    if let cover { try write(cover) }
    for (index, span) in spans.enumerated() {
      clip = index
      try play(span)
      offset = end
    }
    try finish()
    facts.length = end
    try reel.finish()
    progress(1)
    return facts
  }

  private func finish() throws(MediaError) {
    if case .coded(let track, let coder) = pictures {
      try coder.finish { packet throws(MediaError) in try self.put(packet, base: coder.base, to: track) }
    }
    for sound in sounds {
      guard let press = sound.press else { continue }
      if plan.clips.count > 1 { try press.fill(until: offset) { packet throws(MediaError) in try self.put(packet, sound) } }
      try press.finish { packet throws(MediaError) in try self.put(packet, sound) }
    }
    facts.copiedSounds = sounds.count { $0.press == nil }
    facts.codedSounds = sounds.count - facts.copiedSounds
    facts.texts = texts.count
  }

  func put(_ packet: borrowing Packet, base: AVRational, to track: Int32) throws(MediaError) {
    facts.codedPictures += 1
    facts.codedBytes += Int(unsafe packet.raw.pointee.size)
    try reel.write(packet, base: base, to: track, .picture)
  }

  func put(_ packet: borrowing Packet, _ sound: SoundTrackOut) throws(MediaError) {
    guard let base = sound.press?.encoderBase else { return }
    try reel.write(packet, base: base, to: sound.track, .sound)
  }

  func tell(_ time: Timecode, of span: MeasuredClip) {
    guard let length = span.length, length > .zero else { return }
    let part = min(1, max(0, time.seconds / length.seconds))
    progress((Double(clip) + part) / Double(plan.clips.count))
  }

  /// The kind of file: the one that the reference is, where its coding is kept; else MP4.
  private static func container(for plan: Rewriting) -> Muxer.Container {
    let footage = plan.clips[plan.reference].footage
    switch plan.pictures {
    case .copied: break
    case .coded: return .mp4
    case .none: return ["mp3": .mp3, "ogg": .ogg, "wav": .wav, "flac": .flac][plan.soundEnding] ?? .m4a
    }
    let isWhole = plan.clips.count == 1 && plan.clips[0].from == nil && plan.clips[0].to == nil
    if footage.facts.format.contains("matroska") {
      if isWhole { return footage.file.lowercased().hasSuffix(".webm") ? .webm : .matroska }
      return footage.pictureCoding == "h264" ? .matroska : .mp4
    }
    if footage.facts.format.contains("mp4") {
      return footage.file.lowercased().hasSuffix(".mov") ? .mov : .mp4
    }
    return ["h264", "hevc", "mpeg4", "av1"].contains(footage.pictureCoding ?? "") ? .mp4 : .matroska
  }
}

extension Muxer.Container {
  /// Without the dot.
  var ending: String {
    switch self {
    case .matroska: "mkv"
    case .m4a: "m4a"
    default: rawValue
    }
  }
}
