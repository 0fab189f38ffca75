import Files
import Journal
import Ledger
import Production
import Settings

extension LogFollower {
  /// So much of a log is read and counted at once.
  private static let pieceSize = 4 << 20
  /// After so long nobody goes on with a line in a file that was put aside.
  private static let aside = Duration.seconds(60)

  /// Reads what is new in all files of a log, the oldest first; says whether there was anything.
  func read(_ course: inout LogCourse) async throws -> Bool {
    guard let client = course.log.client.flatMap({ house.settings.client(named: $0) }) else { return false }
    if course.trail == nil {
      course.trail = LogTrail(try await house.ledger.logPlaces(of: course.log.name, client: client.name))
    }
    let folder = try LogFolder(course.log)
    course.folder = folder.names.folder
    var hasRead = false
    for (number, entry) in folder.files.enumerated() {
      if course.finished[entry.name] == entry.status { continue }
      do {
        let isNewest = number == folder.files.count - 1
        if try await read(entry.name, isNewest: isNewest, in: folder, of: client, &course) { hasRead = true }
        course.refusals[entry.name] = nil
      } catch let error as FileError where error.isMissing {
        // Renamed a moment ago: it is met under its new name.
        hasRead = true
      } catch let failure as Failure where failure.kind == .input {
        // No log, or broken: it is not tried again until it changes.
        course.finished[entry.name] = entry.status
        course.refusals[entry.name] = failure.refusal
      }
    }
    let names = Set(folder.files.map(\.name))
    course.finished = course.finished.filter { names.contains($0.key) }
    course.growing = course.growing.filter { names.contains($0.key) }
    course.refusals = course.refusals.filter { names.contains($0.key) }
    if let refusal = course.refusals.values.first, folder.names.isExact || course.trail?.places.isEmpty == true { throw refusal }
    try await remember(&course, folder, client.name)
    return hasRead
  }

  /// Reads one file to its end, or to the last end of a line.
  private func read(
    _ name: FileName, isNewest: Bool, in folder: LogFolder, of client: ClientSettings, _ course: inout LogCourse
  ) async throws -> Bool {
    var hasRead = false
    while !Task.isCancelled {
      let file = try folder.folder.file(name)
      let status = try file.status()
      let head = try file.read(at: 0, count: LogPlace.headSize)
      guard let trail = course.trail else { return hasRead }
      let sight = LogTrail.Sight(device: status.device, inode: status.inode, size: status.size, head: head)
      let place = trail.place(of: sight)
      if place.offset >= status.size {
        // What was put aside or copied may be another file's next time: where it is now is worth a note.
        course.finished[name] = status
        return hasRead
      }
      let isPacked = head.starts(with: [0x1F, 0x8B])
      // One that is still being packed has no end yet.
      if isPacked, course.growing.updateValue(status, forKey: name) != status { return true }
      let isOver = !isNewest && Moment.now().since(status.modified) > Self.aside
      let content =
        isPacked
        ? LogPart.Content.packed(.init(folder: folder.folder, name: name), places: trail.note)
        : try lines(of: file, from: place.offset, to: status.size, isOver: isOver)
      guard let content else {
        // Half a line: it is met again when it grows, or when it is plain that it does not.
        if isNewest { course.finished[name] = status }
        return hasRead
      }
      // Begun anew in this very moment: then these are no lines of what began like that.
      guard try file.read(at: 0, count: head.count) == head else { return true }
      let part = LogPart(place: place, end: content.end(from: place.offset, status.size), head: head, content: content)
      if let kept = try await take(part, of: course.log, client) { course.trail?.keep(kept) }
      hasRead = true
      // What was written meanwhile is for the next look: a worker for some lines costs as much as one for many.
      if part.end + Int64(Self.pieceSize) / 2 > status.size, isNewest { return true }
    }
    return hasRead
  }

  /// The next whole lines; nil where there are none yet. A line that is longer than all that is read at once is none.
  private func lines(of file: borrowing File, from offset: Int64, to size: Int64, isOver: Bool) throws -> LogPart.Content? {
    let bytes = try file.read(at: offset, count: Int(min(Int64(Self.pieceSize), size - offset)))
    guard let end = bytes.lastIndex(of: 0x0A) else {
      return isOver || bytes.count == Self.pieceSize ? .lines(bytes) : nil
    }
    return .lines(Array(bytes[...end]))
  }

