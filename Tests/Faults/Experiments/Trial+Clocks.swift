import Glibc

/// Clocks that are wrong, and files from other times.
extension Trial {
  static let clocks = [
    Trial("clock", "the wall clock jumps by hours, days and years, forwards and back, while documents are made") { bench in
      let rig = try Rig(bench.shim)
      try rig.startControlled()
      for document in Document.batch { try rig.drop(document) }
      let jumps = [3600, -3600, 86_400, -86_400 * 40, 390_000_000, -1_700_000_000, 0]
      var next = ContinuousClock.now
      var number = 0
      try rig.attend(Document.batch) {
        guard ContinuousClock.now >= next else { return }
        next = .now + .milliseconds(300)
        try FileTree.write(String(jumps[number % jumps.count]), to: "\(rig.controls)/clock")
        number += 1
      }
      return number >= jumps.count ? try bench.end(rig, Document.batch) : ["only \(number) jumps"]
    },
    Trial("clock-ahead", "a script is approved while the clock is a day ahead, and then the clock is put right") { bench in
      var settings = RigSettings()
      settings.graceSeconds = 2
      let rig = try Rig(bench.shim, settings: settings)
      try FileTree.write("86400", to: "\(rig.controls)/clock")
      try rig.startControlled()
      try rig.waitUntilReady()
      try rig.drop(.rain)
      try rig.wait(for: "the approval") {
        rig.approveWhatWaits()
        return FileTree.names(in: "\(rig.share)/review/rain").contains { $0.hasPrefix("APPROVED") }
      }
      FileTree.remove("\(rig.controls)/clock")
      return try bench.end(rig, [.rain])
    },
    Trial("old-and-new-files", "drops were last changed in 1900, 1970, 2100, and in an hour") { bench in
      let rig = try Rig(bench.shim)
      let years: [(Document, Int)] = [
        (.rain, -2_208_988_800), (.bees, 4_102_444_800), (.locks, Int(time(nil)) + 3600),
      ]
      for (document, moment) in years {
        try rig.drop(document)
        let times = [timespec(tv_sec: moment, tv_nsec: 0), timespec(tv_sec: moment, tv_nsec: 0)]
        utimensat(AT_FDCWD, "\(rig.share)/inbox/\(document.path)", times, 0)
      }
      try rig.start(counts: false)
      return try bench.end(rig, Document.batch)
    },
  ]
}
