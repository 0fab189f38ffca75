import Files
import Glibc
import Production

/// A stage to run, before its inputs are opened.
struct StageOrder: Sendable {
  let lease: Lease
  let inputs: [StageInput]
  let settings: JobSettings
  let notes: [String: String]
  /// Whether its lease names a job, or only the stage: then it runs beside the line.
  var isOfJob = true
  /// What it gets that lies in no store: its first inputs.
  var handed: [HandedFile] = []
}

/// A file that a worker is to read where it lies.
struct HandedFile: Sendable {
  /// As an input.
  let name: String
  let folder: Folder
  let file: FileName
}

/// The inputs of a stage, open for one worker. They are closed here once the worker has its own.
struct OpenInputs: ~Copyable {
  let descriptors: [Int32]
  let inputs: [WorkOrder.Input]

  init(_ order: StageOrder, from store: ContentStore) throws {
    var descriptors: [Int32] = []
    var inputs: [WorkOrder.Input] = []
    func hand(_ file: borrowing File, _ name: String) throws(FileError) {
      let number = Int32(3 + descriptors.count)
      let size = try file.status().size
      descriptors.append(try file.descriptorForChild())
      inputs.append(WorkOrder.Input(name: name, descriptor: number, size: size))
    }
    do {
      for handed in order.handed { try hand(try handed.folder.file(handed.file), handed.name) }
      for input in order.inputs {
        guard let file = try store.open(input.digest) else {
          // An asset was changed in this very moment: the next try takes it as it is then.
          throw Failure(
            Refusal(
              "A part of the work is missing from the service's store.", wayOut: "Try the job again; it is made anew.",
              detail: "no content \(input.digest) for \(input.name)"),
            kind: AssetInput.path(of: input.name) == nil && order.handed.isEmpty ? .input : .passing)
        }
        try hand(file, input.name)
      }
    } catch {
      for descriptor in descriptors { close(descriptor) }
      throw error
    }
    self.descriptors = descriptors
    self.inputs = inputs
  }

  deinit { for descriptor in descriptors { close(descriptor) } }
}

/// The only folder that a worker can write to; gone with everything in it when the stage ends.
struct WorkFolder: Sendable {
  let path: String
  let folder: Folder
  private let parent: Folder
  private let name: FileName

  init(named name: String, in state: String) throws {
    parent = try Folder.open(state).makeFolder(.known("work"), mode: 0o700)
    self.name = FileName(name) ?? .known("stage")
    try parent.removeTree(self.name)
    folder = try parent.makeFolder(self.name, mode: 0o700)
    path = "\(state)/work/\(self.name)"
  }

  func remove() { try? parent.removeTree(name) }

  /// Moves the results in, each under the digest that it really has. What a worker says of its files is checked, not believed.
  func store(_ result: WorkResult, in store: ContentStore) throws -> WorkResult {
    var artifacts: [Artifact] = []
    for claimed in result.artifacts {
      guard let name = FileName(claimed.name) else { throw Self.mismatch(claimed.name) }
      let stored = try store.put(try folder.file(name))
      guard stored.digest == claimed.digest else { throw Self.mismatch(claimed.name) }
      artifacts.append(Artifact(name: claimed.name, digest: stored.digest, size: stored.size))
    }
    return WorkResult(artifacts: artifacts, facts: result.facts)
  }

  /// Lays something into it for the worker to read.
  func hand(_ artifact: Artifact, from store: ContentStore) throws -> Bool {
    guard let name = FileName(artifact.name), let file = try store.open(artifact.digest) else { return false }
    // The same may be asked for more than once.
    try? folder.remove(name)
    // Copied by the kernel: it may be minutes of sound. Not synced, as it is gone with the stage.
    var writer = try folder.create(name, mode: 0o600)
    try file.copy(to: &writer)
    return true
  }

  /// Whether this very content lies in it.
  func has(_ artifact: Artifact) throws -> Bool {
    guard let name = FileName(artifact.name) else { return false }
    return try folder.file(name).digest() == artifact.digest
  }

  private static func mismatch(_ name: String) -> Failure {
    Failure(
      Refusal(
        "A step of the work left something broken.", wayOut: "It is tried again by itself.",
        detail: "\(name) is not what the worker said"),
      kind: .crash)
  }
}
