/// One line of the shim's log.
package struct RecordedCall: Hashable, Sendable {
  package let number: Int
  package let call: String
  /// Below the rig's folder: "share/…" or "state/…".
  package let path: String
  /// What was done to it; empty for an untouched call.
  package let fate: String

  init?(line: Substring, folder: String) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 4, let number = Int(parts[0]), parts[2].hasPrefix(folder) else { return nil }
    self.number = number
    call = String(parts[1])
    path = String(parts[2].dropFirst(folder.count + 1))
    fate = String(parts[3])
  }

  package var site: CallSite { CallSite(call: call, path: path) }
}
