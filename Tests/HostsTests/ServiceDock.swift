import Courier
import Digests
import Files
import Glibc
import Hosts
import Pages
import Production
import StandIns
import Testing

/// A dock with a real network behind it, which remembers what it was told and rests for no time at all.
final class ServiceDock: HostDock {
  var secrets: [String: String] = [:]
  private(set) var handles: [String] = []
  private(set) var rests: [Duration] = []
  private(set) var progress: [Int64] = []
  /// At the keeping of this number, counted from 1, the process ends: before it is kept, or after.
  var killedAtKeeping: (number: Int, isKept: Bool)?
  /// After so many requests the service stops.
  var requestsLeft = Int.max
  let now: Int64
  private let folder: String
  private let messenger = Messenger(network: Network(namedHosts: ["127.0.0.1"]))

  struct Killed: Error {}

  init(now: Int64 = ServiceDock.then) throws {
    var name = Array("/tmp/dropreel-hosts-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw StandInError("no folder") }
    folder = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.now = now
  }

  deinit { try? Folder.open("/tmp").removeTree(Self.name(String(folder.dropFirst("/tmp/".count)))) }

  private static func name(_ text: String) throws -> FileName {
    guard let name = FileName(text) else { throw StandInError("no name") }
    return name
  }

  /// 2026-11-22 20:00 UTC.
  static let then: Int64 = 1_795_377_600

  func secret(_ name: String) throws -> Credential {
    guard let secret = secrets[name] else {
      throw HostProblem(.key, Refusal("There is no secret \(name).", wayOut: "Set it."))
    }
    return Credential(secret)
  }

  func add(_ bytes: [UInt8], as name: String) throws -> HostParcel.File {
    let digest = Digest(of: bytes)
    try Folder.open(folder).write(Self.name("\(digest)"), bytes)
    return HostParcel.File(name: name, digest: digest, size: Int64(bytes.count))
  }

  func open(_ file: HostParcel.File) throws -> File { try Folder.open(folder).file(Self.name("\(file.digest)")) }

  func send(_ request: CourierRequest) throws(CourierError) -> CourierReply {
    requestsLeft -= 1
    return try messenger.send(request)
  }

  func keep(handle: String) throws {
    let isLast = handles.count + 1 == killedAtKeeping?.number
    if isLast, killedAtKeeping?.isKept == false {
      killedAtKeeping = nil
      throw Killed()
    }
    handles.append(handle)
    if isLast {
      killedAtKeeping = nil
      throw Killed()
    }
  }

  func sent(_ bytes: Int64, of all: Int64) { progress.append(bytes) }
  func rest(_ pause: Duration) { rests.append(pause) }
  var isWrappingUp: Bool { requestsLeft <= 0 }
}

/// A film, and the parcel that brings it.
struct Freight {
  let bytes: [UInt8]
  let dock: ServiceDock
  var parcel: HostParcel

  static let pieceSize = 256 << 10

  /// Four pieces and a bit.
  init(
    title: String = "How compound interest works", privacy: PublishDetails.Privacy = .unlisted,
    size: Int = 4 * pieceSize + 12_345,
    seed: UInt64 = 7
  ) throws {
    bytes = Self.noise(size, seed)
    dock = try ServiceDock()
    let film = try dock.add(bytes, as: "how.wide.mp4")
    let page = try dock.add(Array("<!DOCTYPE html>".utf8), as: "index.html")
    let details = PublishDetails(
      title: title, description: "Interest on interest.\nTime does the work.", tags: ["money", "savings"], privacy: privacy)
    parcel = HostParcel(job: JobName(fromDrop: "how") { _ in false }, details: details, address: "how-x", files: [page, film])
  }

  /// No two pieces of it are alike.
  private static func noise(_ size: Int, _ seed: UInt64) -> [UInt8] {
    var state = seed
    let words = (0..<(size / 8 + 1)).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state
    }
    return words.withUnsafeBytes { Array($0.prefix(size)) }
  }

  /// As it is brought again after a crash.
  var again: HostParcel {
    var parcel = parcel
    parcel.handle = dock.handles.last
    return parcel
  }
}

/// The problem that something ends with.
func problem(_ act: () throws -> Void) throws -> HostProblem {
  do {
    try act()
  } catch let problem as HostProblem {
    // Neither a secret nor the address of a session is ever in it.
    for secret in ["p&ss=wörd", "t0ken", "GOC/+=&x", "1//re fresh", "ya29", "upload_id", "vimeo-prod"] {
      #expect(!"\(problem)".contains(secret))
    }
    return problem
  }
  throw StandInError("it went well")
}

/// Where the pieces began that were sent, in order, by their ranges.
func ranges(_ requests: [StandInRequest]) -> [String] {
  requests.compactMap { $0["content-range"] }.map { String($0.dropFirst("bytes ".count)) }
}
