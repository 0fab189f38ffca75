import Courier

/// What came back for a paid call, as it is put away with its charge: the status in a line of its own, and the body as it came.
struct KeptReply: Hashable {
  let status: Int
  let body: [UInt8]

  /// The largest that is read back.
  static let largest = 64 << 20

  init(_ reply: CourierReply) { (status, body) = (reply.status, reply.body) }

  /// Nil for what is no such thing.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0A), let status = Int(String(decoding: bytes[..<end], as: UTF8.self)) else {
      return nil
    }
    self.status = status
    body = Array(bytes[bytes.index(after: end)...])
  }

  var bytes: [UInt8] { Array("\(status)\n".utf8) + body }
  var reply: CourierReply { CourierReply(status: status, body: body) }
}
