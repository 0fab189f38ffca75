import Digests
package import Production

/// Makes views of the lines of a log.
///
/// Views that are open are kept in memory, so many at most; then all are handed out as fragments, and begun anew. The ledger puts together
/// what belongs together, so that it does not matter when that happens.
package struct ViewCount {
  private var lines: KeyedDigest
  private var marks: ViewerMarks
  private let countries: (any CountryFinding)?
  private let key = ByteMarks()
  private var paths = Marked<Path>()
  private var agents = Marked<UserAgent>()
  private var visitors = Marked<UInt64>()
  private var places = Marked<UInt64>()
  private var referrers = Marked<String>()
  private var countryCodes = Marked<String>()
  private var videos: [String: UInt64] = [:]
  /// The number of each is that of its fragment.
  private var open = Marked<Void>()
  private var fragments: [ViewFragment] = []
  /// Of each of them, by what line its origin was told.
  private var originMarks: [UInt64] = []
  /// Fragments that are complete, or complete enough.
  package private(set) var ready: [ViewFragment] = []
  package private(set) var tally = LogTally()

  private struct Path {
    let meaning: LogPath
    /// Of its video, by which it is compared with each line.
    let video: UInt64
  }

  /// A line, and what it is known by.
  private struct Line {
    let own: LogLine
    let whole: Field
    let agent: Int
    let agentMark: UInt64
    let addressMark: UInt64
    let referrerMark: UInt64
    /// Of the program and its address, whatever the day.
    let visitorMark: UInt64
    var second: Int64 { own.second }
  }

  /// `key` is the client's own, for digests of lines; viewers are known again by `marks`, and by nothing else.
  package init(key: [UInt8], marks: ViewerMarks, countries: (any CountryFinding)? = nil) {
    lines = KeyedDigest(key: key)
    self.marks = marks
    self.countries = countries
  }

  /// What went wrong with asking for salts, where something did: then nothing of all this counts.
  package var trouble: (any Error)? { marks.trouble }

  private static let mostOpen = 20_000
  private static let mostRemembered = 100_000
  /// Less of a film is a look at its beginning.
  private static let leastBytes: Int64 = 64 << 10

  package mutating func take(_ bytes: RawSpan, _ whole: Field, _ line: LogLine) {
    let end = bytes.first(UInt8(ascii: "?"), from: line.target.start, to: line.target.end)
    let path = path(bytes, Field(start: line.target.start, end: end))
    if case .other = paths.values[path].meaning { return tally.note(.otherFile) }
    guard ShortName(bytes, line.method) == Self.get else { return tally.note(.otherMethod) }
    let agentMark = key.mark(bytes, line.agent)
    let agent = agent(bytes, line.agent, agentMark)
    if let robot = agents.values[agent].robot { return tally.note(robot) }
    if line.isPrefetch { return tally.note(.prefetch) }
    let addressMark = key.mark(bytes, line.address)
    let known = Line(
      own: line, whole: whole, agent: agent, agentMark: agentMark, addressMark: addressMark,
      referrerMark: key.mark(bytes, line.referrer), visitorMark: key.joined(agentMark, addressMark))
    if case .film(let video, let file) = paths.values[path].meaning {
      film(video, paths.values[path].video, file, bytes, known)
    } else {
      let query = line.query.isEmpty ? Field(start: min(end + 1, line.target.end), end: line.target.end) : line.query
      beacon(path, bytes, query, known)
    }
  }

  private static let get = ShortName("GET")

  /// Hands out what is ready, and at the end what is open too.
  package mutating func handOut(all: Bool = false) -> [ViewFragment] {
    if all { close() }
    defer { ready.removeAll(keepingCapacity: true) }
    return ready
  }

  private mutating func close() {
    // Pages first: where one tells of a viewer, the ledger passes the bytes over.
    for fragment in fragments where fragment.page != 0 { ready.append(fragment) }
    for fragment in fragments where fragment.page == 0 { ready.append(fragment) }
    fragments.removeAll(keepingCapacity: true)
    originMarks.removeAll(keepingCapacity: true)
    open.removeAll()
  }

  // MARK: - Kinds of lines

  /// The file need not be there: a server that does not know it has written its line all the same.
  private mutating func beacon(_ path: Int, _ bytes: RawSpan, _ query: Field, _ line: Line) {
    switch line.own.status {
    case 200, 204, 206, 304, 403, 404, 410: break
    default: return tally.note(.refused)
    }
    guard let beacon = BeaconQuery(bytes, query) else { return tally.note(.oddBeacon) }
    tally.noteBeacon(line.second)
    let mark = key.joined(beacon.view, paths.values[path].video << 1 | 1)
    let index = open.number(of: mark) ?? begin(mark, video(of: path), bytes, line, beacon)
    beacon.mark(&fragments[index], second: line.second)
    extend(index, bytes, line, beacon)
  }

  private func video(of path: Int) -> String {
    switch paths.values[path].meaning {
    case .beacon(let video), .film(let video, _): video
    case .other: ""
    }
  }

  private mutating func film(_ video: String, _ number: UInt64, _ file: String, _ bytes: RawSpan, _ line: Line) {
    let own = line.own
    guard own.status == 200 || own.status == 206 else { return tally.note(.refused) }
    let range = ContentRange(bytes, own.contentRange)
    let size = range?.size ?? own.size
    guard own.sent >= (size > 0 ? min(Self.leastBytes, size / 2) : Self.leastBytes) else { return tally.note(.fewBytes) }
    tally.noteFilm(line.second)
    // On a day of which nobody can be known again, the same bytes would count twice.
    guard let viewer = viewer(bytes, line, day: line.second / 86_400) else { return tally.note(.closedDay) }
    let mark = key.joined(viewer, number << 1)
    var index = open.number(of: mark)
    if let known = index, isOver(known, at: line.second) {
      ready.append(fragments[known])
      // Its place is taken by the next view.
      fragments[known] = fragment(video, bytes, line, nil)
      originMarks[known] = originMark(bytes, line, nil)
      index = known
    }
    let found = index ?? begin(mark, video, bytes, line, nil)
    extend(found, bytes, line, nil)
    fragments[found].file = max(fragments[found].file, file)
    if let range {
      fragments[found].sent(from: range.start, count: min(own.sent, range.count), of: range.size)
    } else if own.status == 200, size > 0 {
      fragments[found].sent(from: 0, count: own.sent, of: size)
    } else {
      fragments[found].size = max(fragments[found].size, size)
      let identity = own.identity.isEmpty ? line.whole : own.identity
      fragments[found].pieces.append(.init(line: lines.digest(of: bytes.bytes(identity)), bytes: own.sent))
    }
  }

  private func isOver(_ index: Int, at second: Int64) -> Bool {
    second > fragments[index].ended + ViewFragment.gap || second < fragments[index].began - ViewFragment.gap
      || fragments[index].pieces.count >= ViewFragment.mostPieces
  }

  private mutating func begin(
    _ mark: UInt64, _ video: String, _ bytes: RawSpan, _ line: Line, _ beacon: BeaconQuery?
  ) -> Int {
    if fragments.count >= Self.mostOpen { close() }
    fragments.append(fragment(video, bytes, line, beacon))
    originMarks.append(originMark(bytes, line, beacon))
    return open.add((), as: mark)
  }

  /// A view as one line tells of it; a page's where there is a beacon.
  private mutating func fragment(_ video: String, _ bytes: RawSpan, _ line: Line, _ beacon: BeaconQuery?) -> ViewFragment {
    let day = line.second / 86_400
    // Of a page's view that comes too late it is known that there was one, and not whose.
    let viewer = viewer(bytes, line, day: day) ?? beacon.map { lines.digest(of: Array("stranger \($0.view)".utf8)) } ?? 0
    var fragment = ViewFragment(video: video, viewer: viewer, at: line.second)
    if let beacon {
      fragment.page = beacon.view
      beacon.name(bytes, in: &fragment.origin)
    }
    if beacon != nil || agents.values[line.agent].isPlayer { fragment.place = place(bytes, line, day: day) }
    fragment.origin.device = agents.values[line.agent].device
    fragment.origin.browser = agents.values[line.agent].browser
    fragment.origin.referrer = referrer(bytes, line)
    fragment.origin.country = country(bytes, line)
    return fragment
  }

  private mutating func extend(_ index: Int, _ bytes: RawSpan, _ line: Line, _ beacon: BeaconQuery?) {
    if line.second <= fragments[index].began { beginEarlier(index, bytes, line, beacon) }
    fragments[index].ended = max(fragments[index].ended, line.second)
    if let day = ViewerMarks.neighbour(of: line.second) { lookOverMidnight(index, bytes, line, day) }
  }

  /// What the first second of a view tells of where it came from, all its lines tell together: so it does not matter where a log is cut.
  private mutating func beginEarlier(_ index: Int, _ bytes: RawSpan, _ line: Line, _ beacon: BeaconQuery?) {
    let mark = originMark(bytes, line, beacon)
    if line.second == fragments[index].began, mark == originMarks[index] { return }
    fragments[index].merge(fragment(fragments[index].video, bytes, line, beacon))
    originMarks[index] = mark
  }

  /// By it lines are known that tell the same of where a view came from.
  private func originMark(_ bytes: RawSpan, _ line: Line, _ beacon: BeaconQuery?) -> UInt64 {
    let own = key.joined(line.visitorMark, line.referrerMark)
    return beacon.map { $0.originMark(bytes, key, own) } ?? own
  }

  /// Midnight changes by what a viewer is known, and ends nobody's view.
  private mutating func lookOverMidnight(_ index: Int, _ bytes: RawSpan, _ line: Line, _ day: Int64) {
    if fragments[index].otherViewer == 0, marks.tellsDaysApart {
      fragments[index].otherViewer = viewer(bytes, line, day: day) ?? 0
    }
    if fragments[index].otherPlace == 0, fragments[index].place != 0 {
      fragments[index].otherPlace = place(bytes, line, day: day)
    }
  }

  // MARK: - What is known already

  private mutating func path(_ bytes: RawSpan, _ field: Field) -> Int {
    let mark = key.mark(bytes, field)
    if let known = paths.number(of: mark) { return known }
    if paths.count >= Self.mostRemembered {
      // Views that are open have the numbers of their videos.
      close()
      paths.removeAll()
      videos.removeAll(keepingCapacity: true)
    }
    let meaning = LogPath(bytes.bytes(field))
    return paths.add(Path(meaning: meaning, video: number(of: meaning)), as: mark)
  }

  private mutating func number(of path: LogPath) -> UInt64 {
    switch path {
    case .other: return 0
    case .beacon(let video), .film(let video, _):
      if let number = videos[video] { return number }
      let number = UInt64(videos.count)
      videos[video] = number
      return number
    }
  }

  private mutating func agent(_ bytes: RawSpan, _ field: Field, _ mark: UInt64) -> Int {
    if let known = agents.number(of: mark) { return known }
    if agents.count >= Self.mostRemembered { agents.removeAll() }
    return agents.add(UserAgent(bytes.bytes(field)), as: mark)
  }

  /// The host of the page that the request came from.
  private mutating func referrer(_ bytes: RawSpan, _ line: Line) -> String {
    let field = line.own.referrer
    if field.isEmpty { return "" }
    return Self.known(&referrers, line.referrerMark) {
      let parts = Unescaped.text(Array(bytes.bytes(field).prefix(300))).split(separator: "/", maxSplits: 2)
      return parts.count > 1 && parts[0].hasSuffix(":") ? String(parts[1]).lowercased().shortened : ""
    }
  }

  /// The same address and program on the same day are the same viewer; of the address nothing else is kept. Nil where its day has no salt any more.
  private mutating func viewer(_ bytes: RawSpan, _ line: Line, day: Int64) -> UInt64? {
    let day = marks.tellsDaysApart ? day : 0
    let mark = key.joined(line.visitorMark, UInt64(bitPattern: day))
    if let known = visitors.number(of: mark) { return visitors.values[known] }
    let address = bytes.bytes(line.own.address)
    let text = Array("viewer \(address.count) ".utf8) + address + bytes.bytes(line.own.agent)
    guard let viewer = marks.digest(of: text, day: day) else { return nil }
    return Self.known(&visitors, mark) { viewer }
  }

  /// The same address on the same day, whatever program: only of pages, and of the players that they make use of. Behind one address there
  /// may be many people, so that even where viewers are known again on another day, a place is not. 0 where its day has no salt any more.
  private mutating func place(_ bytes: RawSpan, _ line: Line, day: Int64) -> UInt64 {
    let mark = key.joined(line.addressMark, UInt64(bitPattern: day))
    if let known = places.number(of: mark) { return places.values[known] }
    let text = Array("place \(day) ".utf8) + bytes.bytes(line.own.address)
    guard let place = marks.digest(of: text, day: day) else { return 0 }
    return Self.known(&places, mark) { place }
  }

  private mutating func country(_ bytes: RawSpan, _ line: Line) -> String {
    guard let countries, !line.own.address.isEmpty else { return "" }
    return Self.known(&countryCodes, line.addressMark) { countries.country(of: bytes.bytes(line.own.address)) }
  }

  private static func known<Value>(_ table: inout Marked<Value>, _ mark: UInt64, _ make: () -> Value) -> Value {
    if let number = table.number(of: mark) { return table.values[number] }
    if table.count >= mostRemembered { table.removeAll() }
    let value = make()
    _ = table.add(value, as: mark)
    return value
  }
}

/// `bytes 0-1048575/73400320`
struct ContentRange {
  let start: Int64
  let count: Int64
  let size: Int64

  init?(_ bytes: RawSpan, _ field: Field) {
    let blank = bytes.first(UInt8(ascii: " "), from: field.start, to: field.end)
    let minus = bytes.first(UInt8(ascii: "-"), from: min(blank + 1, field.end), to: field.end)
    let slash = bytes.first(UInt8(ascii: "/"), from: min(minus + 1, field.end), to: field.end)
    guard slash < field.end, bytes.equals(Field(start: field.start, end: blank), "bytes"),
      let start = bytes.number(Field(start: blank + 1, end: minus)), let end = bytes.number(Field(start: minus + 1, end: slash)),
      let size = bytes.number(Field(start: slash + 1, end: field.end)), start <= end, end < size
    else { return nil }
    (self.start, count, self.size) = (start, end - start + 1, size)
  }
}
