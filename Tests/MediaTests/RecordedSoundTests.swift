import Glibc
import Media
import Testing

/// The sound of recordings as people make them, and as it becomes when they are damaged.
@Suite struct RecordedSoundTests {
  let folder: WorkFolder

  init() throws { folder = try WorkFolder() }

  private func make(_ name: String, _ options: String) throws -> String {
    let path = folder.file(name)
    try Referee.run("cd '\(folder.file(""))' && ffmpeg -v error -nostdin -y \(options) '\(path)' 2>&1")
    return path
  }

  /// How loud each tenth of a second is on the left, and at which rates it was given.
  private func hear(_ path: String) throws -> (tenths: [Float], rates: [Int]) {
    let descriptor = open(path, O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var reader = try SoundReader(descriptor: descriptor, name: path, atMost: 60, limits: .recording)
    var (tenths, rates): ([Float], [Int]) = ([], [])
    var (peak, count) = (Float(0), 0)
    while let piece = try reader.next() {
      if rates.last != reader.samplesPerSecond { rates.append(reader.samplesPerSecond) }
      for place in stride(from: 0, to: piece.count, by: 2) {
        peak = max(peak, abs(piece[place]))
        count += 1
        if count >= reader.samplesPerSecond / 10 {
          tenths.append(peak)
          (peak, count) = (0, 0)
        }
      }
    }
    return (tenths, rates)
  }

  /// In films, who speaks is in the middle, which is the third of six channels.
  @Test func hearsTheMiddleOfARoom() throws {
    let path = try make(
      "room.mkv", "-f lavfi -i sine=frequency=300:duration=1 -af 'pan=5.1|c2=c0' -c:a flac")
    let heard = try hear(path)
    #expect(heard.tenths.count == 10 && heard.tenths.allSatisfy { $0 > 0.02 })
  }

  /// A microphone that was away for a while: what comes after it is heard at its time.
  @Test func leavesSilenceWhereSoundIsMissing() throws {
    let path = try make(
      "pause.mkv", "-f lavfi -i sine=frequency=300:duration=3 -af 'aselect=not(between(t\\,1\\,2))' -c:a pcm_s16le")
    let heard = try hear(path)
    #expect(abs(heard.tenths.count - 30) <= 1, "\(heard.tenths.count)")
    #expect(heard.tenths[2...8].allSatisfy { $0 > 0.05 } && heard.tenths[12...18].allSatisfy { $0 == 0 })
    #expect(heard.tenths[22...28].allSatisfy { $0 > 0.05 })
  }

  @Test func goesOnAtAnotherRate() throws {
    for (name, rate) in [("one.ts", 44_100), ("two.ts", 48_000)] {
      _ = try make(name, "-f lavfi -i sine=frequency=300:sample_rate=\(rate):duration=1 -c:a aac")
    }
    try Referee.run("cd '\(folder.file(""))' && cat one.ts two.ts > both.ts")
    let heard = try hear(folder.file("both.ts"))
    #expect(heard.rates == [44_100, 48_000])
    #expect(abs(heard.tenths.count - 20) <= 2 && heard.tenths.dropFirst(2).dropLast(2).count { $0 > 0.02 } >= 14)
  }
}
