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
  private var paths: [Int: LogPath] = [:]
  private var agents: [Int: UserAgent] = [:]
  private var visitors: [Int: UInt64] = [:]
  private var places: [Int: UInt64] = [:]
  private var sites: [Int: String] = [:]
  private var countryCodes: [Int: String] = [:]
  private var videos: [String: Int] = [:]
  private var open: [Key: Int] = [:]
  private var fragments: [ViewFragment] = []
  /// Of each of them, by what line its origin was told.
  private var originTraces: [UInt64] = []
  /// Fragments that are complete, or complete enough.
  package private(set) var ready: [ViewFragment] = []
  package private(set) var tally = LogTally()

  private struct Key: Hashable {
    let video: Int
    /// Of a page's view, or of a viewer.
    let number: UInt64
    let isPage: Bool
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
    let query = line.query.isEmpty ? Field(start: min(end + 1, line.target.end), end: line.target.end) : line.query
    let path = path(bytes, Field(start: line.target.start, end: end))
    if case .other = path { return tally.note(.otherFile) }
    guard bytes.equals(line.method, "GET") else { return tally.note(.otherMethod) }
    let agent = agent(bytes, line.agent)
    if let robot = agent.robot { return tally.note(robot) }
    if line.isPrefetch { return tally.note(.prefetch) }
    switch path {
    case .beacon(let video): beacon(video, bytes, query, line, agent)
    case .film(let video, let file): film(video, file, bytes, whole, line, agent)
    case .other: break
    }
  }

  /// Hands out what is ready, and at the end what is open too.
  package mutating func handOut(all: Bool = false) -> [ViewFragment] {
    if all { close() }
    defer { ready.removeAll(keepingCapacity: true) }
    return ready
  }

  private mutating func close() {
    // Pages first: where one tells of a viewer, the ledger passes the bytes over.
    ready += fragments.filter { $0.page != 0 } + fragments.filter { $0.page == 0 }
    fragments.removeAll(keepingCapacity: true)
    originTraces.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    // Nothing that is open has a number of theirs any more.
    videos.removeAll(keepingCapacity: true)
  }

  // MARK: - Kinds of lines

  /// The file need not be there: a server that does not know it has written its line all the same.
  private mutating func beacon(_ video: String, _ bytes: RawSpan, _ query: Field, _ line: LogLine, _ agent: UserAgent) {
    guard [200, 204, 206, 304, 403, 404, 410].contains(line.status) else { return tally.note(.refused) }
    guard let beacon = BeaconQuery(bytes, query) else { return tally.note(.oddBeacon) }
    tally.noteBeacon(line.second)
    let key = Key(video: number(of: video), number: beacon.view, isPage: true)
    let index = open[key] ?? begin(key, video, bytes, line, agent, beacon)
    beacon.mark(&fragments[index], second: line.second)
    extend(index, bytes, line, agent, beacon)
  }

  private mutating func film(
    _ video: String, _ file: String, _ bytes: RawSpan, _ whole: Field, _ line: LogLine, _ agent: UserAgent
  ) {
    guard line.status == 200 || line.status == 206 else { return tally.note(.refused) }
    let range = ContentRange(bytes, line.contentRange)
    let size = range?.size ?? line.size
    guard line.sent >= (size > 0 ? min(Self.leastBytes, size / 2) : Self.leastBytes) else { return tally.note(.fewBytes) }
    tally.noteFilm(line.second)
    // On a day of which nobody can be known again, the same bytes would count twice.
    guard let viewer = viewer(bytes, line, day: line.second / 86_400) else { return tally.note(.closedDay) }
    let key = Key(video: number(of: video), number: viewer, isPage: false)
    var index = open[key]
    if let known = index, isOver(known, at: line.second) {
      ready.append(fragments[known])
      // Its place is taken by the next view.
      fragments[known] = fragment(video, bytes, line, agent, nil)
      originTraces[known] = originTrace(bytes, line, nil)
      index = known
    }
    let found = index ?? begin(key, video, bytes, line, agent, nil)
    extend(found, bytes, line, agent, nil)
    fragments[found].file = max(fragments[found].file, file)
    if let range {
      fragments[found].sent(from: range.start, count: min(line.sent, range.count), of: range.size)
    } else if line.status == 200, size > 0 {
      fragments[found].sent(from: 0, count: line.sent, of: size)
    } else {
      fragments[found].size = max(fragments[found].size, size)
      let identity = line.identity.isEmpty ? whole : line.identity
      fragments[found].pieces.append(.init(line: lines.digest(of: bytes.bytes(identity)), bytes: line.sent))
    }
  }

  private func isOver(_ index: Int, at second: Int64) -> Bool {
    second > fragments[index].ended + ViewFragment.gap || second < fragments[index].began - ViewFragment.gap
      || fragments[index].pieces.count >= ViewFragment.mostPieces
  }

  private mutating func begin(
    _ key: Key, _ video: String, _ bytes: RawSpan, _ line: LogLine, _ agent: UserAgent, _ beacon: BeaconQuery?
  ) -> Int {
    if fragments.count >= Self.mostOpen { close() }
    fragments.append(fragment(video, bytes, line, agent, beacon))
    originTraces.append(originTrace(bytes, line, beacon))
    open[key] = fragments.count - 1
    return fragments.count - 1
  }

  /// A view as one line tells of it; a page's where there is a beacon.
  private mutating func fragment(
    _ video: String, _ bytes: RawSpan, _ line: LogLine, _ agent: UserAgent, _ beacon: BeaconQuery?
  ) -> ViewFragment {
    let day = line.second / 86_400
    // Of a page's view that comes too late it is known that there was one, and not whose.
    let viewer = viewer(bytes, line, day: day) ?? beacon.map { lines.digest(of: Array("stranger \($0.view)".utf8)) } ?? 0
    var fragment = ViewFragment(video: video, viewer: viewer, at: line.second)
    if let beacon {
      fragment.page = beacon.view
      beacon.name(bytes, in: &fragment.origin)
    }
    if beacon != nil || agent.isPlayer { fragment.place = place(bytes, line, day: day) }
    fragment.origin.device = agent.device
    fragment.origin.browser = agent.browser
    fragment.origin.site = site(bytes, line.referrer)
    fragment.origin.country = country(bytes, line.address)
    return fragment
  }

  private mutating func extend(
    _ index: Int, _ bytes: RawSpan, _ line: LogLine, _ agent: UserAgent, _ beacon: BeaconQuery?
  ) {
    if line.second <= fragments[index].began { beginEarlier(index, bytes, line, agent, beacon) }
    fragments[index].ended = max(fragments[index].ended, line.second)
    if let day = ViewerMarks.neighbour(of: line.second) { lookOverMidnight(index, bytes, line, day) }
  }

  /// What the first second of a view tells of where it came from, all its lines tell together: so it does not matter where a log is cut.
  private mutating func beginEarlier(
    _ index: Int, _ bytes: RawSpan, _ line: LogLine, _ agent: UserAgent, _ beacon: BeaconQuery?
  ) {
    let mark = originTrace(bytes, line, beacon)
    if line.second == fragments[index].began, mark == originTraces[index] { return }
    fragments[index].merge(fragment(fragments[index].video, bytes, line, agent, beacon))
    originTraces[index] = mark
  }

  /// By it lines are known that tell the same of where a view came from. Who makes two that differ and look alike loses a word of his own origin.
  @inline(__always)
  private func originTrace(_ bytes: RawSpan, _ line: LogLine, _ beacon: BeaconQuery?) -> UInt64 {
    let own = bytes.trace(line.referrer, bytes.trace(line.agent, bytes.trace(line.address, 1)))
    return beacon.map { $0.originTrace(bytes, own) } ?? own
  }

  /// Midnight changes by what a viewer is known, and ends nobody's view.
  private mutating func lookOverMidnight(_ index: Int, _ bytes: RawSpan, _ line: LogLine, _ day: Int64) {
    if fragments[index].otherViewer == 0, marks.tellsDaysApart {
      fragments[index].otherViewer = viewer(bytes, line, day: day) ?? 0
    }
    if fragments[index].otherPlace == 0, fragments[index].place != 0 {
      fragments[index].otherPlace = place(bytes, line, day: day)
    }
  }

  // MARK: - What is known already

  /// Numbers for names, which are compared with each line.
  private mutating func number(of video: String) -> Int {
    if let number = videos[video] { return number }
    let number = videos.count
    videos[video] = number
    return number
  }

  private mutating func path(_ bytes: RawSpan, _ field: Field) -> LogPath {
    Self.known(&paths, bytes.mark(field)) { LogPath(bytes.bytes(field)) }
  }

  private mutating func agent(_ bytes: RawSpan, _ field: Field) -> UserAgent {
    Self.known(&agents, bytes.mark(field)) { UserAgent(bytes.bytes(field)) }
  }

  /// The host of an address.
  private mutating func site(_ bytes: RawSpan, _ field: Field) -> String {
    if field.isEmpty { return "" }
    return Self.known(&sites, bytes.mark(field)) {
      let parts = Unescaped.text(Array(bytes.bytes(field).prefix(300))).split(separator: "/", maxSplits: 2)
      return parts.count > 1 && parts[0].hasSuffix(":") ? String(parts[1]).lowercased().shortened : ""
    }
  }

  /// The same address and program on the same day are the same viewer; of the address nothing else is kept. Nil where its day has no salt any more.
  private mutating func viewer(_ bytes: RawSpan, _ line: LogLine, day: Int64) -> UInt64? {
    let day = marks.tellsDaysApart ? day : 0
    let mark = bytes.mark(line.agent, Int64(bytes.mark(line.address, day)))
    if let known = visitors[mark] { return known }
    let address = bytes.bytes(line.address)
    let text = Array("viewer \(address.count) ".utf8) + address + bytes.bytes(line.agent)
    guard let viewer = marks.digest(of: text, day: day) else { return nil }
    if visitors.count >= Self.mostRemembered { visitors.removeAll(keepingCapacity: true) }
    visitors[mark] = viewer
    return viewer
  }

  /// The same address on the same day, whatever program: only of pages, and of the players that they make use of. Behind one address there
  /// may be many people, so that even where viewers are known again on another day, a place is not. 0 where its day has no salt any more.
  private mutating func place(_ bytes: RawSpan, _ line: LogLine, day: Int64) -> UInt64 {
    let mark = bytes.mark(line.address, day)
    if let known = places[mark] { return known }
    let text = Array("place \(day) ".utf8) + bytes.bytes(line.address)
    guard let place = marks.digest(of: text, day: day) else { return 0 }
    if places.count >= Self.mostRemembered { places.removeAll(keepingCapacity: true) }
    places[mark] = place
    return place
  }

  private mutating func country(_ bytes: RawSpan, _ field: Field) -> String {
    guard let countries, !field.isEmpty else { return "" }
    return Self.known(&countryCodes, bytes.mark(field)) { countries.country(of: bytes.bytes(field)) }
  }

  private static func known<Value>(_ table: inout [Int: Value], _ mark: Int, _ make: () -> Value) -> Value {
    if let value = table[mark] { return value }
    if table.count >= mostRemembered { table.removeAll(keepingCapacity: true) }
    let value = make()
    table[mark] = value
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
