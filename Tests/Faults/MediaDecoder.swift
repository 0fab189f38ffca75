import Digests
import Production

/// Decodes videos and sounds to the digests of their frames. The same bytes are decoded once: they decode to the same.
package final class MediaDecoder {
  private var known: [Digest: String] = [:]

  package init() {}

  /// Nil for what does not decode to its end.
  func essence(of path: String, _ bytes: [UInt8]) -> String? {
    let digest = Digest(of: bytes)
    if let essence = known[digest] { return essence }
    guard let folder = try? FileTree.makeTemporaryFolder() else { return nil }
    defer { FileTree.remove(folder) }
    let decoder = try? RunningProgram(
      "/usr/bin/ffmpeg", ["-v", "error", "-xerror", "-i", path, "-f", "streamhash", "-hash", "md5", "-"],
      environment: ["PATH": "/usr/bin"], output: "\(folder)/hashes")
    guard decoder?.wait() == 0, let essence = FileTree.text("\(folder)/hashes") else { return nil }
    known[digest] = essence
    return essence
  }
}
