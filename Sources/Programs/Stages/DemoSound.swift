import Digests
import Films
import Media
import Production
import Speech
import Voices

/// What is heard of a demo between what is shown before it and after it: the voice, the recording itself where nobody speaks, and music under both.
struct DemoSound {
  /// In LUFS.
  static let loudness = Platform.anywhere.loudness

  private let voiceover: Voiceover
  /// One channel, on the film's clock; empty where nobody speaks.
  private let voice: [Float]
  private let layout: DemoLayout
  private let recording: OpenRecording

  /// Quiet sound may be meant to be quiet: it is made louder by so much at most, in dB.
  private static let mostGain = 12.0
  private static let fade = 480

  init(_ voiceover: Voiceover, _ voice: [Float], _ layout: DemoLayout, of recording: OpenRecording) {
    (self.voiceover, self.voice, self.layout, self.recording) = (voiceover, voice, layout, recording)
  }

  /// Made when it is asked for: it takes a decoder, and memory.
  func mix(over music: Music?) throws -> Mix {
    var samples = voice
    let count = Int((layout.fitting.length.seconds * Double(Recording.rate)).rounded())
    samples += [Float](repeating: 0, count: max(0, count - samples.count))
    var heard: [Range<Double>] = []
    do {
      if layout.keepsSound { heard = try addOwn(to: &samples) }
      return try Mix(voice: samples, words: spoken + heard, music: music, loudness: Self.loudness)
    } catch let error as SpeechError {
      throw error.failure
    }
  }

  /// When somebody speaks.
  private var spoken: [Range<Double>] {
    let words = voiceover.lines.flatMap(\.words).map { $0.start.seconds..<max($0.start.seconds, $0.end.seconds) }
    // Of a voice of which no word is known, all that it speaks over.
    if !words.isEmpty || voice.isEmpty { return words }
    return layout.fitting.pieces.filter(\.isTold).map { $0.start.seconds..<$0.end.seconds }
  }

  /// Lays what the recording sounds like where nobody speaks over it; answers when that is.
  private func addOwn(to samples: inout [Float]) throws -> [Range<Double>] {
    let pieces = layout.fitting.pieces.filter { !$0.isTold && $0.rate == 1 }
    let sound = try ownSound()
    guard !sound.isEmpty, !pieces.isEmpty else { return [] }
    let stretches = pieces.map { piece in
      (from: Self.place(piece.source), to: Self.place(piece.start), count: Self.place(piece.length))
    }
    let gain = try gain(of: sound, stretches.map { $0.from..<$0.from + $0.count })
    for stretch in stretches {
      let count = min(stretch.count, sound.count - stretch.from, samples.count - stretch.to)
      for index in 0..<max(0, count) {
        let near = min(1, Float(min(index, count - 1 - index)) / Float(Self.fade))
        samples[stretch.to + index] += sound[stretch.from + index] * gain * near
      }
    }
    return pieces.map { $0.start.seconds..<$0.end.seconds }
  }

  private static func place(_ time: Timecode) -> Int { Int((time.seconds * Double(Recording.rate)).rounded()) }

  /// All parts one after the other, each as long as it is seen.
  private func ownSound() throws -> [Float] {
    var samples: [Float] = []
    var start = Timecode.zero
    for part in recording.parts {
      if part.file.hasSound { try part.addSound(to: &samples) }
      start = start + part.file.length
      let wanted = Self.place(start)
      if samples.count > wanted { samples.removeLast(samples.count - wanted) }
      samples += [Float](repeating: 0, count: wanted - samples.count)
    }
    return samples
  }

  /// By what it is multiplied to be as loud as a voice.
  private func gain(of sound: [Float], _ stretches: [Range<Int>]) throws(SpeechError) -> Float {
    var meter = try LoudnessMeter(rate: Recording.rate, measuringPeaks: false)
    for stretch in stretches { try meter.add(Array(sound[stretch.clamped(to: 0..<sound.count)])) }
    let measured = try meter.loudness().integrated
    return measured.isFinite ? Float(Decibels.factor(min(Self.mostGain, Self.loudness - measured))) : 1
  }

  /// Names what is heard.
  func identity(_ music: FilmMusic, _ ends: DemoEnds) -> Digest {
    var sha256 = Sha256()
    sha256.update(
      Array("demo \(StageCard.card(of: .picture).version) \(Self.loudness) \(music.identity) \(ends.identity)\n".utf8))
    for part in recording.parts { sha256.update(Array("\(part.file.digest.hex)\n".utf8)) }
    for piece in layout.fitting.pieces {
      let (start, source) = (piece.start.microseconds, piece.source.microseconds)
      sha256.update(Array("\(start) \(source) \(piece.rate) \(piece.isTold) \(layout.keepsSound)\n".utf8))
    }
    sha256.update(voice.span.bytes)
    return sha256.finish()
  }
}

extension OpenRecording.Part {
  fileprivate func addSound(to samples: inout [Float]) throws {
    do {
      try RecordedSound.add(open.descriptor, name: file.name, atMost: file.length.seconds, to: &samples)
    } catch let error as MediaError where error.track == .sound && error.kind == .input {
      // A track in which nothing is.
    }
  }
}
