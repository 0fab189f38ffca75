/// A change of a video that is there already: a job of its own, for which nothing is written, spoken or approved.
package struct TransformOrder: Hashable, Sendable, Codable {
  /// The file that is changed; nil for the only recording that was dropped.
  package var file: String?
  package var transform: Transform

  package init(file: String? = nil, _ transform: Transform) {
    self.file = file
    self.transform = transform
  }
}

/// What is done to a video. Files are named as they were dropped; nil for the only one that it can be.
package enum Transform: Hashable, Sendable, Codable {
  /// Keeps what lies between two moments; no end is the video's own.
  case trim(from: Timecode, to: Timecode?)
  /// One behind the other; none named for all, in the order in which people count.
  case merge(files: [String])
  /// Where only one side is said, the shape is kept.
  case resize(width: Int?, height: Int?)
  case compress(Compression)
  case watermark(picture: String?, position: MarkPosition, opacity: Double)
  /// To so many LUFS.
  case normalise(loudness: Double)
  case concat(intro: String?, outro: String?)
  /// Nil keeps it as it is coded.
  case extractAudio(kind: SoundFormat?)
  case replaceAudio(audio: String?)
  /// Small pictures for whoever looks for a place; nil for as many as are useful.
  case sprites(every: Timecode?)
  /// Nil for the picture that shows most.
  case thumbnail(at: Timecode?)

  package enum Compression: Hashable, Sendable, Codable {
    /// x264's constant rate factor: lower is better and larger.
    case quality(Double)
    /// In a second.
    case kilobits(Int)
    /// Of the whole file.
    case megabytes(Double)
  }

  /// As job files and the command call them.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case trim, merge, resize, compress, watermark, normalise, concat
    case extractAudio = "extract_audio"
    case replaceAudio = "replace_audio"
    case sprites, thumbnail
  }

  package var kind: Kind {
    switch self {
    case .trim: .trim
    case .merge: .merge
    case .resize: .resize
    case .compress: .compress
    case .watermark: .watermark
    case .normalise: .normalise
    case .concat: .concat
    case .extractAudio: .extractAudio
    case .replaceAudio: .replaceAudio
    case .sprites: .sprites
    case .thumbnail: .thumbnail
    }
  }
}

/// What a finished transform tells of itself.
package enum TransformFact {
  /// What was done, in one plain sentence.
  package static let done = "transform.done"
}
