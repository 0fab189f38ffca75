import Hosts
import Production
import StandIns
import Testing

/// Logs in a bucket, at a real storage service.
@Suite(.timeLimit(.minutes(10))) struct S3LogTests {
  @Test func whatLiesThereIsListedInOrderAndFetchedAsItIs() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let files = try (1...5).map { try scratch.noise("part \($0).gz", 1000 * $0) }
    for (number, file) in files.enumerated() {
      try server.put("\(scratch.path)/\(file.name)", as: "listed/2026-11-2\(number)%20a%2Bb.gz")
    }
    try server.put("\(scratch.path)/\(files[0].name)", as: "listed-not/x.gz")
    let (bucket, dock) = (S3Logs(server.account()), S3Dock(scratch))
    let all = try bucket.list(below: "listed/", after: "", atMost: 100, at: dock)
    #expect(all.map(\.key) == (0..<5).map { "listed/2026-11-2\($0) a+b.gz" } && all.map(\.size) == files.map(\.size))
    #expect(Set(all.map(\.tag)).count == 5 && all.allSatisfy { !$0.tag.isEmpty && !$0.tag.contains("\"") })
    let first = try bucket.list(below: "listed/", after: "", atMost: 2, at: dock)
    #expect(first == Array(all.prefix(2)))
    #expect(try bucket.list(below: "listed/", after: all[1].key, atMost: 100, at: dock) == Array(all.dropFirst(2)))
    #expect(try bucket.list(below: "nothing/", after: "", atMost: 100, at: dock).isEmpty)

    var found: [Int: [UInt8]] = [:]
    let gone = LogObject(key: "listed/gone.gz", tag: "", size: 5)
    try bucket.fetch(all + [gone], at: dock) { found[$0] = $1 }
    for (number, file) in files.enumerated() { #expect(try found[number] == scratch.read(file.name)) }
    #expect(found[5] == [])
  }

  @Test func aKeyThatIsWrongIsSaid() throws {
    guard let server = try S3Server.shared() else { return }
    let dock = S3Dock(try S3Scratch())
    dock.secrets["s3"] = "another"
    #expect(throws: HostProblem.self) { try S3Logs(server.account()).list(below: "x/", after: "", atMost: 9, at: dock) }
  }
}
