import Glibc

extension Rig {
  /// Fills a small disk but for some bytes.
  package func fillDisk(leaving left: Int = 64 << 10) throws {
    guard let small else { throw FaultProblem("there is no small disk") }
    let place = "\(folder)/\(small.place)"
    var facts = statvfs()
    guard statvfs(place, &facts) == 0 else { throw FaultProblem("statvfs failed") }
    let size = Int(facts.f_bavail) * Int(facts.f_frsize) - left
    let file = open("\(place)/somebody-elses", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    if size > 0 { posix_fallocate(file, 0, size) }
  }

  package func emptyDisk() {
    guard let small else { return }
    FileTree.remove("\(folder)/\(small.place)/somebody-elses")
  }

  /// Takes every name that the disk has left but some.
  package func takeNames(leaving left: Int) throws {
    guard let small else { throw FaultProblem("there is no small disk") }
    let folder = "\(self.folder)/\(small.place)/somebody-elses"
    try FileTree.makeFolder(folder)
    var facts = statvfs()
    guard statvfs(folder, &facts) == 0 else { throw FaultProblem("statvfs failed") }
    for number in 0..<max(0, Int(facts.f_ffree) - left) {
      let file = open("\(folder)/\(number)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { return }
      close(file)
    }
  }

  package var hasDisks: Bool { !disks.isEmpty }

  /// What people did so far survives a cut.
  package func syncDisks() throws { for disk in disks { try disk.sync() } }

  /// After a cut: what the disks have is there again.
  package func powerOn() throws { for disk in disks { try disk.powerOn() } }
}
