import Drawing
import Glibc
import Production
import Speech
import Testing
import Voices

/// Draws the sound of three scripts, to be looked at, when asked to:
/// `DROPREEL_PICTURES=docs/pictures swift test --filter SoundPictures`.
@Suite(.enabled(if: getenv("DROPREEL_PICTURES") != nil && SpeechHost.isInstalled), .serialized) struct SoundPictures {
  private static let scripts = [[0, 1, 2], [8, 9, 37], [14, 15, 16]]
  private static let (width, band, margin) = (1600, 300, 24.0)
  private static let speakers = [Colour(0xE2A23B), Colour(0x1F9C96)]
  private static let mouths: [Mouth: UInt32] = [
    .rest: 0x2A3448, .closed: 0xD0475A, .open: 0xF2B53C, .wide: 0x6FC36B, .round: 0x5B8DEF, .teeth: 0xFFFAF3, .tongue: 0xB678D9,
  ]

  @Test func threeScripts() throws {
    let folder = String(cString: try #require(getenv("DROPREEL_PICTURES")))
    let fonts = try FontBook(addingFolders: [SpeechHost.root + "/.build/fonts"])
    var canvas = try Canvas(width: Self.width, height: Self.band * Self.scripts.count)
    canvas.fill(Colour(0x141A26))
    for (row, indices) in Self.scripts.enumerated() {
      let utterances = indices.enumerated().map { number, index in
        Utterance(
          part: .line(number), speaker: number % 2 == 0 ? "Thabo" : "Lerato", voice: number % 2 == 0 ? "kumo" : "heart",
          text: Sentences.all[index])
      }
      let recording = try SpeechHost.use { try Speaker(host: $0).speak(utterances) }
      try Self.draw(recording, top: Double(row * Self.band), onto: &canvas, fonts)
    }
    let bytes = try canvas.png()
    let file = try #require(fopen("\(folder)/voices.png", "wb"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  /// The wave with a line where each word begins, the words under it, and the shapes of the mouth as a band of colours.
  private static func draw(_ recording: Recording, top: Double, onto canvas: inout Canvas, _ fonts: FontBook) throws {
    let scale = (Double(width) - 2 * margin) / recording.voiceover.length.seconds
    func place(_ time: Timecode) -> Double { margin + time.seconds * scale }
    let middle = top + 100
    for column in Int(margin)..<width - Int(margin) {
      let first = Int((Double(column) - margin) / scale * 48_000)
      let part = recording.samples[
        min(first, recording.samples.count)..<min(first + Int(48_000 / scale) + 1, recording.samples.count)]
      let (low, high) = (Double(part.min() ?? 0) * 95, Double(part.max() ?? 0) * 95)
      let time = (Double(column) - margin) / scale
      let line = recording.voiceover.lines.firstIndex { $0.start.seconds <= time && time <= $0.end.seconds }
      let colour = line.map { speakers[$0 % 2] } ?? Colour(0x56617A)
      canvas.fill(Box(x: Double(column), y: middle - high, width: 1, height: max(1, high - low)), with: .flat(colour))
    }
    for line in recording.voiceover.lines {
      for (number, word) in line.words.enumerated() {
        let x = place(word.start)
        let y = top + 208 + Double(number % 3) * 24
        canvas.fill(Box(x: x, y: top + 12, width: 1, height: y - top - 12), with: .flat(Colour.white.opacity(0.5)))
        let text = try TextLayout(word.text, style: TextStyle(.body, size: 17, weight: 500), fonts: fonts)
        canvas.draw(text, atX: x + 3, y: y - 4, colour: .white)
      }
      let ends = line.mouths.dropFirst().map(\.start) + [line.end]
      for (mark, end) in zip(line.mouths, ends) {
        let box = Box(x: place(mark.start), y: top + 284, width: max(0, place(end) - place(mark.start)), height: 10)
        canvas.fill(box, with: .flat(Colour(mouths[mark.shape] ?? 0)))
      }
    }
  }
}
