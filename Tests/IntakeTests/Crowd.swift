import Digests
import Files
import Intake
import Production

/// A crowd of people and programs that do all at once what people do in an inbox, and the account of what must come of it.
///
/// Each content has a number of its own, so that its digest tells which one was taken. What a client leaves behind half written
/// can be told from a whole one: it has a hole, or no end. (A text without an end, closed, is whole for everybody.)
struct Crowd {
  private(set) var stage: Stage
  private var random: Seeded
  private(set) var problems: [String] = []
  private(set) var operations = 0
  private(set) var counts: [String: Int] = [:]
  private var nextContent = 0

  /// Whole at some time: only these may be taken.
  private var whole: [Digest: Int] = [:]
  private var takenContents: Set<Int> = []
  /// What lies under each name.
  private var lying: [String: Lying] = [:]

  private struct Lying {
    var copy: Copy?
    /// The number of the content, once it is whole; nil for a stump.
    var content: Int?
    var digest: Digest?
    var quietSince: Duration
  }

  /// A client that is at work on a file.
  private struct Copy {
    var file: Stage.OpenFile
    let bytes: [UInt8]
    let content: Int
    let isPresized: Bool
    var written = 0
  }

  /// Whatever is whole and left alone for so long must have been taken: a lost hint, a rescan, the longest habit, and a rare look.
  private static let longest = Duration.seconds(300)
  private static let endings = ["md", "docx", "pdf", "mp4"]

  init(seed: UInt64) throws {
    random = Seeded(seed)
    stage = try Stage(limit: 30)
    try stage.makeFolder("shelf")
    try stage.drop("shelf/folder.toml", "x = 1")
  }

  // MARK: - Operations

  mutating func run(_ count: Int) throws {
    while operations < count, problems.count < 10 {
      operations += 1
      try act()
      if random.one(in: 3) { try pass(Double(random.below(40)) / 10) }
    }
    for name in lying.keys.sorted() where lying[name]?.copy != nil { try finish(name) }
    stage.hears = true
    try pass(400)
    for (name, file) in lying where file.content != nil { problems.append("\(name) was whole and is still there") }
  }

  private mutating func act() throws {
    let name = anyName()
    switch random.below(100) {
    case 0..<22: try begin(name)
    case 22..<52: try write(name)
    case 52..<70: try finish(name)
    case 70..<74: try crash(name)
    case 74..<79: try rename(name)
    case 79..<84: try replace(name)
    case 84..<88: try delete(name)
    case 88..<90: try truncate(name)
    case 90..<92: try openAndClose(name)
    case 92: try restart()
    case 93: stall()
    case 94: if random.one(in: 8) { try folder() }
    default: try pass(Double(random.below(90)) / 10)
    }
  }

  private mutating func anyName() -> String {
    let number = random.below(24)
    return (number % 3 == 0 ? "shelf/" : "") + "file-\(number).\(Self.endings[number % 4])"
  }

  private mutating func newContent(for name: String) -> (number: Int, bytes: [UInt8]) {
    nextContent += 1
    let text = "content \(nextContent) " + String(repeating: "word ", count: 4 + random.below(12))
    let bytes =
      name.hasSuffix("docx")
      ? Whole.zip(text)
      : name.hasSuffix("pdf") ? Whole.pdf(text) : name.hasSuffix("mp4") ? Self.film(text) : Array("# \(text)".utf8)
    return (nextContent, bytes)
  }

  private static func film(_ text: String) -> [UInt8] {
    [0, 0, 0, 16] + Array("ftyp".utf8) + [UInt8](repeating: 7, count: 8) + [0, 0, 0, UInt8(text.utf8.count + 8)]
      + Array("moov\(text)".utf8)
  }

  private mutating func count(_ what: String) { counts[what, default: 0] += 1 }

  private mutating func begin(_ name: String) throws {
    if lying[name]?.copy != nil { return }
    count("create")
    let (number, bytes) = newContent(for: name)
    let file = try stage.open(name, truncating: true)
    // A text that breaks off can only be told by its hole.
    let isPresized = name.hasSuffix("md") || random.one(in: 2)
    if isPresized { try stage.presize(file, bytes.count) }
    lying[name] = Lying(
      copy: Copy(file: file, bytes: bytes, content: number, isPresized: isPresized), quietSince: stage.time)
  }

  private mutating func write(_ name: String, all: Bool = false) throws {
    guard var copy = lying[name]?.copy else { return }
    count("write")
    let left = copy.bytes.count - copy.written
    let piece = all ? left : min(left, 1 + random.below(30))
    try stage.write(Array(copy.bytes[copy.written..<(copy.written + piece)]), to: copy.file, at: copy.written)
    copy.written += piece
    lying[name]?.copy = copy
  }

  private mutating func finish(_ name: String) throws {
    guard let copy = lying[name]?.copy else { return }
    count("close")
    try write(name, all: true)
    settle(name, copy.content, copy.bytes)
    try stage.close(copy.file)
  }

