import CCurl
import Files

/// What a call has heard so far, and what of its body was read. The callbacks of libcurl write it, on the thread that drives the call.
final class Hearing {
  let destination: Destination
  let network: Network
  let largest: Int
  var watch: DeadlineWatch
  private(set) var isSent = false
  private(set) var wasForbidden = false
  private(set) var isTooLarge = false
  private(set) var fields: [ReplyHeaders.Field] = []
  private(set) var body: [UInt8] = []
  private var headerBytes = 0
  private let stretch: FileStretch?
  /// How much of the stretch was read by now.
  private var place: Int64 = 0
  /// The file did not have what was to be sent of it.
  private(set) var unreadable: String?

  init(_ request: CourierRequest, to destination: Destination, network: Network) {
    self.destination = destination
    self.network = network
    largest = request.largestAnswer
    stretch = request.stretch
    watch = DeadlineWatch(request.deadlines, at: .now)
  }

  /// Of all headers together.
  private static let mostHeaderBytes = 256 << 10

  func mayConnect(to address: NetworkAddress) -> Bool {
    let isAllowed = network.allows(address.place, for: destination)
    if !isAllowed { wasForbidden = true }
    return isAllowed
  }

  /// The connection stands and is trusted; from now on the request may be on its way.
  func begins() {
    isSent = true
    watch.connected(at: .now)
  }

  /// False when there are too many.
  func take(header line: some Collection<UInt8>) -> Bool {
    watch.heard(at: .now)
    headerBytes += line.count
    guard headerBytes <= Self.mostHeaderBytes else {
      isTooLarge = true
      return false
    }
    // What came before was only an announcement (100) and not the answer.
    if line.starts(with: "HTTP/".utf8) { fields = [] }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return true }
    fields.append(ReplyHeaders.Field(Self.text(line[..<colon]), Self.text(line[line.index(after: colon)...])))
    return true
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0D, 0x0A]
    return String(decoding: bytes.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed(), as: UTF8.self)
  }

  /// False when it is too much.
  func take(body bytes: some Collection<UInt8>) -> Bool {
    watch.heard(at: .now)
    guard body.count + bytes.count <= largest else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// How much of the stretch is still to be read.
  var left: Int { Int(clamping: (stretch?.count ?? 0) - place) }

  /// Reads on in what is sent, into room for no more than what is left: how many bytes; nil where the file has not got them.
  func give(into bytes: inout MutableRawSpan) -> Int? {
    guard let stretch, bytes.byteCount > 0 else { return 0 }
    do throws(FileError) {
      let got = try stretch.source.file.read(at: stretch.offset + place, into: &bytes)
      guard got > 0 else {
        unreadable = "the file is shorter than it was"
        return nil
      }
      place += Int64(got)
      return got
    } catch {
      unreadable = "\(error)"
      return nil
    }
  }

  /// Where a connection was closed before anything was asked over it, all is sent once more.
  func rewind(to place: Int64) -> Bool {
    guard let stretch, (0...stretch.count).contains(place) else { return false }
    self.place = place
    return true
  }
}
