import Files
import Glibc
import Production
import Review
import Testing

@Suite struct ReviewFolderTests {
  private func reading(_ files: [String: String], ours: Set<String> = []) throws -> ReviewReading {
    try reading(files.mapValues { Array($0.utf8) }, ours: ours)
  }

  /// `prepare` gets the path of the folder.
  private func reading(
    _ files: [String: [UInt8]], ours: Set<String> = [], prepare: (String) throws -> Void = { _ in }
  ) throws -> ReviewReading {
    var template = Array("/tmp/dropreel-review-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = try Folder.open(path)
    for (name, bytes) in files { try folder.write(try #require(FileName(name)), bytes) }
    try #require(chmod(path, 0o755) == 0)
    for name in files.keys { try #require(chmod("\(path)/\(name)", 0o644) == 0) }
    try prepare(path)
    let job = try #require(JobName("report"))
    let review = ReviewFolder(job: job, folder: folder, isOurs: { name, _ in ours.contains(name.description) })
    let reading = try asNobody { try review.read() }
    try Folder.open("/tmp").removeTree(try #require(FileName(String(path.dropFirst(5)))))
    return reading
  }

  /// Root may read everything, so the tests look with nobody's eyes; this concerns only the thread that runs `body`.
  private func asNobody<Answer>(_ body: () throws -> Answer) throws -> Answer {
    guard getuid() == 0 else { return try body() }
    let address = try #require(dlsym(nil, "setfsuid"))
    let setUser = unsafeBitCast(address, to: (@convention(c) (UInt32) -> Int32).self)
    _ = setUser(65534)
    defer { _ = setUser(0) }
    return try body()
  }

  @Test func theEditedTextIsWhatCounts() throws {
    let reading = try reading(
      ["script approved.txt": "TITLE: Edited\n", "HOW TO APPROVE - 43 s.txt": "…"], ours: ["HOW TO APPROVE - 43 s.txt"])
    #expect(reading.submitted?.text == Array("TITLE: Edited\n".utf8))
    guard case .decided(.approve, _, _) = reading.decision else {
      Issue.record("\(reading.decision)")
      return
    }
  }

  @Test func notesAreFoundWhereverPeopleWriteThem() throws {
    let script = "TITLE: Report\n\nTHABO: Why?\n"
    let atTop = try reading(["script rejected.txt": "#! mend this\nShorter please.\nNo jokes.\n\n" + script])
    #expect(atTop.notes == "Shorter please.\nNo jokes.")
    let beside = try reading(["script rejected.txt": script, "notes.txt": "\u{FEFF}Mention the fee.\r\n"])
    #expect(beside.notes == "Mention the fee.")
    let inMarker = try reading(["script.txt": script, "rejected.txt": "More about fees."])
    #expect(inMarker.notes == "More about fees.")
    let none = try reading(["script rejected.txt": script])
    #expect(none.notes.isEmpty)
  }

  @Test(arguments: [
    TextEncoding.utf8.encode("\u{FEFF}Größer – bitte."), TextEncoding.utf16LittleEndian.encode("\u{FEFF}Größer – bitte."),
    TextEncoding.utf16BigEndian.encode("\u{FEFF}Größer – bitte."), TextEncoding.windows1252.encode("Größer – bitte."),
  ])
  func notesAreReadAsTheirEditorSavedThem(_ notes: [UInt8]) throws {
    let script = Array("TITLE: Report\n".utf8)
    let beside = try reading(["script rejected.txt": script, "notes.txt": notes])
    #expect(beside.notes == "Größer – bitte.")
    let inMarker = try reading(["script.txt": script, "rejected.txt": notes])
    #expect(inMarker.notes == "Größer – bitte.")
    let encoding = TextEncoding.detect(notes).encoding
    let atTop = try reading(["script rejected.txt": notes + encoding.encode("\r\nTITLE: Report\r\n")])
    #expect(atTop.notes == "Größer – bitte.")
  }

  @Test(arguments: ["script approved.txt", "script.txt"])
  func aScriptThatIsTooLargeDecidesNothing(_ name: String) throws {
    let large = try reading([name: [UInt8](repeating: 0x61, count: ReviewFolder.largestText + 1), "my notes.txt": []])
    guard case .unclear(let refusal) = large.decision else {
      Issue.record("\(large.decision)")
      return
    }
    #expect(refusal.sentence.contains("\"\(name)\" is larger than a script ever is"))
    #expect(large.submitted == nil)
  }

  @Test(arguments: ["script approved.txt", "script.txt", "notes.txt"])
  func whatTheServiceMayNotReadDecidesNothing(_ name: String) throws {
    var files = [name: Array("TITLE: x\n".utf8)]
    if name == "notes.txt" { files["script rejected.txt"] = Array("TITLE: x\n".utf8) }
    let reading = try reading(files) { path in
      try #require(chmod("\(path)/\(name)", getuid() == 0 ? 0o600 : 0) == 0)
    }
    guard case .unclear(let refusal) = reading.decision else {
      Issue.record("\(reading.decision)")
      return
    }
    #expect(refusal.sentence.contains("\"\(name)\" cannot be read"))
    #expect(!refusal.wayOut.isEmpty)
  }

  @Test func theServicesOwnNotesDecideNothing() throws {
    let reading = try reading(
      ["script.txt": "TITLE: x", "APPROVED - now in outbox.txt": "x"], ours: ["APPROVED - now in outbox.txt"])
    #expect(reading.decision == .undecided)
    #expect(reading.submitted?.text == Array("TITLE: x".utf8))
  }
}
