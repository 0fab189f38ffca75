import Files
import Production

/// Which version of each script lies in review/, kept in the hidden folder: the folder itself cannot tell, as people may rename,
/// edit and remove whatever is in it.
struct ShownVersions {
  private let folder: Folder
  private let workshop: Workshop

  init(hidden: Folder, workshop: Workshop) throws {
    folder = try hidden.makeFolder(.known("shown"))
    self.workshop = workshop
  }

  /// Nil when none was shown, or when what is kept of it cannot be read.
  func version(of job: JobName) throws -> Int? {
    guard let bytes = try folder.read(job.folderName, atMost: Workshop.largestText) else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  func keep(_ version: Int, of job: JobName) throws {
    try folder.write(job.folderName, Array("\(version)".utf8), aside: workshop.folder)
  }

  func forget(_ job: JobName) throws { try folder.remove(job.folderName) }
}
