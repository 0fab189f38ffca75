import Digests
import Media
import Production
import Scenes
import Speech
import Voices

/// The music of a film: what was asked for, else its style's own.
struct FilmMusic {
  private(set) var music: Music?
  /// Names its content; empty where there is none.
  private(set) var identity = ""
  /// For the receipt: which music it is, and on what terms.
  private(set) var facts: [String: String] = [:]

  /// Looks in a shelf's `music/`. What is not there or no music is replaced by the style's own, and the receipt says so.
  init(_ settings: JobSettings, style: VideoStyle, on shelf: AssetShelf, lasting length: Timecode) {
    guard settings.music != JobSettings.noMusic else { return }
    var names = [style.rawValue]
    if !settings.music.isEmpty { names.insert(settings.music, at: 0) }
    for name in names {
      guard let found = shelf.bytes("music", name, endings: AssetKind.sound.endings) else {
        facts["music.note", default: ""] += "There is no music \"\(name)\". "
        continue
      }
      do {
        // A little more than the film: whether it is longer decides on how it ends.
        let sound = try SoundFile.read(found.bytes, name: found.path, atMost: length.seconds + 1)
        music = try Music(sound.samples, rate: sound.samplesPerSecond, lasting: length.seconds)
        identity = Digest(of: found.bytes).hex
        facts["music"] = name
        facts["licence.music \(name)"] = sound.licence ?? "The file does not tell its licence."
        return
      } catch {
        facts["music.note", default: ""] += "The music \"\(name)\" cannot be used: \(error). "
      }
    }
  }
}

extension Mix {
  /// A voiceover over the music.
  init(_ voiceover: Voiceover, _ samples: [Float], over music: Music?, loudness: Double) throws(SpeechError) {
    let words = voiceover.lines.flatMap(\.words).map { $0.start.seconds..<max($0.start.seconds, $0.end.seconds) }
    // Of what was recorded without a script, nobody knows when somebody speaks.
    let heard = words.isEmpty ? [0..<voiceover.length.seconds] : words
    try self.init(voice: samples, words: heard, music: music, loudness: loudness)
  }
}
