import Digests
import Files
import Ledger
import Production
import Settings

extension LogCourse {
  /// So much of a log is read and counted at once.
  private static let pieceSize = 4 << 20
  /// After so long nobody goes on with a line in a file that was put aside.
  private static let aside = Duration.seconds(60)

  /// Reads what is new in all files of a log, the oldest first. One that cannot be read keeps no other from it.
  func read(_ client: ClientSettings, _ look: inout LogLook) async throws {
    if trail == nil { trail = LogTrail(try await house.ledger.logPlaces(of: log.name, client: client.name)) }
    let folder = try LogFolder(log)
    look.names = folder.names
    for (number, entry) in folder.files.enumerated() {
      if finished[entry.name] == entry.status || fileSetbacks.rests(entry.name, at: .now) { continue }
      if Task.isCancelled { return }
      if try await read(entry, isNewest: number == folder.files.count - 1, in: folder, of: client) { look.pace = .busy }
      if partsLeft <= 0 {
        look.pace = .more
        break
      }
    }
    forgetGone(among: Set(folder.files.map(\.name)))
    if let refusal = refusal(in: folder) {
      look.trouble = LogLook.Trouble(refusal)
    } else {
      look.leftOut = wordsOfLeftOut(in: folder)
      try await remember(folder, client.name)
    }
  }

  /// Reads one file, and keeps what is in the way; says whether there was anything new.
  private func read(
    _ entry: LogFolder.Entry, isNewest: Bool, in folder: LogFolder, of client: ClientSettings
  ) async throws -> Bool {
    let name = entry.name
    do {
      let hasRead = try await read(name, isNewest: isNewest, in: folder, of: client)
      leftOut[name] = nil
      fileSetbacks.clear(name)
      return hasRead
    } catch let error as FileError where !isOwn(error) {
      // Renamed a moment ago: it is met under its new name.
      if error.isMissing { return true }
      leftOut[name] = LeftOut(refusal: LogFolder.refusal(of: log, error), isNoLog: false)
    } catch let failure as Failure where failure.kind == .input {
      // No log, or broken: it is not tried again until it changes.
      finished[name] = entry.status
      leftOut[name] = LeftOut(refusal: failure.refusal, isNoLog: true)
    } catch let failure as Failure where failure.kind == .crash {
      // Perhaps it was only the moment.
      fileSetbacks.add(name, at: .now)
      leftOut[name] = LeftOut(refusal: failure.refusal, isNoLog: false)
    }
    return false
  }

  private func forgetGone(among names: Set<FileName>) {
    finished = finished.filter { names.contains($0.key) }
    growing = growing.filter { names.contains($0.key) }
    leftOut = leftOut.filter { names.contains($0.key) }
    fileSetbacks.keep { names.contains($0) }
  }

  /// Why the log is not followed: of a named file, because that one cannot be read; of many, because none is one.
  private func refusal(in folder: LogFolder) -> Refusal? {
    let current = folder.current.flatMap { leftOut[$0] }?.refusal
    if folder.names.isExact { return current }
    return trail?.places.isEmpty == true ? current ?? leftOut.values.first?.refusal : nil
  }

  /// What else lies where many are is nobody's concern.
  private func wordsOfLeftOut(in folder: LogFolder) -> [String] {
    leftOut.filter { folder.names.isExact || !$0.value.isNoLog }.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
      .map { "\($0.key): \($0.value.refusal.sentence) \($0.value.refusal.wayOut)" }
  }

