import Digests
import Production
import Glibc

/// Files that arrive in odd ways, and files that change under the service.
extension Trial {
  static let arrivals = [
    Trial("odd-copies", "documents are copied slowly, with room taken before, in pieces, by renaming, by saving over") { bench in
      var settings = RigSettings()
      settings.settleSeconds = 1.5
      let rig = try Rig(bench.shim, settings: settings)
      let aside = "\(rig.folder)/aside"
      try FileTree.makeFolder(aside)
      try rig.start(counts: false)
      try rig.waitUntilReady()
      var steps: [(at: ContinuousClock.Instant, act: () throws -> Void)] = []
      var wanted: [String: String] = [:]
      for (number, way) in OddCopy.Way.allCases.enumerated() {
        let text = "# Kettle \(number)\n\nThe kettle that is \(way.rawValue) has number \(number). It is made of steel.\n"
        wanted["kettle-\(number)"] = text
        var moment = ContinuousClock.now
        for step in OddCopy(Array(text.utf8), to: "\(rig.share)/inbox/kettle \(number).md", by: way, aside: aside).steps {
          moment += .seconds(step.after)
          steps.append((moment, step.act))
        }
      }
      steps.sort { $0.at < $1.at }
      try rig.wait(for: "all of them") {
        while let step = steps.first, step.at <= .now {
          steps.removeFirst()
          try step.act()
        }
        rig.approveWhatWaits()
        return steps.isEmpty && wanted.keys.allSatisfy { FileTree.isThere("\(rig.share)/outbox/\($0)/receipt.json") }
      }
      var problems = wanted.compactMap { job, text in
        let name = job.split(separator: "-").joined(separator: " ") + ".md"
        return FileTree.text("\(rig.share)/outbox/\(job)/source/\(name)") == text ? nil : "\(name) is not what was copied"
      }
      if FileTree.names(in: "\(rig.share)/outbox").count != wanted.count { problems.append("there are other videos") }
      if rig.stop() != 0 { problems.append("the service did not stop well") }
      return problems
    },
    Trial("changed-while-claimed", "the original is changed, cut and removed while its job is at work, and dropped anew") {
      bench in
      let rig = try Rig(bench.shim)
      try rig.start(counts: false)
      try rig.waitUntilReady()
      try rig.drop(.rain)
      let claimed = "\(rig.share)/.dropreel/claimed"
      // Whatever is written into it before it was copied, it is put back for, as something that somebody is still at.
      try rig.wait(for: "the claim") {
        !FileTree.names(in: claimed).isEmpty && (FileTree.text(rig.log) ?? "").contains("A drop is taken in")
      }
      // Somebody has it open still, or finds it in the hidden folder.
      guard let name = FileTree.names(in: claimed).first else { return ["nothing is claimed"] }
      let other = "# Something else\n\nThis is not what was dropped.\n"
      try FileTree.write(other, to: "\(claimed)/\(name)")
      try FileTree.write(other, to: "\(rig.share)/inbox/rain.md")
      try rig.wait(for: "both") {
        rig.approveWhatWaits()
        return FileTree.names(in: "\(rig.share)/outbox").count == 2
          && FileTree.names(in: "\(rig.share)/outbox").allSatisfy { FileTree.isThere("\(rig.share)/outbox/\($0)/receipt.json") }
      }
      usleep(500_000)
      var problems: [String] = []
      let first = FileTree.text("\(rig.share)/outbox/rain/transcript.txt") ?? ""
      if !first.contains("barrel") || first.contains("not what was dropped") {
        problems.append("the video is not of what was dropped: \(first)")
      }
      if rig.stop() != 0 { problems.append("the service did not stop well") }
      return problems
    },
  ]
}
