/// Something that is to be taken away, because somebody asked for it. It stands in the ledger until all of it is gone, so that no kill and no share
/// that is away leaves half of it.
package struct Removal: Hashable, Sendable {
  package let id: Int64
  package let job: JobName
  package let kind: Kind
  /// Who asked for it.
  package let by: String

  package enum Kind: Hashable, Sendable {
    /// All that was made of a job, here and at its host. `isShown`: people have been told, and may still take it back.
    case job(isShown: Bool)
    /// The time to take it back is over.
    case going
    /// A row of a batch, all of which goes.
    case row
    /// The same, and what people wrote of it: it was made for somebody who is to be forgotten.
    case jobAndWords
    /// A person, from what a job shows of its list.
    case person(ForgottenPerson)
  }

  package init(id: Int64, job: JobName, kind: Kind, by: String) {
    self.id = id
    self.job = job
    self.kind = kind
    self.by = by
  }
}

/// What becomes of a person who is to be forgotten.
package struct Forgetting: Hashable, Sendable, Codable {
  package let client: ClientName
  /// What was made for them, and is deleted.
  package var videos: [JobName] = []
  /// Lists that tell of them, by the jobs that they became.
  package var lists: [JobName] = []

  package init(client: ClientName) { self.client = client }
}
