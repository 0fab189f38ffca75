package import Files
package import Production

/// One job's review folder, read: the decision, the exact text it is about, the notes, and whose file decided.
package struct ReviewReading: Sendable, Hashable {
  package let decision: ReviewDecision
  /// The script that counts, or the one that lies there while nothing is decided.
  package let script: FileName?
  /// What it says, as plain text; nil when there is none to read.
  package let text: [UInt8]?
  /// A word processor saved it: it cannot be written to.
  package let isOffice: Bool
  package let notes: String
  /// The marker's owner as the file system says, and when the marker was last written or renamed.
  package let marker: FileStatus?
  /// Word processors' files whose text is needed and was not given: with it, the folder is to be read again.
  package let untranscribed: [OfficeFile]

  /// A word processor's file, known by its content.
  package struct OfficeFile: Sendable, Hashable {
    package let name: FileName
    package let digest: Digest

    package init(name: FileName, digest: Digest) {
      self.name = name
      self.digest = digest
    }
  }

  package init(
    decision: ReviewDecision, script: FileName? = nil, text: [UInt8]? = nil, isOffice: Bool = false, notes: String = "",
    marker: FileStatus? = nil, untranscribed: [OfficeFile] = []
  ) {
    self.decision = decision
    self.script = script
    self.text = text
    self.isOffice = isOffice
    self.notes = notes
    self.marker = marker
    self.untranscribed = untranscribed
  }
}

/// The plain text of a word processor's file, or why there is none.
package typealias Transcript = Result<[UInt8], Refusal>
