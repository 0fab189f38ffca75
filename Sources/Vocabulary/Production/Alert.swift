/// Something that an administrator should know of, from when on, and until when.
package struct Alert: Hashable, Sendable, Codable {
  package let topic: Topic
  /// As it was when it was raised: what is the matter, and what to do.
  package let what: Refusal
  package let raised: Moment
  /// Nil while it stands.
  package var cleared: Moment?

  /// What it is about. There is one alert of a topic at a time.
  package struct Topic: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package let kind: Kind
    /// Whose people it concerns; nil when it is the administrator's alone.
    package let client: ClientName?
    /// Of which job it is, where it is about one.
    package let job: JobName?

    package enum Kind: String, Sendable, Codable, CaseIterable {
      case queue, failures, crashes, voices, disk, trouble
      /// Three quarters of a budget are spent.
      case budget
      /// Nine tenths are.
      case budgetEnds = "budget-ends"
    }

    package init(_ kind: Kind, _ client: ClientName? = nil, _ job: JobName? = nil) {
      self.kind = kind
      self.client = client
      self.job = job
    }

    package var description: String {
      ([kind.rawValue, client?.text, job?.text] as [String?]).compactMap(\.self).joined(separator: " ")
    }
    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
  }

  package init(_ topic: Topic, _ what: Refusal, raised: Moment, cleared: Moment? = nil) {
    self.topic = topic
    self.what = what
    self.raised = raised
    self.cleared = cleared
  }

  package var stands: Bool { cleared == nil }
}
