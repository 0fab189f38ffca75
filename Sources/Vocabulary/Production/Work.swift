/// The right to run one stage of one job, once. It ends when the stage ends, or when its holder does.
package struct Lease: Hashable, Sendable, Codable {
  package let id: Int64
  package let job: JobName
  package let client: ClientName
  package let stage: Stage
  /// Counted from one; a restart of the service does not count.
  package let attempt: Int

  package init(id: Int64, job: JobName, client: ClientName, stage: Stage, attempt: Int) {
    self.id = id
    self.job = job
    self.client = client
    self.stage = stage
    self.attempt = attempt
  }
}

/// A file that a stage made, known by its content.
package struct Artifact: Hashable, Sendable, Codable {
  package let name: String
  package let digest: Digest
  package let size: Int64

  package init(name: String, digest: Digest, size: Int64) {
    self.name = name
    self.digest = digest
    self.size = size
  }
}

/// All that a worker is told: one stage of one job, its inputs as descriptors, its settings as values.
package struct WorkOrder: Hashable, Sendable, Codable {
  package let lease: Lease
  package let inputs: [Input]
  package let settings: JobSettings
  /// Values of the stage: a dropped file's name, a person's notes, the number of a version.
  package let notes: [String: String]

  /// A file that the daemon opened for the worker, read-only.
  package struct Input: Hashable, Sendable, Codable {
    package let name: String
    package let descriptor: Int32
    package let size: Int64

    package init(name: String, descriptor: Int32, size: Int64) {
      self.name = name
      self.descriptor = descriptor
      self.size = size
    }
  }

  package init(lease: Lease, inputs: [Input], settings: JobSettings, notes: [String: String]) {
    self.lease = lease
    self.inputs = inputs
    self.settings = settings
    self.notes = notes
  }
}

/// What a stage leaves: files in its work folder, and facts for the receipt.
package struct WorkResult: Hashable, Sendable, Codable {
  package let artifacts: [Artifact]
  package let facts: [String: String]

  package init(artifacts: [Artifact], facts: [String: String]) {
    self.artifacts = artifacts
    self.facts = facts
  }
}
