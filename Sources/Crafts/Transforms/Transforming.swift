import Glibc
import Media
package import Production

/// Does one transform: the files that were dropped in, the changed ones out, and a sentence that says what was done.
///
/// What fails or is stopped leaves no file.
package struct Transforming {
  let order: TransformOrder
  let sources: [TransformSource]
  /// What the results are called, without an ending.
  let name: String
  /// The folder that they are written to, and nothing else.
  let folder: String
  let threads: Int
  let progress: (Double, String) -> Void

  package struct Result: Hashable, Sendable {
    /// Names of files in the folder.
    package var files: [String]
    package var done: String
  }

  package init(
    _ order: TransformOrder, of sources: [TransformSource], named name: String, in folder: String, threads: Int = 2,
    progress: @escaping (Double, String) -> Void = { _, _ in }
  ) {
    self.order = order
    self.sources = sources
    self.name = name
    self.folder = folder
    self.threads = threads
    self.progress = progress
  }

  package func run() throws -> Result {
    switch order.transform {
    case .trim(let from, let to): try trim(from, to)
    case .merge(let files): try merge(files)
    case .resize(let width, let height): try resize(width, height)
    case .compress(let compression): try compress(compression)
    case .watermark(let picture, let position, let opacity): try watermark(picture, position, opacity)
    case .normalise(let loudness): try normalise(to: loudness)
    case .concat(let intro, let outro): try concat(intro, outro)
    case .extractAudio(let kind): try extractAudio(as: kind)
    case .replaceAudio(let audio): try replaceAudio(by: audio)
    case .sprites(let every): try sprites(every: every)
    case .thumbnail(let moment): try thumbnail(at: moment)
    }
  }

  // MARK: - Cutting and joining

  private func trim(_ from: Timecode, _ to: Timecode?) throws -> Result {
    let footage = try video()
    let clip = Rewriting.Clip(footage, from: from == .zero ? nil : from, to: to)
    let length = footage.facts.duration ?? .zero
    guard length == .zero || from < length else {
      throw Refusal(
        "The cut begins at \(from.clock), and the video is over at \(length.clock).", wayOut: "Write an earlier moment as from.")
    }
    let (facts, file) = try write(Rewriting([clip]), "cutting")
    let range = "\(from.clock) to \((to.map { min($0, length) } ?? length).clock)"
    return Result(files: [file], done: "The video was cut from \(range): \(facts.pictureWords).")
  }

  private func merge(_ files: [String]) throws -> Result {
    var chosen: [TransformSource] = []
    for file in files { chosen.append(try sources.find(file, "video") { $0.isVideo }) }
    if files.isEmpty { chosen = sources.filter(\.isVideo).sorted { NaturalOrder.precedes([$0.name], [$1.name]) } }
    guard chosen.count > 1 else {
      throw Refusal("There are not two videos to be joined.", wayOut: "Drop a folder with the videos and the job file in it.")
    }
    var plan = Rewriting(try chosen.map { .init(try open($0)) })
    plan.reference = Self.usual(plan.clips.map(\.footage))
    let (facts, file) = try write(plan, "joining")
    let names = chosen.map { "\"\($0.name)\"" }.joined(separator: ", ")
    return Result(files: [file], done: "\(chosen.count) videos were joined (\(names)): \(facts.pictureWords)\(facts.soundWords).")
  }

  /// The one that is coded as most of them are: the fewer have to be coded anew.
  private static func usual(_ footages: [Footage]) -> Int {
    let marks = footages.map { "\($0.pictureCoding ?? "") \($0.facts.picture?.width ?? 0)x\($0.facts.picture?.height ?? 0)" }
    let counts = marks.map { mark in marks.count { $0 == mark } }
    return counts.firstIndex(of: counts.max() ?? 0) ?? 0
  }

  private func concat(_ intro: String?, _ outro: String?) throws -> Result {
    let main = try order.file.map { name throws(Refusal) in try sources.find(name, "video") { $0.isVideo } }
    func part(_ said: String?, _ word: String, besides taken: [TransformSource?]) throws -> TransformSource? {
      if let said { return try sources.find(said, word) { $0.isVideo } }
      return sources.first { source in
        source.isVideo && source.isCalledAfter(word) && !taken.contains { $0?.name == source.name }
      }
    }
    let said = try outro.map { name throws(Refusal) in try sources.find(name, "outro") { $0.isVideo } }
    let first = try part(intro, "intro", besides: [main, said])
    let last = try said ?? part(nil, "outro", besides: [main, first])
    let middle =
      try main ?? sources.filter { $0.name != first?.name && $0.name != last?.name }.find(nil, "video") { $0.isVideo }
    let parts = [first, middle, last].compactMap { $0 }
    guard parts.count > 1 else {
      throw Refusal(
        "There is neither an intro nor an outro.",
        wayOut: "Write intro = \"intro.mp4\" or outro = \"outro.mp4\" into the job file.")
    }
    var plan = Rewriting(try parts.map { .init(try open($0)) })
    plan.reference = first == nil ? 0 : 1
    let (facts, file) = try write(plan, "joining")
    let words = [first.map { _ in "an intro before it" }, last.map { _ in "an outro after it" }].compactMap { $0 }
    return Result(
      files: [file], done: "The video got \(words.joined(separator: " and ")): \(facts.pictureWords)\(facts.soundWords).")
  }

  // MARK: - Files

  /// The video that is changed.
  func video() throws -> Footage { try open(try sources.find(order.file, "video") { $0.isVideo }) }

  func open(_ source: TransformSource) throws -> Footage {
    var limits = ReadingLimits()
    limits.threads = threads
    let footage = try Footage(descriptor: source.descriptor, name: source.name, limits: limits)
    guard footage.facts.picture != nil || source.isSound else {
      throw Refusal("There are no pictures in \"\(source.name)\".", wayOut: "Drop a video, or use do = \"extract_audio\".")
    }
    return footage
  }

  /// Writes the new movie, and names it by what it became.
  func write(
    _ plan: Rewriting, _ doing: String, share: ClosedRange<Double> = 0...1
  ) throws -> (facts: RewritingFacts, file: String) {
    var plan = plan
    plan.coding.threads = threads
    let draft = path("making")
    let facts = try Rewriter(plan, path: draft) { part in
      progress(share.lowerBound + part * (share.upperBound - share.lowerBound), doing)
    }.run()
    let file = "\(name).\(facts.ending)"
    guard rename(draft, path(file)) == 0 else { throw Refusal("The new file got no name.", wayOut: "Try it again.") }
    return (facts, file)
  }

  func path(_ file: String) -> String { "\(folder)/\(file)" }

  func size(of file: String) -> Int {
    var facts = stat()
    return stat(path(file), &facts) == 0 ? facts.st_size : 0
  }

  func size(of source: TransformSource) -> Int {
    var facts = stat()
    return fstat(source.descriptor, &facts) == 0 ? facts.st_size : 0
  }
}
