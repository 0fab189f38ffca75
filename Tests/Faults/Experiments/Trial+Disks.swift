import Glibc

/// Disks that are full, or have no names left.
extension Trial {
  static let disks = [
    Trial("full-state", "the disk of the state is full to the last 64 KiB while a worker speaks") { bench in
      try fills(SmallDisk("state", megabytes: 96), bench) {
        try $0.fillDisk()
      } undo: {
        $0.emptyDisk()
      }
    },
    Trial("full-store", "the disk of the store of what was made is full, the ledger's is not") { bench in
      try fills(SmallDisk("state/content", megabytes: 24), bench) {
        try $0.fillDisk()
      } undo: {
        $0.emptyDisk()
      }
    },
    Trial("full-share", "the disk of the share is full, the state's is not") { bench in
      try fills(SmallDisk("share", megabytes: 24), bench) {
        try $0.fillDisk()
      } undo: {
        $0.emptyDisk()
      }
    },
    Trial("no-names-state", "the disk of the state can hold no more files") { bench in
      try fills(SmallDisk("state", megabytes: 96, files: 400), bench) {
        try $0.takeNames(leaving: 0)
      } undo: {
        $0.emptyDisk()
      }
    },
    Trial("no-names-share", "the disk of the share can hold no more files") { bench in
      try fills(SmallDisk("share", megabytes: 24, files: 400), bench) {
        try $0.takeNames(leaving: 0)
      } undo: {
        $0.emptyDisk()
      }
    },
    Trial("full-at-start", "the disk of the state is full to the last byte when the service starts") { bench in
      let rig = try Rig(bench.shim, small: SmallDisk("state", megabytes: 96))
      try rig.start(counts: false)
      try rig.waitUntilReady()
      rig.killService()
      FileTree.remove("\(rig.state)/ballast")
      try rig.fillDisk(leaving: 0)
      try rig.start(counts: false)
      usleep(1_500_000)
      var problems: [String] = []
      let said = FileTree.text(rig.log) ?? ""
      if !said.lowercased().contains("disk"), !said.contains("full") {
        problems.append("it did not say that the disk is full:\n\(said)")
      }
      rig.emptyDisk()
      if !rig.isRunning { try rig.start(counts: false) }
      try rig.drop(.rain)
      return problems + (try bench.end(rig, [.rain]))
    },
  ]

  /// Two documents; the trouble begins while the first one is spoken, and ends a little later.
  private static func fills(
    _ small: SmallDisk, _ bench: Bench, begin: (Rig) throws -> Void, undo: (Rig) -> Void
  ) throws -> [String] {
    let rig = try Rig(bench.shim, small: small)
    try rig.start(counts: false)
    try rig.drop(.rain)
    try rig.wait(for: "the voice") {
      rig.approveWhatWaits()
      return try ["speaking", "rendering"].contains(rig.states()["rain"] ?? "")
    }
    // What people drop in a full share they cannot drop; but it may have come before.
    try rig.drop(.bees)
    try begin(rig)
    usleep(2_500_000)
    var problems: [String] = []
    for path in FileTree.files(below: "\(rig.share)/failed") { problems.append("given up: \(path)") }
    undo(rig)
    problems += try bench.end(rig, [.rain, .bees])
    return problems
  }
}
