import Glibc
import Media
import Production
import Speech
import Voices

extension Transforming {
  /// Two looks at the sound: how loud it is and where its peaks are, then each sample times what brings it to the wanted loudness.
  func normalise(to loudness: Double) throws -> Result {
    let source = try sources.find(order.file, "video") { $0.isVideo || $0.isSound }
    let footage = try open(source)
    guard !footage.isSilent else { throw Self.noSound(source) }
    let unchanged = try measure(source, nil, share: 0...0.2)
    guard unchanged.integrated.isFinite else {
      throw Refusal(
        "There is nothing but silence in \"\(source.name)\".", wayOut: "Use do = \"replace_audio\" to give it a sound.")
    }
    var gain = loudness - unchanged.integrated
    var level = limited(unchanged.peaks, gain)
    // The harder it is driven, the more the limiter takes away again.
    for _ in 0..<3 where level.factors.contains(where: { $0 < 0.999 }) {
      let now = try measure(source, level, share: 0.2...0.4)
      if abs(loudness - now.integrated) < 0.2 { break }
      gain += loudness - now.integrated
      level = limited(unchanged.peaks, gain)
    }
    var plan = Rewriting([.init(footage)])
    plan.sounds = .levelled(level)
    if footage.facts.picture == nil {
      plan.pictures = .none
      plan.soundEnding = "m4a"
    }
    let (_, file) = try write(plan, "normalising", share: 0.4...1)
    let pictures = footage.facts.picture == nil ? "" : "; all pictures are as they were"
    return Result(
      files: [file],
      done: "The sound was brought from \(Self.tenths(unchanged.integrated)) to \(Self.tenths(loudness)) LUFS\(pictures).")
  }

  private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  private static func noSound(_ source: TransformSource) -> Refusal {
    Refusal("There is no sound in \"\(source.name)\".", wayOut: "Use do = \"replace_audio\" to give it one.")
  }

  private struct Measured {
    let integrated: Double
    /// Of each of the limiter's blocks.
    let peaks: [Float]
  }

  /// So that nothing is louder than full scale, between the samples and after coding too.
  private static let ceiling = Float(Decibels.factor(-1.5))

  private func limited(_ peaks: [Float], _ gain: Double) -> SoundLevel {
    let factor = Float(Decibels.factor(gain))
    let limiter = Limiter(ceiling: Self.ceiling)
    return SoundLevel(gain: factor, factors: limiter.factors(peaks, gain: factor), block: Limiter.block)
  }

  /// Decodes the sound once, a piece at a time: however long it is, it is never in memory as a whole.
  private func measure(_ source: TransformSource, _ level: SoundLevel?, share: ClosedRange<Double>) throws -> Measured {
    var limits = ReadingLimits()
    limits.tracks = [.sound]
    var reader = try MovieReader(descriptor: source.descriptor, name: source.name, limits: limits)
    let length = reader.facts.duration?.seconds ?? 0
    var ear: Ear?
    var place = 0
    while let piece = try reader.next() {
      guard case .sound(let sound) = consume piece, sound.channels > 0, sound.samplesPerSecond > 0 else { continue }
      if ear == nil { ear = try Ear(rate: sound.samplesPerSecond, channels: sound.channels) }
      guard let ear, ear.rate == sound.samplesPerSecond else { continue }
      let first = place
      try ear.hear(sound.samples, channels: sound.channels) { level?.factor(at: first + $0) ?? 1 }
      place += sound.samples.count / sound.channels
      if length > 0 {
        let part = min(1, Double(place) / Double(sound.samplesPerSecond) / length)
        progress(share.lowerBound + part * (share.upperBound - share.lowerBound), "listening")
      }
    }
    guard let ear else { throw Self.noSound(source) }
    return Measured(integrated: try ear.loudness(), peaks: ear.peaks())
  }

  /// Listens to a sound in two channels, and keeps its peaks.
  private final class Ear {
    let rate: Int
    /// One channel is measured as one, as others do.
    private let isMono: Bool
    private var meter: LoudnessMeter
    private var highest: [Float] = []
    private var peak: Float = 0
    private var count = 0

    init(rate: Int, channels: Int) throws(SpeechError) {
      self.rate = rate
      isMono = channels == 1
      meter = try LoudnessMeter(rate: rate, channels: min(2, channels), measuringPeaks: false)
    }

    func hear(_ samples: [Float], channels: Int, factor: (Int) -> Float) throws(SpeechError) {
      var pair: [Float] = []
      pair.reserveCapacity(samples.count / channels * 2)
      for frame in 0..<samples.count / channels {
        let first = frame * channels
        let now = factor(frame)
        for channel in 0..<channels { peak = max(peak, abs(samples[first + channel])) }
        // What comes from the middle is heard on both sides.
        let middle = channels > 2 ? samples[first + 2] * 0.707 : 0
        pair.append((samples[first] + middle) * now)
        if !isMono { pair.append((samples[first + min(1, channels - 1)] + middle) * now) }
        count += 1
        if count.isMultiple(of: Limiter.block) {
          highest.append(peak)
          peak = 0
        }
      }
      try meter.add(pair)
    }

    func loudness() throws(SpeechError) -> Double { try meter.loudness().integrated }

    func peaks() -> [Float] { highest + [peak] }
  }

  // MARK: - Sounds by themselves

  func extractAudio(as kind: SoundFormat?) throws -> Result {
    let source = try sources.find(order.file, "video") { $0.isVideo || $0.isSound }
    var limits = ReadingLimits()
    limits.threads = threads
    let footage = try Footage(descriptor: source.descriptor, name: source.name, limits: limits)
    guard !footage.isSilent else { throw Self.noSound(source) }
    var plan = Rewriting([.init(footage)])
    plan.pictures = .none
    plan.soundEnding = kind?.rawValue ?? footage.soundEnding ?? "m4a"
    let (facts, file) = try write(plan, "taking the sound")
    return Result(
      files: [file],
      done:
        "The sound was taken out of the video, \(facts.codedSounds == 0 ? "as it was coded" : "and coded anew as \(plan.soundEnding)")."
    )
  }

  func replaceAudio(by audio: String?) throws -> Result {
    let other = try sources.find(audio, "sound") { $0.isSound }
    let footage = try video()
    let sound = try open(other)
    guard !sound.isSilent else { throw Self.noSound(other) }
    var plan = Rewriting([.init(footage)])
    plan.sounds = .replaced(sound)
    let (facts, file) = try write(plan, "laying the sound under it")
    return Result(
      files: [file],
      done:
        "The sound was replaced by \"\(other.name)\"\(facts.codedSounds == 0 ? ", as it was coded" : ""); \(facts.pictureWords).")
  }
}
