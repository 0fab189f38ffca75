import Glibc
import Media
import Production

/// A folder that players fetch a film from, in the size that their line can carry (HLS): a file of pieces for each size and for the sound, a list of the
/// pieces of each, and a list of the sizes, `master.m3u8`.
struct StreamPackage {
  private let folder: String
  private var tracks: [(rung: Rung, framesPerSecond: Int, track: StreamTrack)] = []
  private var sound: StreamTrack?

  init(_ folder: String) { self.folder = folder }

  static func path(of rung: Rung, in folder: String) -> String { "\(folder)/\(rung.name).mp4" }

  /// Writes the sound's own file.
  mutating func take(_ sound: EncodedSound, isCancelled: @escaping () -> Bool) throws(MediaError) {
    var writer = try StreamWriter(path: "\(folder)/sound.mp4", sound: sound, isCancelled: isCancelled)
    try writer.append(sound)
    self.sound = try writer.finish()
  }

  mutating func take(_ track: StreamTrack, of rung: Rung, framesPerSecond: Int) { tracks.append((rung, framesPerSecond, track)) }

  /// Writes the lists: only now it is a package.
  func finish() throws {
    for (rung, _, track) in tracks { try write(Self.list(of: track, in: "\(rung.name).mp4"), to: "\(rung.name).m3u8") }
    if let sound { try write(Self.list(of: sound, in: "sound.mp4"), to: "sound.m3u8") }
    try write(master, to: StreamFile.list)
  }

  /// Takes away what was written.
  func remove() {
    for name in tracks.map(\.rung.name) + ["sound", "master"] {
      for ending in ["mp4", "m3u8"] { unlink("\(folder)/\(name).\(ending)") }
    }
  }

  private var master: String {
    var lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound != nil {
      lines.append(
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"sound\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"sound.m3u8\"")
    }
    for (rung, framesPerSecond, track) in tracks {
      let codecs = ([track.codec] + (sound.map { [$0.codec] } ?? [])).joined(separator: ",")
      let peak = track.peakBits + (sound?.peakBits ?? 0)
      let mean = track.meanBits + (sound?.meanBits ?? 0)
      lines.append(
        "#EXT-X-STREAM-INF:BANDWIDTH=\(peak),AVERAGE-BANDWIDTH=\(mean),CODECS=\"\(codecs)\",RESOLUTION=\(rung.width)x\(rung.height),"
          + "FRAME-RATE=\(framesPerSecond)" + (sound == nil ? "" : ",AUDIO=\"sound\""))
      lines.append("\(rung.name).m3u8")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func list(of track: StreamTrack, in file: String) -> String {
    let longest = Int((track.pieces.map(\.seconds).max() ?? 1).rounded(.up))
    var lines = [
      "#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:\(max(1, longest))", "#EXT-X-PLAYLIST-TYPE:VOD",
      "#EXT-X-INDEPENDENT-SEGMENTS", "#EXT-X-MAP:URI=\"\(file)\",BYTERANGE=\"\(track.headBytes)@0\"",
    ]
    for piece in track.pieces {
      lines += ["#EXTINF:\(piece.seconds),", "#EXT-X-BYTERANGE:\(piece.bytes)@\(piece.offset)", file]
    }
    return (lines + ["#EXT-X-ENDLIST"]).joined(separator: "\n") + "\n"
  }

  private func write(_ text: String, to name: String) throws(MediaError) { try StreamList.write(text, to: "\(folder)/\(name)") }
}

extension StreamTrack {
  /// In a second: of the piece that has most, and on the average.
  fileprivate var peakBits: Int { pieces.map { Int(Double($0.bytes * 8) / max(0.001, $0.seconds)) }.max() ?? 1 }
  fileprivate var meanBits: Int { max(1, Int(Double(pieces.reduce(0) { $0 + $1.bytes } * 8) / max(0.001, seconds))) }
}