  /// Reads one file to its end, or to the last end of a line.
  private func read(_ name: FileName, isNewest: Bool, in folder: LogFolder, of client: ClientSettings) async throws -> Bool {
    var hasRead = false
    while !Task.isCancelled, partsLeft > 0 {
      let file = try folder.folder.file(name)
      let status = try file.status()
      let head = try file.read(at: 0, count: LogPlace.headSize)
      guard let trail else { return hasRead }
      if let refusal = strangers[Digest(of: head)] { throw Failure(refusal, kind: .input) }
      let isPacked = head.starts(with: [0x1F, 0x8B])
      var place = trail.place(of: .init(device: status.device, inode: status.inode, size: status.size, head: head))
      if !isPacked, place.offset < status.size || trail.wasLonger(place) {
        place.offset = try Self.safeStart(place.offset, wasLonger: trail.wasLonger(place), in: file)
        if trail.wasLonger(place) { try await keep(place, of: client.name) }
      }
      if place.offset >= status.size {
        // What was put aside or copied may be another file's next time: where it is now is worth a note.
        finished[name] = status
        return hasRead
      }
      // One that is still being packed has no end yet.
      if isPacked, growing.updateValue(status, forKey: name) != status { return true }
      let isOver = !isNewest && Moment.now().since(status.modified) > Self.aside
      let content =
        isPacked
        ? LogPart.Content.packed(.init(folder: folder.folder, name: name), places: trail.note)
        : try lines(of: file, from: place.offset, to: status.size, isOver: isOver)
      guard let content else {
        // Half a line: it is met again when it grows, or when it is plain that it does not.
        if isNewest { finished[name] = status }
        return hasRead
      }
      // Begun anew in this very moment: then these are no lines of what began like that.
      guard try file.read(at: 0, count: head.count) == head else { return true }
      let part = LogPart(place: place, end: content.end(from: place.offset, status.size), head: head, content: content)
      try await take(part, of: client, mayBeStranger: !folder.names.isExact)
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

  /// From where a file is read on of which so much is read already.
  ///
  /// A power cut may have taken its end, and what was written since then stands where lines were read. So where the file is shorter than it
  /// was, or the place is in the middle of a line, it is a good piece further back: to read lines again changes nothing.
  private static func safeStart(_ offset: Int64, wasLonger: Bool, in file: borrowing File) throws -> Int64 {
    let start = try lineStart(before: offset, in: file)
    // Of a line that is longer than all that is read at once every place is in the middle.
    let isInLine = start.map { $0 < offset } ?? false
    guard wasLonger || isInLine else { return offset }
    let back = max(0, offset - (1 << 20))
    return try lineStart(before: back, in: file) ?? back
  }

  /// Where the line begins that goes on at a place; nil where that is too far away.
  private static func lineStart(before offset: Int64, in file: borrowing File) throws -> Int64? {
    let reach = min(offset, 64 << 10)
    let bytes = try file.read(at: offset - reach, count: Int(reach))
    if let end = bytes.lastIndex(of: 0x0A) { return offset - reach + Int64(end) + 1 }
    return reach == offset ? 0 : nil
  }

  /// A file that was cut goes on from there.
  private func keep(_ place: LogPlace, of client: ClientName) async throws {
    let kept = try await house.ledger.count([], of: client, log: log.name, upTo: .place(place))
    if let place = kept.place { trail?.keep(place) }
  }

  /// Reads a part in a worker, counts what it tells, and writes down how far the log is read with that.
  private func take(_ part: LogPart, of client: ClientSettings, mayBeStranger: Bool) async throws {
    partsLeft -= 1
    // Not the store's: two logs may have the same part, and each throws its own away.
    let folder = try WorkFolder(named: "log-\(number)", in: house.settings.state)
    defer { folder.remove() }
    let source = HandedFile(name: "source", folder: folder.folder, file: .known("source"))
    try part.put(into: folder.folder, as: source.file)
    do {
      let told = try await tell(source, client, part)
      let place = try await count(told, client.name) { facts in
        .place(
          part.place.read(
            to: part.end, lines: facts[ReadingFact.viewLines].flatMap(Int.init) ?? 0, head: part.head,
            format: facts[ReadingFact.viewFormat] ?? part.place.format))
      }
      if let place { trail?.keep(place) }
    } catch let failure as Failure where failure.kind == .input {
      // An error log that grows would be read to be refused at each look.
      if mayBeStranger, part.place.offset == 0, part.head.count == LogPlace.headSize {
        if strangers.count >= 1000 { strangers = [:] }
        strangers[Digest(of: part.head)] = failure.refusal
      }
      throw failure
    }
  }

  /// Has a worker read lines, or a packed file.
  func tell(_ source: HandedFile, _ client: ClientSettings, _ part: LogPart? = nil) async throws -> Leavings {
    var notes = ["kind": DropKind.views.rawValue, "name": "\(log.name).log"]
    notes[ViewLog.viewersNote] = house.settings.views.viewers.rawValue
    notes[ViewLog.formatNote] = log.format.rawValue
    notes[ViewLog.lastFormatNote] = part?.place.format
    if case .packed(_, let places)? = part?.content { notes[ViewLog.placesNote] = places }
    let inputs = [house.countries.input(house.settings.views, house)].compactMap { $0 }
    return try await turns.take { [foreman, notes] in
      try await foreman.runApart(.read, handing: [source], inputs, of: client, notes: notes)
    }
  }

  /// Counts what a reading told, with the mark that says so in the end.
  @discardableResult
  func count(_ told: Leavings, _ client: ClientName, mark: ([String: String]) -> LogMark) async throws -> LogPlace? {
    guard let file = try told.open(ViewLog.fragmentsName) else { throw Foreman.brokenViews(ViewLog.fragmentsName) }
    let (mark, size) = (mark(told.facts), try file.status().size)
    let isShared = log.isShared(in: house.settings)
    var rest: [UInt8] = []
    var offset: Int64 = 0
    while true {
      let piece = try file.read(at: offset, count: Int(min(Self.mostFragments, max(1, size - offset))))
      offset += Int64(piece.count)
      rest += piece
      guard let fragments = ViewFragment.take(from: &rest) else { throw Foreman.brokenViews(ViewLog.fragmentsName) }
      let isLast = offset >= size || piece.isEmpty
      if isLast, !rest.isEmpty { throw Foreman.brokenViews(ViewLog.fragmentsName) }
      let kept = try await house.ledger.count(
        fragments, of: client, log: log.name, isShared: isShared, upTo: isLast ? mark : nil)
      if isLast { return kept.place }
    }
  }

  /// What lines tell that are read at once is never more, so that it is counted together with its place. A packed file may tell more, and is
  /// read again if it comes to that.
  private static let mostFragments: Int64 = 24 << 20

  /// Once a day: what is still there, and what was not there for months.
  private func remember(_ folder: LogFolder, _ client: ClientName) async throws {
    if let sawAt, .now - sawAt < .seconds(86_400) { return }
    let inodes = Set(folder.files.map(\.status.inode))
    let ids = trail?.places.filter { inodes.contains($0.inode) }.compactMap(\.id) ?? []
    let oldest = Moment.now().advanced(by: .seconds(-90 * 86_400))
    try await house.ledger.sawLogs(ids, of: log.name, client: client, forgetting: oldest)
    trail = LogTrail(try await house.ledger.logPlaces(of: log.name, client: client))
    sawAt = .now
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
  func put(into folder: Folder, as name: FileName) throws {
    var writer = try folder.create(name, mode: 0o600)
    switch content {
    case .lines(let bytes):
      // What its columns are stands at the file's beginning only.
      if place.offset > 0 { try writer.write(ViewLog.header(of: head)) }
      try writer.write(bytes)
    case .packed(let file, _):
      do throws(FileError) {
        try file.folder.file(file.name).copy(to: &writer)
      } catch {
        // Whichever of the two the kernel's call is named after.
        throw error.isFull ? FileError(call: error.call, name: writer.shownPath, code: error.code) : error
      }
    }
  }

  struct FilePath {
    let folder: Folder
    let name: FileName
  }
}
