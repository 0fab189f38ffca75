import CCurl

/// A key for a header: sent, never printed, and wiped from memory when nobody holds it any more.
@safe package final class Credential: Sendable {
  // Because it is written in `init` and `deinit` only, when nobody else can have it, and read otherwise.
  nonisolated(unsafe) private let bytes: UnsafeMutableRawBufferPointer

  package init(_ text: String) {
    let utf8 = Array(text.utf8)
    unsafe bytes = .allocate(byteCount: utf8.count, alignment: 1)
    unsafe bytes.copyBytes(from: utf8)
  }

  deinit {
    unsafe ccurl_wipe(bytes.baseAddress, bytes.count)
    unsafe bytes.deallocate()
  }

  package var isEmpty: Bool { unsafe bytes.isEmpty }

  /// Adds it to what is about to be sent.
  func append(to line: inout [UInt8]) { unsafe line.append(contentsOf: bytes) }

  func contains(where isMet: (UInt8) -> Bool) -> Bool { unsafe bytes.contains(where: isMet) }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(secret)" }
  package var debugDescription: String { "(secret)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
