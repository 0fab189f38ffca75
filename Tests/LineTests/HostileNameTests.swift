import Files
import Glibc
import Production
import Rig
import Testing

/// The names of §5's nastiest case go through the whole line: none breaks it, and each comes back to the byte.
@Suite(.timeLimit(.minutes(10))) struct HostileNameTests {
  private static let names: [[UInt8]] =
    [
      String(repeating: "x", count: 251) + ".txt", "😀 party.md", "trailing dot..txt", "trailing blank .txt", "-rf.md",
      "a\nb.txt",
      "\"quoted\" 'it'.md", "100 %s %n.txt", "10\u{F022}30.md", "gpj\u{202E}txt.md", "CON.txt", "brief.md.md", "<b>.txt",
      "=cmd|calc.txt",
    ].map { Array($0.utf8) } + [[0xFF, 0xFE, 0x80] + Array(".txt".utf8)]

  private func put(_ text: String, _ name: [UInt8], _ rig: Rig) throws {
    let folder = try Folder.open("\(rig.path)/acme/inbox")
    try folder.write(try #require(FileName(bytes: name)), Array(text.utf8), aside: try Folder.open("\(rig.path)/acme"))
  }

  @Test func anyNameIsTakenAndComesBack() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    for (number, name) in Self.names.enumerated() {
      try put("The moon number \(number) pulls the sea. It rises twice a day.", name, rig)
    }
    try await rig.wait("all scripts") {
      let shown = rig.names("acme/review")
      return shown.count == Self.names.count
        && shown.allSatisfy { job in rig.names("acme/review/\(job)").contains { $0.hasPrefix("HOW TO APPROVE") } }
    }
    #expect(rig.names("acme/inbox") == [])
    #expect(rig.names("acme/failed") == [])
    // What we name after them is shown and opened as it is by every system.
    for job in rig.names("acme/review") {
      #expect(JobName(job)?.text == job)
      let outcome = try await rig.run("cancel", job)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    var returned: Set<[UInt8]> = []
    try await rig.wait("all to come back") {
      returned = []
      for job in rig.names("acme/failed") {
        let folder = try Folder.open("\(rig.path)/acme/failed/\(job)")
        returned.formUnion(try folder.entries().map(\.name.bytes))
      }
      return returned.isSuperset(of: Self.names)
    }
    #expect(try rig.read("acme/STATUS.html").contains("\u{202E}") == false)
    #expect(try await rig.run("verify").code == 0)
  }
}