  /// Reads a part in a worker, counts what it tells, and writes down how far the log is read with that. Nothing of it stays in the store.
  private func take(_ part: LogPart, of log: AccessLog, _ client: ClientSettings) async throws -> LogPlace? {
    let source = try part.put(into: house.store)
    defer { throwAway([source]) }
    let result = try await read(source, of: log, client, part)
    return try await count(result, of: log, client.name) { facts in
      .place(
        part.place.read(
          to: part.end, lines: facts[ReadingFact.viewLines].flatMap(Int.init) ?? 0, head: part.head,
          format: facts[ReadingFact.viewFormat] ?? part.place.format))
    }
  }

  func read(_ source: Digest, of log: AccessLog, _ client: ClientSettings, _ part: LogPart? = nil) async throws -> WorkResult {
    var notes = ["kind": DropKind.views.rawValue, "name": "\(log.name).log"]
    notes[ViewLog.viewersNote] = house.settings.views.viewers.rawValue
    notes[ViewLog.formatNote] = log.format.rawValue
    notes[ViewLog.lastFormatNote] = part?.place.format
    if case .packed(_, let places)? = part?.content { notes[ViewLog.placesNote] = places }
    let countries = house.countries.input(house.settings.views, house)
    let inputs = [StageInput(name: "source", digest: source), countries].compactMap { $0 }
    return try await foreman.runAside(.read, inputs, of: client, notes: notes)
  }

  /// Counts what a reading told, with the mark that says so in the end.
  @discardableResult
  func count(
    _ result: WorkResult, of log: AccessLog, _ client: ClientName, mark: ([String: String]) -> LogMark
  ) async throws -> LogPlace? {
    defer { throwAway(result.artifacts.map(\.digest)) }
    guard let artifact = result.artifacts.first(where: { $0.name == ViewLog.fragmentsName }),
      let file = try house.store.open(artifact.digest)
    else { throw Foreman.brokenViews(ViewLog.fragmentsName) }
    let mark = mark(result.facts)
    var rest: [UInt8] = []
    var offset: Int64 = 0
    while true {
      let piece = try file.read(at: offset, count: Int(min(Self.mostFragments, max(1, artifact.size - offset))))
      offset += Int64(piece.count)
      rest += piece
      guard let fragments = ViewFragment.take(from: &rest) else { throw Foreman.brokenViews(artifact.name) }
      let isLast = offset >= artifact.size || piece.isEmpty
      if isLast, !rest.isEmpty { throw Foreman.brokenViews(artifact.name) }
      let kept = try await house.ledger.count(fragments, of: client, log: log.name, upTo: isLast ? mark : nil)
      if isLast { return kept.place }
    }
  }

  /// What lines tell that are read at once is never more, so that it is counted together with its place. A packed file may tell more, and is
  /// read again if it comes to that.
  private static let mostFragments: Int64 = 24 << 20

  func throwAway(_ contents: [Digest]) {
    let house = house
    house.looseWork.begin {
      do {
        try await house.throwAway(contents, at: .now())
      } catch {
        house.heard(error)
      }
    }
  }

  /// Once a day: what is still there, and what was not there for months.
  private func remember(_ course: inout LogCourse, _ folder: LogFolder, _ client: ClientName) async throws {
    if let sawAt = course.sawAt, .now - sawAt < .seconds(86_400) { return }
    let inodes = Set(folder.files.map(\.status.inode))
    let ids = course.trail?.places.filter { inodes.contains($0.inode) }.compactMap(\.id) ?? []
    let oldest = Moment.now().advanced(by: .seconds(-90 * 86_400))
    try await house.ledger.sawLogs(ids, of: course.log.name, client: client, forgetting: oldest)
    course.trail = LogTrail(try await house.ledger.logPlaces(of: course.log.name, client: client))
    course.sawAt = .now
  }
}

/// What is read of a log at once.
struct LogPart {
  let place: LogPlace
  /// Where the reading is when it is counted.
  let end: Int64
  /// How the file begins.
  let head: [UInt8]
  let content: Content

  enum Content {
    case lines([UInt8])
    /// A whole file that is packed, and how far files were read, as it may be one of those.
    case packed(FilePath, places: String)

    func end(from offset: Int64, _ size: Int64) -> Int64 {
      if case .lines(let bytes) = self { return offset + Int64(bytes.count) }
      return size
    }
  }

  /// Not synced: after a power cut it is read anew.
  func put(into store: ContentStore) throws -> Digest {
    switch content {
    case .lines(let bytes):
      // What its columns are stands at the file's beginning only.
      try store.put((place.offset > 0 ? ViewLog.header(of: head) : []) + bytes, isSynced: false).digest
    case .packed(let file, _): try store.put(try file.folder.file(file.name), isSynced: false).digest
    }
  }

  struct FilePath {
    let folder: Folder
    let name: FileName
  }
}
