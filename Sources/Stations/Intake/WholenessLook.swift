import Digests
import Files
import Production

/// Looks at an open file: whether anybody writes, and whether all of it is there.
struct WholenessLook: FileLook {
  let name: FileName
  let patience: Patience
  let isPolled: Bool
  let stillFor: Duration
  let editor: EditorSign?

  enum Finding {
    case whole(WholeFile)
    case obstacle(Obstacle, FileStatus)
    case tooEarly(Duration, isWithoutLease: Bool)
  }

  struct WholeFile {
    let status: FileStatus
    let digest: Digest
    let head: [UInt8]
    /// What it lacks, where nobody goes on with it: then it is taken to be given back.
    var lack: Lack?
  }

  /// A recording that is not whole, and that nobody has open.
  struct Lack {
    /// How much of it is there, where it says how large it is.
    let percent: Int?
  }

  /// A small file is copied in one go; only larger ones are asked whether a Mac is at it.
  private static let oneGo: Int64 = 64 << 10

  /// The digest is taken while a read lease says that nobody writes; a write in between is seen and everything begins anew.
  func look(at file: borrowing some ProbedFile & ~Copyable) throws(FileError) -> Finding {
    let before = try file.status()
    if before.size == 0, !isGivenUp { return .obstacle(.empty, before) }
    let lease = file.takeLease()
    defer { if lease == .none { file.dropLease() } }
    // A share that lies on another machine refuses leases for reasons of its own.
    let writers = isPolled && lease == .some ? .cannotTell : lease
    if before.size == 0, writers != .none { return .obstacle(.empty, before) }
    let hole = try file.firstHole()
    let percent = hole.map { Int(Double($0.start) / Double(max(1, before.size)) * 100) }
    if let finding = wait(for: writers, percent, before) { return finding }
    if before.size > Self.oneGo, file.isFinderAtIt { return .obstacle(.beingWritten(percent: percent), before) }
    // A small one is read once.
    let head = try file.read(at: 0, count: Int(min(before.size + 1, Int64(ContentKind.probeLength))))
    if let hole, !(hole.dataFollows && Self.mayHaveHoles(head)) { return .obstacle(.cutOff(percent: percent), before) }
    var lack: Lack?
    if case .missing(let percent) = try ContainerEnd.of(file, named: name, head: head, size: before.size) {
      guard isGivenUp, writers == .none else {
        return .obstacle(stillFor < patience.forTheEnd ? .unfinished : .cutOff(percent: percent), before)
      }
      lack = Lack(percent: percent)
    }
    let digest = head.count < ContentKind.probeLength ? Digest(of: head) : try file.digest()
    let after = try file.status()
    guard after.isUnchanged(since: before), lease != .none || file.leaseStands else { return .obstacle(.changing, after) }
    return .whole(WholeFile(status: after, digest: digest, head: head, lack: lack))
  }

  /// Whether it is a recording whose end would have come by now if it came at all.
  private var isGivenUp: Bool {
    stillFor >= patience.forTheEndOfRecordings && RecordingName.kind(of: name.description) == .recording
  }

  private func wait(for writers: File.Writers, _ percent: Int?, _ status: FileStatus) -> Finding? {
    switch writers {
    case .some:
      return .obstacle(
        editor.map { .openIn(program: $0.program, by: $0.person) } ?? .beingWritten(percent: percent), status)
    case .cannotTell:
      // Only the signs that people's programs leave tell that somebody has it open.
      if let editor { return .obstacle(.openIn(program: editor.program, by: editor.person), status) }
      if let percent, stillFor < patience.beforeNote { return .obstacle(.beingWritten(percent: percent), status) }
      return stillFor < patience.withoutLeases ? .tooEarly(patience.withoutLeases, isWithoutLease: true) : nil
    case .none:
      // Between two savings an editor may have it closed for a moment.
      guard editor != nil, stillFor < patience.besideEditors else { return nil }
      return .tooEarly(patience.besideEditors, isWithoutLease: false)
    }
  }

  /// Silence in an uncompressed recording is nothing but zeros, which some copying programs leave out.
  private static func mayHaveHoles(_ head: [UInt8]) -> Bool { head.starts(with: "RIFF".utf8) }
}
