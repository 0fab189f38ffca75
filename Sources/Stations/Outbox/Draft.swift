package import Production

/// A script that is to be shown to people, with what it would cost to make it.
package struct Draft: Sendable {
  package let job: JobName
  /// Counted from one.
  package let version: Int
  package let scriptText: String
  package let length: Timecode
  /// One line for each provider that would be paid; none when the video costs nothing.
  package var costs: [Cost] = []
  package var budgetLeft: Money?
  /// How many of the paid lines, as "3 of 8", were paid for before; nil where none was.
  package var saidBefore: String?
  /// How long after an approval it can be undone.
  package var grace: Duration = .seconds(10)
  /// What a reader should look at before approving, a sentence each.
  package var remarks: [String] = []
  /// A film of it comes a moment later.
  package var hasPreview = false
  /// It is a template: what is made is made for each of many people.
  package var isTemplate = false
  /// It is said over a recording, which is not in the films of a template's samples.
  package var isOverRecording = false
  /// How much has to be mended in a template before it can be approved.
  package var mistakes = 0
  /// The text of the version before, as the service wrote it.
  package var earlierText: String?

  package struct Cost: Hashable, Sendable {
    package let provider: String
    package let amount: Money
    package init(provider: String, amount: Money) {
      self.provider = provider
      self.amount = amount
    }
  }

  package init(job: JobName, version: Int, scriptText: String, length: Timecode) {
    self.job = job
    self.version = version
    self.scriptText = scriptText
    self.length = length
  }

  package var total: Money { costs.reduce(.zero) { $0 + $1.amount } }
}
