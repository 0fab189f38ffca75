import Digests
import Faults
import Glibc
import Production
import Testing

/// The service is killed among the renames by which it takes a folder, or the files of a group: nothing is lost, nothing is doubled.
@Suite(.serialized, .onItsOwnThread) struct FolderFaultTests {
  private static let files: [String: [String: String]] = [
    "folder": ["Talk/1 rain.md": "# Rain\n\nRain falls.\n", "Talk/deep/2 snow.txt": "Snow falls, too.\n", "Talk/.DS_Store": "x"],
    "group": ["talk.md": "# Rain\n\nRain falls.\n", "talk.toml": "style = \"tech\"\n", "talk.leads.csv": "first_name\nAda\n"],
  ]

  /// Put together elsewhere on the share, and moved in.
  private func drop(_ what: String, _ rig: Rig) throws {
    let aside = "\(rig.share)/aside"
    // The service may not have made it yet.
    try FileTree.makeFolder("\(rig.share)/inbox")
    for (path, text) in Self.files[what] ?? [:] {
      let place = "\(aside)/\(path)"
      if let slash = place.lastIndex(of: "/") { try FileTree.makeFolder(String(place[..<slash])) }
      try FileTree.write(text, to: place)
    }
    for name in FileTree.names(in: aside) { rename("\(aside)/\(name)", "\(rig.share)/inbox/\(name)") }
    FileTree.remove(aside)
  }

  private func isDrafted(_ rig: Rig) -> Bool {
    FileTree.names(in: "\(rig.share)/review/talk").contains { $0.hasPrefix("HOW TO APPROVE") }
  }

  private func problems(_ what: String, _ rig: Rig) throws -> [String] {
    var problems: [String] = []
    var found: [String: Int] = [:]
    for path in FileTree.files(below: rig.share) {
      if let bytes = FileTree.bytes("\(rig.share)/\(path)") { found[Digest(of: bytes).hex, default: 0] += 1 }
    }
    for (name, text) in Self.files[what] ?? [:] where found[Digest(of: text).hex] != 1 {
      problems.append("\(name) lies on the share \(found[Digest(of: text).hex] ?? 0) times")
    }
    problems += FileTree.names(in: "\(rig.share)/inbox").map { "\($0) is still in the inbox" }
    let jobs = try rig.run(["jobs"]).said.split(separator: "\n").filter { $0.contains("talk") }
    if jobs.count != 1 { problems.append("there are \(jobs.count) jobs") }
    let verified = try rig.run(["verify"])
    if verified.code != 0 { problems.append(verified.said) }
    return problems
  }

  @Test(arguments: ["folder", "group"]) func aKillAmongTheRenamesOfAClaimChangesNothing(_ what: String) throws {
    let folder = try FileTree.makeTemporaryFolder()
    defer { FileTree.remove(folder) }
    let shim = try Shim(in: folder)
    let recording = try Rig(shim)
    try recording.start()
    try drop(what, recording)
    try recording.wait(for: "the script") { isDrafted(recording) }
    #expect(recording.stop() == 0)
    #expect(try problems(what, recording) == [])
    let renames = recording.calls.filter { $0.call == "renameat2" }
    let claims = renames.indices.filter { renames[$0].path.contains(".dropreel/claimed") }
    #expect(claims.count == (what == "folder" ? 1 : 3), "\(renames.map(\.path))")

    for claim in claims {
      for how in [Fault.How.killBefore, .killAfter] {
        let rig = try Rig(shim)
        var fault = Fault(how, at: claim + 1)
        fault.calls = ["renameat2"]
        try rig.start(fault)
        try drop(what, rig)
        try rig.wait(for: "the kill", atMost: 30) { !rig.isRunning }
        try rig.start()
        try rig.wait(for: "the script") { isDrafted(rig) }
        #expect(rig.stop() == 0)
        #expect(try problems(what, rig) == [], "\(how.rawValue) rename \(claim + 1)")
      }
    }
  }
}
