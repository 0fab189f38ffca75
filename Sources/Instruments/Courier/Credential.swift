import CCurl
import Synchronization

/// A key for a header: sent, never printed, and wiped from memory when nobody holds it any more.
package final class Credential: Sendable {
  /// Never copied out, so that there is one place to wipe.
  private let bytes: Mutex<[UInt8]>

  package init(_ text: String) { bytes = Mutex(Array(text.utf8)) }

  deinit {
    bytes.withLock { bytes in
      unsafe bytes.withUnsafeMutableBytes { unsafe ccurl_wipe($0.baseAddress, $0.count) }
    }
  }

  package var isEmpty: Bool { bytes.withLock(\.isEmpty) }

  /// Adds it to what is about to be sent.
  func append(to line: inout [UInt8]) { bytes.withLock { line.append(contentsOf: $0) } }

  func contains(where isMet: (UInt8) -> Bool) -> Bool { bytes.withLock { $0.contains(where: isMet) } }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(secret)" }
  package var debugDescription: String { "(secret)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
