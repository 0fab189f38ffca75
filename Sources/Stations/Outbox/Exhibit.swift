package import Production

/// What lies in review/ at a gate for people to listen to or to watch, and the text that they rename.
package struct Exhibit: Sendable {
  package let job: JobName
  package let gate: Gate
  package let version: Int
  /// What stands in the gate's file.
  package let text: String
  package let files: [Delivery]
  package let length: Timecode
  /// How long after an approval it can be undone.
  package let grace: Duration

  package init(
    job: JobName, gate: Gate, version: Int, text: String, files: [Delivery], length: Timecode, grace: Duration
  ) {
    self.job = job
    self.gate = gate
    self.version = version
    self.text = text
    self.files = files
    self.length = length
    self.grace = grace
  }
}
