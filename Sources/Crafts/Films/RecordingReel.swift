import Media
import Production

/// Finds the picture that a recording shows at a moment: it reads on, or leaps to where decoding can begin. It stays on one thread.
final class RecordingReel {
  /// A picture that several can look at.
  final class Shot {
    let picture: VideoPicture
    /// By the clock of the file's facts.
    let time: Timecode
    /// The one that came before it, as long as it is the last and needs that to be shown.
    fileprivate(set) var before: Shot?

    init(_ picture: consuming VideoPicture, at time: Timecode) {
      self.time = time
      self.picture = picture
    }
  }

  private let file: RecordingFile
  private var reader: VideoReader
  /// The last picture that has come, and the one after it where that was read already.
  private var current: Shot?
  private var upcoming: Shot?
  private var isAtEnd = false
  /// How many pictures were read since the beginning of the file.
  private var count = 0

  /// Times of packets and of pictures are rounded in different ways.
  private static let rounding = Timecode(microseconds: 500)
  /// What comes so soon is not worth a leap.
  private static let soon = Timecode(seconds: 0.4)

  init(_ file: RecordingFile) throws(MediaError) {
    self.file = file
    reader = try VideoReader(descriptor: file.descriptor, name: file.name, limits: .recording)
  }

  /// The last picture that has come by then. A video that ends early holds its last one; before the first one that is seen.
  func shot(at moment: Timecode) throws(MediaError) -> Shot? {
    try leap(to: moment)
    try read(until: moment)
    if current.map({ $0.time > moment + Self.rounding }) ?? true, moment > file.times.pictures.first ?? .zero {
      // What the file says of itself led too far: this way is long, and sure.
      try rewind()
      try read(until: moment)
    }
    return current
  }

  private func read(until moment: Timecode) throws(MediaError) {
    while !isAtEnd {
      if let current, current.time >= moment - Self.rounding { return }
      if upcoming == nil, let picture = try reader.next() {
        // Where the file does not tell the times of pictures, they are known by their order.
        let time = file.times.areTold ? picture.time : file.times.pictures[min(count, file.times.pictures.count - 1)]
        count += 1
        upcoming = Shot(picture, at: time)
      }
      guard let next = upcoming else {
        isAtEnd = true
        return
      }
      if current != nil, next.time > moment + Self.rounding { return }
      current?.before = nil
      next.before = next.picture.isInterlaced ? current : nil
      current = next
      upcoming = nil
    }
  }

  /// To the last key picture before that moment, unless it is nearer to read on.
  private func leap(to moment: Timecode) throws(MediaError) {
    let place = (upcoming ?? current)?.time
    let isBehind = current.map { $0.time > moment + Self.rounding } ?? false
    guard file.canLeap, let key = file.times.key(at: moment + Self.rounding) else {
      if isBehind { try rewind() }
      return
    }
    guard isBehind || key > (place ?? .zero) + Self.soon else { return }
    if reader.seek(to: key) { forget() } else { try rewind() }
  }

  private func rewind() throws(MediaError) {
    reader = try VideoReader(descriptor: file.descriptor, name: file.name, limits: .recording)
    count = 0
    forget()
  }

  private func forget() {
    (current, upcoming) = (nil, nil)
    isAtEnd = false
  }
}

extension VideoTimes {
  /// The last picture by then from which decoding can begin.
  fileprivate func key(at moment: Timecode) -> Timecode? {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? keys[low - 1] : nil
  }
}
