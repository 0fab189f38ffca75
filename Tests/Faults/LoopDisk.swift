import Glibc

/// A file system of its own in a file, which can lose its power.
package final class LoopDisk {
  package enum Kind: String, CaseIterable, Sendable { case ext4, xfs }

  private let kind: Kind
  private let image: String
  private let place: String

  /// Makes one, and mounts it on a folder that is there.
  package init(_ kind: Kind, image: String, on place: String) throws {
    self.kind = kind
    self.image = image
    self.place = place
    let file = open(image, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0, ftruncate(file, kind == .xfs ? 320 << 20 : 96 << 20) == 0 else { throw FaultProblem("no image for a disk") }
    close(file)
    switch kind {
    case .ext4: try Self.call(["/usr/sbin/mkfs.ext4", "-q", "-F", image])
    case .xfs: try Self.call(["/usr/sbin/mkfs.xfs", "-q", "-f", image])
    }
    try mount()
  }

  deinit {
    umount2(place, Int32(MNT_DETACH))
    unlink(image)
  }

  /// Nothing is written by a timer, and ext4 does not make up for a sync that was forgotten before a rename.
  private func mount() throws {
    let options = kind == .ext4 ? "loop,noauto_da_alloc,commit=300" : "loop"
    try Self.call(["/usr/bin/mount", "-t", kind.rawValue, "-o", options, image, place])
  }

  /// The power is back: what the disk has is there.
  package func powerOn() throws {
    // Workers that have just been ended may hold it for a moment, also where they see the disk in a mount namespace of their own: as long as
    // they do, mounting it again gives back the very file system whose power is gone.
    for _ in 0..<600 {
      if umount2(place, 0) == 0 {
        try mount()
        if hasPower { return }
      } else if errno != EBUSY {
        throw FaultProblem("no umount: \(String(cString: strerror(errno)))")
      }
      usleep(50_000)
    }
    throw FaultProblem("the power of \(place) does not come back")
  }

  private var hasPower: Bool {
    let trace = "\(place)/power"
    let file = open(trace, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    close(file)
    return unlink(trace) == 0
  }

  /// All that was done so far survives.
  package func sync() throws { try Self.call(["/usr/bin/sync", "-f", place]) }

  private static func call(_ words: [String]) throws {
    let output = "\(try FileTree.makeTemporaryFolder())"
    defer { FileTree.remove(output) }
    let program = try RunningProgram(
      words[0], Array(words.dropFirst()), environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"], output: "\(output)/said")
    guard program.wait() == 0 else {
      throw FaultProblem("\(words.joined(separator: " ")): \(FileTree.text("\(output)/said") ?? "")")
    }
  }
}
