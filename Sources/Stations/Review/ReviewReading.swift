package import Files
package import Production

/// One job's review folder, read: the decision, the exact text it is about, the notes, and whose file decided.
package struct ReviewReading: Sendable, Hashable {
  package let decision: ReviewDecision
  /// What is decided about, or what lies there while nothing is decided; nil when there is none, or none that can be read.
  package let submitted: SubmittedText?
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
    decision: ReviewDecision, submitted: SubmittedText? = nil, notes: String = "",
    marker: FileStatus? = nil, untranscribed: [OfficeFile] = []
  ) {
    self.decision = decision
    self.submitted = submitted
    self.notes = notes
    self.marker = marker
    self.untranscribed = untranscribed
  }
}

/// A person's text, as a file in the review folder has it.
package struct SubmittedText: Sendable, Hashable {
  package let name: FileName
  /// As plain text, whatever the file is.
  package let text: [UInt8]
  /// A word processor saved it: the file cannot be written to.
  package let isOffice: Bool

  package init(name: FileName, text: [UInt8], isOffice: Bool) {
    self.name = name
    self.text = text
    self.isOffice = isOffice
  }
}

/// The plain text of a word processor's file, or why there is none.
package typealias Transcript = Result<[UInt8], Refusal>
