import CLibav
import Production

/// A clip as it lies in its file, measured: where it really begins and ends, and what of its pictures can be taken over.
struct MeasuredClip {
  let footage: Footage
  /// What becomes the clip's beginning, and where it ends; nil for the file's own end. Both on the file's clock.
  let origin: Timecode
  let end: Timecode?
  /// Of a clip that is cut: in the picture's ticks.
  let cut: CutPlan?
  /// Where to begin to read, in the picture's ticks; nil for the file's beginning, where it stands.
  var seek: Int64?
  /// Whether only a part of the file is wanted.
  let isCut: Bool

  var length: Timecode? { (end ?? footage.facts.duration.map { $0 + footage.facts.start }).map { $0 - origin } }
}

extension Rewriter {
  func spans() throws(MediaError) -> [MeasuredClip] {
    var spans: [MeasuredClip] = []
    for clip in plan.clips { spans.append(try span(clip)) }
    return spans
  }

  private func span(_ clip: Rewriting.Clip) throws(MediaError) -> MeasuredClip {
    let footage = clip.footage
    let start = footage.facts.start
    guard clip.from != nil || clip.to != nil else {
      // A single file that is not cut keeps its times to the tick, unless it begins late: nothing would be seen until then.
      let origin = plan.clips.count == 1 && start <= .zero ? .zero : start
      return MeasuredClip(footage: footage, origin: origin, end: nil, cut: nil, isCut: false)
    }
    let from = start + (clip.from ?? .zero)
    let to = clip.to.map { start + $0 }
    if let duration = footage.facts.duration, from >= start + duration {
      throw MediaError(.misfit("a beginning after the end, which is at \(duration.seconds) s"), file: footage.file)
    }
    guard let picture = footage.picture else {
      return MeasuredClip(footage: footage, origin: from, end: to, cut: nil, isCut: true)
    }
    let base = footage.base(picture)
    // A moment that is written with two digits means the picture at it, not the one after it.
    let slack: Int64 = 500
    let first = av_rescale_q(from.microseconds - slack, AVRational(num: 1, den: 1_000_000), base)
    let last = to.map { av_rescale_q($0.microseconds - slack, AVRational(num: 1, den: 1_000_000), base) } ?? .max
    guard let marked = try footage.marks(from: first, until: last) else {
      return MeasuredClip(footage: footage, origin: from, end: to, cut: nil, seek: first, isCut: true)
    }
    let marks = marked.marks
    let shown = marks.filter { $0.shown >= first && $0.shown < last }
    guard let begin = shown.map(\.shown).min() else {
      throw MediaError(.misfit("no picture between these moments"), file: footage.file, track: .picture)
    }
    let ends = shown.map { $0.shown + $0.duration }.max() ?? begin
    let end = to == nil ? nil : Timecode(ticks: min(last, ends), base: base)
    return MeasuredClip(
      footage: footage, origin: Timecode(ticks: begin, base: base) ?? from, end: end ?? to,
      cut: CutPlan(marks, from: first, to: last), seek: marked.seek, isCut: true)
  }
}
