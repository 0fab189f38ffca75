import Glibc
import Speech
import Testing

private func tone(_ frequency: Double, rate: Int, seconds: Double, level: Double) -> [Float] {
  (0..<Int(Double(rate) * seconds)).map { Float(level * sin(2 * .pi * frequency * Double($0) / Double(rate))) }
}

/// A file without a name.
private func temporaryFile() throws -> Int32 {
  var path = Array("/tmp/dropreel-sound-XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  try #require(descriptor >= 0)
  unlink(path)
  return descriptor
}

@Suite struct SoundTests {
  @Test func aKnownToneHasItsKnownLoudness() throws {
    // EBU Tech 3341: a sine of 1 kHz at -20 dBFS in one channel is -23 LUFS.
    let loudness = try Loudness.of(tone(1000, rate: 48_000, seconds: 3, level: 0.1), rate: 48_000)
    #expect(abs(loudness.integrated + 23) < 0.1)
    #expect(abs(loudness.truePeak + 20) < 0.1)
    #expect(try Loudness.of([Float](repeating: 0, count: 48_000), rate: 48_000).integrated == -.infinity)
  }

  @Test(arguments: [16_000, 22_050, 24_000])
  func resamplingKeepsPitchLevelAndTime(rate: Int) throws {
    let sound = try Resampler.resample(tone(440, rate: rate, seconds: 1, level: 0.5), from: rate, to: 48_000)
    #expect(sound.count == 48_000)
    let expected = tone(440, rate: 48_000, seconds: 1, level: 0.5)
    let worst = zip(sound, expected).dropFirst(2000).dropLast(2000).map { abs($0 - $1) }.max()
    #expect(try #require(worst) < 0.001)
  }

  /// Whatever pieces it comes in.
  @Test(arguments: [(44_100, 1), (44_100, 1024), (16_000, 100_000), (48_000, 7)])
  func resamplingByPiecesIsResamplingOfAll(rate: Int, piece: Int) throws {
    let sound = tone(440, rate: rate, seconds: 0.5, level: 0.5)
    let stream = try StreamResampler(from: rate, to: 48_000)
    var samples: [Float] = []
    for start in stride(from: 0, to: sound.count, by: piece) {
      try stream.add(Array(sound[start..<min(start + piece, sound.count)]), to: &samples)
    }
    try stream.finish(&samples)
    let expected = try Resampler.resample(sound, from: rate, to: 48_000)
    #expect(samples.count == expected.count)
    #expect(zip(samples, expected).allSatisfy { abs($0 - $1) < 0.000_01 })
  }

  @Test func aWaveFileIsReadBackAndByOthers() throws {
    let path = "/tmp/dropreel-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).wav"
    let file = open(path, O_CREAT | O_EXCL | O_RDWR, 0o600)
    try #require(file >= 0)
    defer {
      close(file)
      unlink(path)
    }
    let sound = tone(440, rate: 48_000, seconds: 0.5, level: 0.5) + [2, -2, .nan]
    var writer = try WaveWriter(descriptor: file)
    try writer.append(Array(sound.prefix(1000)))
    try writer.append(Array(sound.dropFirst(1000)))
    try writer.finish()

    let back = try WaveFile(descriptor: file)
    #expect(back.rate == 48_000 && back.samples.count == sound.count)
    let worst = zip(back.samples, sound).dropLast(3).map { abs($0 - $1) }.max()
    #expect(try #require(worst) < 3 / 32768)
    #expect(back.samples.suffix(3).map { abs($0) > 0.9 } == [true, true, false])
    let seen = try ChildProcess.output([
      "ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", "stream=codec_name,sample_rate,channels,duration_ts", path,
    ])
    #expect(seen == "pcm_s16le,48000,1,\(sound.count)\n")
  }

  @Test func theSameSoundMakesTheSameFile() throws {
    let sound = tone(300, rate: 48_000, seconds: 0.2, level: 0.01)
    let files = try [sound.count, 7].map { piece in
      let file = try temporaryFile()
      defer { close(file) }
      var writer = try WaveWriter(descriptor: file)
      for first in stride(from: 0, to: sound.count, by: piece) {
        try writer.append(Array(sound[first..<min(first + piece, sound.count)]))
      }
      try writer.finish()
      return try WaveFile(descriptor: file)
    }
    #expect(files[0] == files[1])
  }

  @Test(arguments: [
    [], Array("RIFF....WAVE".utf8), Array("RIFF....WAVEdata\u{4}\0\0\0abcd".utf8),
    Array("RIFF....WAVEfmt \u{10}\0\0\0\u{1}\0\u{2}\0\0\0\0\0\0\0\0\0\u{4}\0\u{10}\0".utf8),
    Array("RIFF....WAVEfmt \u{10}\0\0\0\u{1}\0\u{1}\0\0}\0\0\0\0\0\0\u{2}\0\u{10}\0data\u{7f}\0\0\0ab".utf8),
  ])
  func whatIsNoWaveFileOfOursIsRefused(bytes: [UInt8]) throws {
    let file = try temporaryFile()
    defer { close(file) }
    try #require(bytes.isEmpty || write(file, bytes, bytes.count) == bytes.count)
    #expect(throws: SpeechError.self) { try WaveFile(descriptor: file) }
  }
}