  private mutating func settle(_ name: String, _ content: Int, _ bytes: [UInt8]) {
    let digest = Digest(of: bytes)
    whole[digest] = content
    lying[name] = Lying(copy: nil, content: content, digest: digest, quietSince: stage.time)
  }

  /// The client dies, and its file server closes what it had open.
  private mutating func crash(_ name: String) throws {
    guard let copy = lying[name]?.copy else { return }
    count("crash of a client")
    if copy.written == copy.bytes.count { return try finish(name) }
    lying[name]?.copy = nil
    try stage.close(copy.file)
  }

  private mutating func rename(_ name: String) throws {
    guard var file = lying[name] else { return }
    let new = anyName()
    guard lying[new] == nil, new.split(separator: ".").last == name.split(separator: ".").last else { return }
    count("rename")
    file.quietSince = stage.time
    if let open = file.copy?.file { file.copy?.file = Stage.OpenFile(path: Stage.path(new), inode: open.inode) }
    lying[name] = nil
    lying[new] = file
    try stage.rename(name, new)
  }

  /// As Word saves: written aside, and renamed over the old one.
  private mutating func replace(_ name: String) throws {
    if lying[name]?.copy != nil { return }
    count("replace")
    let (number, bytes) = newContent(for: name)
    try stage.drop("~WRD\(number).tmp", bytes)
    settle(name, number, bytes)
    try stage.rename("~WRD\(number).tmp", name)
  }

  private mutating func delete(_ name: String) throws {
    guard let file = lying[name], file.copy == nil else { return }
    count("delete")
    lying[name] = nil
    try stage.remove(name)
  }

  /// Somebody empties it, or cuts it in the middle of what has an end.
  private mutating func truncate(_ name: String) throws {
    guard let file = lying[name], file.copy == nil else { return }
    count("truncate")
    let open = try stage.open(name)
    let isText = name.hasSuffix("md")
    lying[name] = Lying(copy: nil, content: nil, quietSince: stage.time)
    stage.world.change { state in
      state.set(open.inode) { $0.bytes = isText ? [] : Array($0.bytes.prefix($0.bytes.count / 2)) }
    }
    try stage.close(open)
  }

  private mutating func openAndClose(_ name: String) throws {
    guard let file = lying[name], file.copy == nil else { return }
    count("open and close")
    lying[name]?.quietSince = stage.time
    let open = try stage.open(name)
    try stage.close(open)
  }

  private mutating func restart() throws {
    count("restart of the service")
    try stage.restart()
  }

  /// The kernel's queue runs over now and then.
  private mutating func stall() {
    count("hints lost or heard again")
    stage.hears.toggle()
  }

  /// A folder with some files, which takes its time to be copied.
  private mutating func folder() throws {
    count("folder")
    nextContent += 1
    let (number, name) = (nextContent, "folder-\(nextContent)")
    try stage.makeFolder(name)
    var parts: [(name: String, bytes: [UInt8])] = []
    for part in 0...random.below(4) {
      let text = Array("part \(part) of \(number)".utf8)
      let file = try stage.open("\(name)/part-\(part).md")
      try stage.presize(file, text.count)
      try pass(Double(random.below(250)) / 10)
      try stage.write(text, to: file, at: 0)
      try stage.close(file)
      parts.append(("part-\(part).md", text))
      try pass(Double(random.below(250)) / 10)
    }
    let known = parts.map {
      DropPart(
        path: [Array($0.name.utf8)], size: 0, modified: .now(), device: 0, inode: 0, digest: Digest(of: $0.bytes))
    }
    let digest = Digest(ofParts: known, shape: .folder)
    whole[digest] = number
    lying[name] = Lying(copy: nil, content: number, digest: digest, quietSince: stage.time)
  }

  // MARK: - The account

  private mutating func pass(_ seconds: Double) throws {
    count("time passes")
    try stage.pass(seconds)
    for taken in stage.drainTaken() { account(for: taken) }
    for (name, file) in lying where file.content != nil && stage.time - file.quietSince > Self.longest {
      problems.append("\(operations): \(name) is whole since \(file.quietSince) and was not taken by \(stage.time)")
      lying[name] = nil
    }
  }

  private mutating func account(for taken: Stage.Taken) {
    let file = lying.removeValue(forKey: taken.name)
    guard let content = whole[taken.digest] else {
      // A recording that nobody goes on with is given back with words.
      if taken.why != nil, taken.name.hasSuffix("mp4") { return }
      return problems.append("\(operations): \(taken.name) was taken with \(taken.drop.size) bytes, and was never whole")
    }
    if !takenContents.insert(content).inserted { problems.append("\(operations): content \(content) was taken twice") }
    if file?.copy != nil { problems.append("\(operations): \(taken.name) was taken while it was open") }
    if let digest = file?.digest, digest != taken.digest {
      problems.append("\(operations): \(taken.name) was taken as it was before")
    }
    counts["taken", default: 0] += 1
  }
}

/// The same numbers for the same seed, on every machine.
struct Seeded {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func one(in count: Int) -> Bool { below(count) == 0 }
}
