package import Production

/// What a new movie is made of, and how: as much as can be is taken over as it is coded.
package struct Rewriting {
  package struct Clip {
    package let footage: Footage
    /// Pictures shown from this moment on, and before that one; counted from the footage's own beginning. Nil for its beginning and its end.
    package let from: Timecode?
    package let to: Timecode?

    package init(_ footage: Footage, from: Timecode? = nil, to: Timecode? = nil) {
      self.footage = footage
      self.from = from
      self.to = to
    }
  }

  package enum Pictures {
    case none
    /// Only what cannot be taken over is coded.
    case copied
    case coded
  }

  package enum Sounds {
    case none
    case copied
    /// Each sample is multiplied.
    case levelled(SoundLevel)
    /// Anew, with so many bits a second.
    case coded(bits: Int64)
    /// Another file's first sound, from its beginning on.
    case replaced(Footage)
  }

  package var clips: [Clip]
  /// The clip that the others are fitted to.
  package var reference = 0
  package var pictures = Pictures.copied
  package var sounds = Sounds.copied
  /// How pictures are coded where they have to be.
  package var coding = PictureCoding()
  /// As they are stored; nil for as large as they are.
  package var size: StillPicture.Size?
  package var mark: PictureMark?
  /// Of a file of sound alone: what it ends with.
  package var soundEnding = "m4a"

  package init(_ clips: [Clip]) { self.clips = clips }
}

/// By what a sound is multiplied: a gain, and factors that slide from one block of samples to the next.
package struct SoundLevel: Hashable, Sendable {
  package let gain: Float
  package let factors: [Float]
  /// Samples of each channel.
  package let block: Int

  package init(gain: Float, factors: [Float] = [], block: Int = 1) {
    self.gain = gain
    self.factors = factors
    self.block = max(1, block)
  }

  package func factor(at sample: Int) -> Float {
    guard !factors.isEmpty else { return gain }
    let first = min(sample / block, factors.count - 1)
    let next = factors[min(first + 1, factors.count - 1)]
    return gain * (factors[first] + (next - factors[first]) * Float(sample % block) / Float(block))
  }
}

/// What was made, and how.
package struct RewritingFacts: Hashable, Sendable {
  /// Without the dot.
  package var ending = "mp4"
  package var copiedPictures = 0
  package var codedPictures = 0
  /// All that was coded of pictures.
  package var codedBytes = 0
  package var copiedSounds = 0
  package var codedSounds = 0
  package var texts = 0
  package var length = Timecode.zero
  /// Why pictures were coded that might have been taken over, in a few words; nil where none were.
  package var reason: String?
}
