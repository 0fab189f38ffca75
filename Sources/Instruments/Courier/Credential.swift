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

  var count: Int { bytes.withLock(\.count) }

  /// For one who signs with it and keeps no copy.
  package func withBytes<Result>(_ use: ([UInt8]) -> Result) -> Result { bytes.withLock { use($0) } }

  /// Adds it to what is about to be sent.
  func append(to line: inout [UInt8]) { bytes.withLock { line.append(contentsOf: $0) } }

  /// The same bytes with stars for it, wherever it stands in them.
  func hidden(in text: [UInt8]) -> [UInt8] {
    bytes.withLock { secret in
      guard !secret.isEmpty, let first = secret.first, text.count >= secret.count else { return text }
      var text = text
      var place = 0
      while place <= text.count - secret.count {
        guard text[place] == first, text[place..<(place + secret.count)].elementsEqual(secret) else {
          place += 1
          continue
        }
        for index in secret.indices { text[place + index] = UInt8(ascii: "*") }
        place += secret.count
      }
      return text
    }
  }

  func contains(where isMet: (UInt8) -> Bool) -> Bool { bytes.withLock { $0.contains(where: isMet) } }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(secret)" }
  package var debugDescription: String { "(secret)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
