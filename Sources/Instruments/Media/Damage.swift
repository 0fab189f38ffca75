package import Production

/// What of a recording could not be read, and was passed over.
package struct Damage: Hashable, Sendable {
  /// How many pieces of each kind there are, and how many of them are broken.
  package private(set) var pictures = Count()
  package private(set) var sounds = Count()
  /// For how long the picture stands still where others are missing.
  package private(set) var stillness = Timecode.zero
  /// The first thing that went wrong.
  package private(set) var first: MediaError?
  /// When that was, from the beginning of the recording.
  package private(set) var start: Timecode?

  package struct Count: Hashable, Sendable {
    package var all = 0
    package var broken = 0
  }

  /// Less is nothing that anybody sees or hears: where a recording begins in the middle of something a little is broken.
  private static let (fewest, shortest) = (5, Timecode(seconds: 0.5))

  package var isWorthTelling: Bool {
    pictures.broken >= Self.fewest || sounds.broken >= Self.fewest || stillness >= Self.shortest
  }

  /// The times of pictures leave such a gap, and something broken lies in it.
  package mutating func add(stillness: Timecode) { self.stillness = self.stillness + stillness }

  /// Whether hardly anything is left of what there should be to see.
  package var hidesPictures: Bool { pictures.broken * 2 > pictures.all }

  mutating func add(_ decoder: Decoder, since start: Timecode) {
    let count = Count(all: decoder.sent, broken: decoder.broken)
    if decoder.track == .picture { pictures = count } else { sounds = count }
    guard let error = decoder.firstTrouble else { return }
    let time = error.time.map { max(.zero, $0 - start) }
    if first == nil || (time ?? .zero) < (self.start ?? .zero) { (first, self.start) = (error, time) }
  }
}
