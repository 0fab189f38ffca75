import Files
import Glibc
import Line
package import Production

/// What a person at the share does and sees. All paths are relative to the rig's folder, or to a client's share.
extension Rig {
  package func read(_ place: String) throws -> String { String(decoding: try bytes(place), as: UTF8.self) }

  package func bytes(_ place: String) throws -> [UInt8] {
    let (folder, name) = try split(place)
    guard let bytes = try folder.read(name, atMost: 64 << 20) else { throw RigError("There is no \(place).\n\(tree())") }
    return bytes
  }

  package func write(_ text: String, to place: String) throws { try write(Array(text.utf8), to: place) }

  /// As a program saves: the same name is written over, and stays open for a moment.
  package func write(_ bytes: [UInt8], to place: String) throws {
    let descriptor = open("\(path)/\(place)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o660)
    guard descriptor >= 0 else { throw RigError("\(place) cannot be written: \(errno)") }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
      guard count > 0 else { throw RigError("\(place) cannot be written: \(errno)") }
      done += count
    }
  }

  package func makeFolder(_ place: String) throws {
    guard mkdir("\(path)/\(place)", 0o2770) == 0 else { throw RigError("\(place) cannot be made: \(errno)") }
  }

  package func move(_ place: String, to other: String) throws {
    guard rename("\(path)/\(place)", "\(path)/\(other)") == 0 else {
      throw RigError("\(place) cannot be renamed to \(other): \(errno)\n\(tree())")
    }
  }

  package func remove(_ place: String) throws {
    guard unlink("\(path)/\(place)") == 0 else { throw RigError("\(place) cannot be removed: \(errno)") }
  }

  package func removeFolder(_ place: String) throws {
    guard rmdir("\(path)/\(place)") == 0 else { throw RigError("\(place) cannot be removed: \(errno)") }
  }

  package func exists(_ place: String) -> Bool { access("\(path)/\(place)", F_OK) == 0 }

  /// Whether a folder in failed/ holds its reason, and the drop, which comes last.
  package func isReturned(_ place: String) -> Bool {
    let names = names(place)
    return names.contains("WHY.txt") && names.contains { $0 != "WHY.txt" && $0 != "script" }
  }

  /// The names in a folder; none when it is not there. Without what is hidden.
  package func names(_ place: String) -> [String] {
    guard let folder = try? Folder.open("\(path)/\(place)"), let entries = try? folder.entries() else { return [] }
    return entries.map(\.name.description).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// All names in a folder, the hidden ones too.
  package func everyName(_ place: String) throws -> [String] {
    try Folder.open("\(path)/\(place)").entries().map(\.name.description).sorted()
  }

  /// Every file at or below a place, the hidden ones too; what is gone meanwhile is left out.
  package func files(_ place: String) throws -> [String] {
    guard let folder = try? Folder.open("\(path)/\(place)") else { return exists(place) ? [place] : [] }
    return try folder.entries().flatMap { entry -> [String] in
      let inner = "\(place)/\(entry.name.description)"
      return entry.kind == .folder ? try files(inner) : entry.kind == .file ? [inner] : []
    }
  }

  /// What a person sees of the shares, for the message of a test that fails.
  package func tree() -> String {
    var lines: [String] = []
    func list(_ place: String, _ depth: Int) {
      for name in names(place) {
        lines.append(String(repeating: "  ", count: depth) + name)
        if depth < 5 { list("\(place)/\(name)", depth + 1) }
      }
    }
    for name in names("") where !["bin", "state", "data"].contains(name) && !name.hasPrefix("command-") {
      lines.append(name)
      list(name, 1)
    }
    return lines.joined(separator: "\n")
  }

  private func split(_ place: String) throws -> (Folder, FileName) {
    let cut = place.lastIndex(of: "/")
    let folder = cut.map { "\(path)/\(place[..<$0])" } ?? path
    let name = cut.map { String(place[place.index(after: $0)...]) } ?? place
    guard let fileName = FileName(name) else { throw RigError("\(place) is no place.") }
    return (try Folder.open(folder), fileName)
  }

  // MARK: - Jobs

  /// The ledger's story of a job, from the running service; nil when it knows none of that name.
  package func story(_ job: String) throws -> JobStory? {
    guard let name = JobName(job) else { throw RigError("\(job) is no job name.") }
    if case .story(let story)? = try ControlSocket.ask(.story(name), stateFolder: state) { return story }
    return nil
  }

  package func wait(for job: String, toBe states: JobState..., atMost seconds: Double = Rig.patience) async throws {
    var last: JobStory?
    do {
      try await wait("\(job) to be \(states.map(\.rawValue).joined(separator: " or "))", atMost: seconds) {
        last = try self.story(job) ?? last
        return last.map { states.contains($0.card.state) } ?? false
      }
    } catch let error as RigError {
      let events = last?.events.map { "  \($0.kind): \($0.text)" }.joined(separator: "\n") ?? "  nothing"
      throw RigError("\(job) is \(last?.card.state.rawValue ?? "unknown"):\n\(events)\n\(error)")
    }
  }
}
