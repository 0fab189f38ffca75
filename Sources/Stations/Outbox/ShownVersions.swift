import Files
import Production

/// What lies in each review folder, kept in the hidden folder: the review folder itself cannot tell, as people may rename, edit and
/// remove whatever is in it.
struct ShownVersions {
  private let folder: Folder
  private let workshop: Workshop

  /// One line "VERSION GATE", with the digest of what the preview says where there is one; then a line "SIZE DIGEST NAME" for each file that was put there to be heard or watched.
  struct Mark: Hashable {
    let version: Int
    let gate: Gate
    let files: [Receipt.File]
    /// What the draft says of which a film lies there.
    let previewed: Digest?

    init(
      version: Int, gate: Gate, files: [Delivery] = [], and others: [Receipt.File] = [], previewed: Digest? = nil
    ) {
      self.version = version
      self.gate = gate
      self.previewed = previewed
      self.files = others + files.map { Receipt.File(name: $0.name, digest: $0.digest, size: $0.size) }
    }

    init?(_ text: String) {
      let lines = text.split(separator: "\n")
      guard let first = lines.first?.split(separator: " "), let version = first.first.flatMap({ Int($0) }) else { return nil }
      self.version = version
      gate = first.dropFirst().first.flatMap { Gate(rawValue: String($0)) } ?? .script
      previewed = first.dropFirst(2).first.flatMap { Digest(hex: String($0)) }
      files = lines.dropFirst().compactMap { line in
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count == 3, let size = Int64(parts[0]), let digest = Digest(hex: String(parts[1])) else { return nil }
        return Receipt.File(name: String(parts[2]), digest: digest, size: size)
      }
    }

    var text: String {
      "\(version) \(gate)" + (previewed.map { " \($0.hex)" } ?? "")
        + files.map { "\n\($0.size) \($0.digest.hex) \($0.name)" }.joined()
    }
  }

  init(hidden: Folder, workshop: Workshop) throws {
    folder = try hidden.makeFolder(.known("shown"))
    self.workshop = workshop
  }

  /// Nil when nothing was shown, or when what is kept of it cannot be read.
  func mark(of job: JobName) throws -> Mark? {
    try folder.read(job.folderName, atMost: Workshop.largestText).flatMap { Mark(String(decoding: $0, as: UTF8.self)) }
  }

  func keep(_ mark: Mark, of job: JobName) throws {
    try folder.write(job.folderName, Array(mark.text.utf8), aside: workshop.folder)
  }

  func forget(_ job: JobName) throws { try folder.remove(job.folderName) }
}
