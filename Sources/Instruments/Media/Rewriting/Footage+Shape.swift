import CLibav
import Production

extension Footage {
  /// As people see it: upright, and with square pixels.
  package var shownSize: StillPicture.Size { facts.picture?.shownSize ?? StillPicture.Size(width: 2, height: 2) }

  private var turn: QuarterTurn { facts.picture?.turn ?? .none }

  private var stored: StillPicture.Size {
    StillPicture.Size(width: facts.picture?.width ?? 2, height: facts.picture?.height ?? 2)
  }

  /// As it is stored, in another size and the same shape, with even sides.
  package func storedSize(scaledBy scale: Double) -> StillPicture.Size {
    func even(_ side: Int) -> Int { max(2, Int((Double(side) * scale / 2).rounded()) * 2) }
    return StillPicture.Size(width: even(stored.width), height: even(stored.height))
  }

  /// A size of stored pictures as people see it.
  package func shown(_ size: StillPicture.Size) -> StillPicture.Size {
    let aspect = facts.picture?.pixelAspect ?? 1
    return turn.upright(
      StillPicture.Size(
        width: aspect > 1 ? Int((Double(size.width) * aspect).rounded()) : size.width,
        height: aspect < 1 ? Int((Double(size.height) / aspect).rounded()) : size.height))
  }

  /// A mark whose pixels and place are as people see them, as it has to be laid over stored pictures.
  package func mark(_ pixels: [UInt8], size: StillPicture.Size, x: Int, y: Int) -> PictureMark {
    let back = turn.inverse
    let upright = turn.upright(stored)
    // Where pixels are not square, places are moved with them.
    let (across, down) = (Double(upright.width) / Double(shownSize.width), Double(upright.height) / Double(shownSize.height))
    let corner = back.corner(x: Int(Double(x) * across), y: Int(Double(y) * down), of: size, in: upright)
    return PictureMark(pixels: back.turned(pixels, size: size), size: back.upright(size), x: corner.x, y: corner.y)
  }

  package var isSilent: Bool { sounds.isEmpty }

  /// What a second of all its sounds takes, as far as the file says.
  package var soundBits: Double {
    sounds.reduce(0) { sum, index in
      let bits = bitRate(index)
      return sum + (bits > 0 ? Double(bits) : 128_000)
    }
  }

  /// What a file of its first sound alone ends with, where that is taken over as it is coded; nil where there is none, or no such file.
  package var soundEnding: String? {
    switch soundCoding {
    case "aac", "alac": "m4a"
    case "mp3": "mp3"
    case "vorbis", "opus": "ogg"
    case "flac": "flac"
    case .some(let coding) where coding.hasPrefix("pcm_"): "wav"
    default: nil
    }
  }
}
