import Digests
package import Media
package import Production

/// A recording as the frames of a film: at a rate that does not vary, laid out by a fitting, with what lies over it.
///
/// Pictures are those that the recording shows at that time. One that looks the same as what was painted last is not painted: the last one is held.
package struct RecordingSource: FrameSource {
  package let width: Int
  package let height: Int
  package let framesPerSecond: Int
  package let states: [FrameState]
  private let segments: [RecordingFile]
  private let overlays: [Overlay]
  private let shots: [RecordingShots.Shot]
  private let likeness: Int?

  /// `likeness` is how much a picture may differ from the one before it and still count as the same; nil where each is painted.
  package init(
    _ segments: [RecordingFile], fitting: Fitting, size: StillPicture.Size, framesPerSecond: Int, overlays: [Overlay] = [],
    likeness: Int? = VideoPicture.likeness
  ) throws {
    let shots = try RecordingShots(segments, fitting, framesPerSecond: framesPerSecond)
    guard !shots.states.isEmpty else { throw FilmError.empty }
    (width, height) = (size.width, size.height)
    self.framesPerSecond = framesPerSecond
    self.segments = segments
    self.overlays = overlays
    self.likeness = likeness
    states = shots.states
    self.shots = shots.shots
  }

  package func makePainter() throws -> any FramePainter { Hand(self) }

  package func digest(of range: Range<Int>) -> Digest? {
    let used = Set(shots[range].map(\.segment)).sorted()
    var words = "recording 1 \(width)x\(height) \(framesPerSecond) \(likeness ?? -1)"
    for overlay in overlays { words += " \(overlay.digest.hex)" }
    for number in used { words += " \(segments[number].digest.hex)" }
    for index in range {
      let shot = shots[index]
      words += "\n\(used.firstIndex(of: shot.segment) ?? 0) \(shot.time.microseconds) \(states[index].count)"
    }
    return Digest(of: Array(words.utf8))
  }

  /// Goes through the recording, forwards as far as it can.
  private final class Hand: FramePainter {
    private let source: RecordingSource
    private let painter = VideoPainter()
    private var reading: (segment: Int, reel: RecordingReel)?
    /// What was painted last.
    private var painted: RecordingReel.Shot?

    init(_ source: RecordingSource) { self.source = source }

    func paint(_ index: Int, onto picture: inout PlanarPicture, isOther: Bool) throws -> Bool {
      let shot = source.shots[index]
      let reel = try reel(shot.segment)
      guard let seen = try reel.shot(at: shot.time) else { throw MediaError.nothing(in: source.segments[shot.segment].name) }
      // A scene does not depend on what comes before it.
      let isFirst = source.states[index].isSceneStart
      if !isOther, !isFirst, let painted, isAlike(seen, painted) { return false }
      if !isFirst, let before = seen.before {
        try painter.paint(seen.picture, after: before.picture, onto: &picture)
      } else {
        try painter.paint(seen.picture, onto: &picture)
      }
      for overlay in source.overlays { overlay.tile.lay(on: &picture) }
      painted = seen
      return true
    }

    private func isAlike(_ seen: RecordingReel.Shot, _ painted: RecordingReel.Shot) -> Bool {
      if seen === painted { return true }
      guard let likeness = source.likeness else { return false }
      return seen.picture.looksLike(painted.picture, tolerance: likeness)
    }

    private func reel(_ segment: Int) throws(MediaError) -> RecordingReel {
      if let reading, reading.segment == segment { return reading.reel }
      let reel = try RecordingReel(source.segments[segment])
      reading = (segment, reel)
      return reel
    }
  }
}
