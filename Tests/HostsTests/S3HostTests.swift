import Courier
import Files
import Glibc
import Hosts
import Production
import StandIns
import Testing

/// Videos on a real storage service, with signatures on.
@Suite(.timeLimit(.minutes(10))) struct S3HostTests {
  private func parcel(_ address: String, _ files: [HostParcel.File], _ privacy: PublishDetails.Privacy = .public) -> HostParcel {
    let job = JobName(fromDrop: "rain") { _ in false }
    return HostParcel(job: job, details: PublishDetails(title: "Rain", privacy: privacy), address: address, files: files)
  }

  private func page(_ scratch: S3Scratch) throws -> [HostParcel.File] {
    try scratch.write(Array("<!doctype html><title>Rain</title>".utf8), to: "index.html")
    return [
      try scratch.described("index.html"), try scratch.noise("rain.mp4", 300_000),
      try scratch.noise("captions/rain & sun.vtt", 500),
      try scratch.noise("beacon.gif", 43),
    ]
  }

  @Test func aPageIsSeenByAllAndAllOfItGoesAgain() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let dock = S3Dock(scratch)
    let host = S3Host(server.account(S3Server.open))
    let files = try page(scratch)
    let copy = try host.put(parcel("rain", files), at: dock)
    #expect(copy.link == "\(server.endpoint)/\(S3Server.open)/videos/rain/index.html")
    #expect(copy.id == "videos/rain")
    #expect(copy.state == .ready)
    #expect(copy.embedCode?.contains("src=\"\(copy.link)\"") == true)
    #expect(dock.told.last == files.reduce(0) { $0 + $1.size })
    for (file, kind, caching) in [
      (files[0], "text/html; charset=utf-8", "no-cache"), (files[1], "video/mp4", "public, max-age=86400"),
      (files[2], "text/vtt; charset=utf-8", "public, max-age=86400"), (files[3], "image/gif", "no-store"),
    ] {
      let address = file.name.replacingBlanks
      let found = try scratch.fetch("\(server.endpoint)/\(S3Server.open)/videos/rain/\(address)")
      #expect(found.status == "200")
      #expect(found.digest == file.digest.hex)
      #expect(found.headers.lowercased().contains("content-type: \(kind)"))
      #expect(found.headers.lowercased().contains("cache-control: \(caching)"))
    }
    // Nobody sees a page whose film is not there.
    let puts = dock.asked.filter { $0.hasPrefix("PUT") }
    #expect(puts.count == 4)
    #expect(puts.last?.contains("index.html") == true)
    #expect(try host.look(at: copy, at: dock).state == .ready)

    try host.remove(copy, at: dock)
    for file in files {
      #expect(try scratch.fetch("\(server.endpoint)/\(S3Server.open)/videos/rain/\(file.name.replacingBlanks)").status == "404")
    }
    let gone = #expect(throws: HostProblem.self) { try host.look(at: copy, at: dock) }
    #expect(gone?.cause == .gone)
    try host.remove(copy, at: dock)
  }

  @Test func aLargePrivateFilmComesBackAsItWasByItsLink() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let dock = S3Dock(scratch)
    var account = server.account()
    account.signing = .presigned
    let host = S3Host(account)
    try scratch.write(Array("<!doctype html>".utf8), to: "index.html")
    let film = try scratch.noise("film.mp4", 40_000_001)
    let parcel = parcel(
      "secret-4711", [try scratch.described("index.html"), film, try scratch.noise("small.mp4", 1000)], .private)
    let copy = try host.put(parcel, at: dock)
    #expect(dock.asked.filter { $0.contains("partNumber") }.count == 8)
    // The page's files would not be signed: the best film is shown.
    #expect(copy.link.contains("/secret-4711/film.mp4?X-Amz-Algorithm"))
    #expect(copy.linkEndsAt == Moment(microseconds: (dock.now + 604_800) * 1_000_000))
    let found = try scratch.fetch(copy.link)
    #expect(found.status == "200")
    #expect(found.digest == film.digest.hex)
    #expect(found.headers.lowercased().contains("content-type: video/mp4"))
    #expect(found.headers.lowercased().contains("cache-control: private, max-age=86400"))
    #expect(try scratch.fetch(String(copy.link.prefix { $0 != "?" })).status == "403")
    #expect(try scratch.fetch(copy.link.replacing("X-Amz-Expires=604800", with: "X-Amz-Expires=604799")).status == "403")

    // Four days later the link is drawn anew.
    dock.clock += 4 * 86_400
    let later = try host.look(at: copy, at: dock0(scratch, dock.clock - 4 * 86_400))
    #expect(later.link == copy.link)
    var old = copy
    old.linkEndsAt = Moment(microseconds: (Int64(time(nil)) + 86_400) * 1_000_000)
    let renewed = try host.look(at: old, at: dock0(scratch, Int64(time(nil))))
    #expect((renewed.linkEndsAt?.microseconds ?? 0) > (old.linkEndsAt?.microseconds ?? 0))

    var details = PublishDetails(title: "Rain", privacy: .unlisted)
    let changed = try host.change(copy, to: details, at: dock0(scratch, Int64(time(nil))))
    #expect(changed.link.contains("/secret-4711/film.mp4?X-Amz-Algorithm"), "an unsigned one would show nothing")
    #expect(changed.note.contains("signature"))
    details.privacy = .private
    #expect(try host.change(changed, to: details, at: dock0(scratch, Int64(time(nil)))).link.contains("X-Amz-Signature"))
  }

  private func dock0(_ scratch: S3Scratch, _ clock: Int64) -> S3Dock {
    let dock = S3Dock(scratch)
    dock.clock = clock
    return dock
  }

  @Test func aLinkThatWouldHaveToLastTooLongIsRefusedBeforeAnythingIsSent() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let dock = S3Dock(scratch)
    var account = server.account()
    account.signing = .presigned
    var parcel = parcel("too-long", [try scratch.noise("film.mp4", 100)], .private)
    parcel.expiresAt = Moment(microseconds: (dock.now + 8 * 86_400) * 1_000_000)
    let problem = #expect(throws: HostProblem.self) { try S3Host(account).put(parcel, at: dock) }
    #expect(problem?.cause == .unfit)
    #expect(problem?.refusal.wayOut.contains("CloudFront") == true)
    #expect(dock.asked == [])
    parcel.expiresAt = Moment(microseconds: (dock.now + 3600) * 1_000_000)
    let copy = try S3Host(account).put(parcel, at: dock)
    #expect(copy.link.contains("X-Amz-Expires=3600"))
    #expect(copy.linkEndsAt == nil)
    #expect(try scratch.fetch(copy.link).status == "200")
  }

  @Test func cloudFrontSignsForAllThatLiesAtTheAddress() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let dock = S3Dock(scratch)
    try scratch.run("openssl genrsa -out key.pem 2>/dev/null")
    dock.secrets["front"] = String(decoding: try scratch.read("key.pem"), as: UTF8.self)
    var account = server.account()
    account.signing = .cloudfront
    account.keyPair = "K2JCJMDEHXQW5F"
    account.secondKey = "front"
    let parcel = parcel("front", try page(scratch), .private)
    #expect(throws: HostProblem.self) { try S3Host(account).put(parcel, at: dock) }
    account.url = "https://video.example.com/"
    let copy = try S3Host(account).put(parcel, at: dock)
    #expect(copy.link.hasPrefix("https://video.example.com/front/index.html?Policy="))
    let policy = CloudFrontKey.policy(for: "https://video.example.com/front/*", until: dock.now + 365 * 86_400)
    #expect(copy.link.contains("Policy=\(CloudFrontKey.safe(Array(policy.utf8)))&Signature="))
    account.keyPair = ""
    #expect(throws: HostProblem.self) { try S3Host(account).put(parcel, at: dock) }
  }

  @Test func itGoesTheSameWayEncryptedButOnlyToWhomItShould() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    var account = server.account()
    account.endpoint = "https://127.0.0.1:\(server.encryptedPort)"
    account.signing = .presigned
    let parcel = parcel("closed", [try scratch.noise("film.mp4", 17_000_000), try scratch.noise("small.jpg", 9)], .private)
    let dock = S3Dock(scratch, trust: server.authority)
    let copy = try S3Host(account).put(parcel, at: dock)
    #expect(dock.asked.filter { $0.contains("partNumber") }.count == 4)
    try scratch.run("curl -s -f -m 100 --cacert '\(server.authority)' -o back '\(copy.link)'")
    #expect(try scratch.described("back").digest == parcel.files[0].digest)
    try S3Host(account).remove(copy, at: dock)

    let stranger = #expect(throws: HostProblem.self) { try S3Host(account).put(parcel, at: S3Dock(scratch)) }
    #expect(stranger?.cause == .key)
    #expect(stranger?.refusal.sentence.contains("127.0.0.1") == true)
  }

  // MARK: - What a person has to mend

  @Test func aWrongSecretAnUnknownKeyAndAWrongClockAreSaidInWords() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let files = [try scratch.noise("film.mp4", 1000)]
    func problem(_ change: (inout HostAccount, S3Dock) -> Void) throws -> (HostProblem, S3Dock) {
      var account = server.account()
      let dock = S3Dock(scratch)
      change(&account, dock)
      let thrown = #expect(throws: HostProblem.self) { try S3Host(account).put(parcel("wrong", files), at: dock) }
      return (try #require(thrown), dock)
    }
    let (secret, dock) = try problem { $1.secrets["s3"] = "close sesame" }
    #expect(secret.cause == .key)
    #expect(secret.refusal.sentence == "The host cellar does not accept our secret key.")
    #expect(!"\(secret.refusal)".contains("sesame"))
    // Asking again would change nothing.
    #expect(dock.rests == [])
    #expect(
      try problem { account, _ in account.user = "NOBODY" }.0.refusal.sentence == "The host cellar does not know our access key.")
    let (ahead, _) = try problem { $1.clock += 1200 }
    #expect(ahead.cause == .key)
    #expect(ahead.refusal.sentence.hasPrefix("The clock of this machine is wrong by "))
    #expect(ahead.refusal.sentence.hasSuffix(" minutes: it is ahead."))
    #expect(try problem { $1.clock -= 1200 }.0.refusal.sentence.hasSuffix(" minutes: it is behind."))
    #expect(try problem { account, _ in account.endpoint = "cellar" }.0.cause == .key)
    #expect(try problem { account, _ in account.bucket = "../films" }.0.cause == .key)
  }

  // MARK: - What breaks

  @Test func afterAKillOnlyTheRestIsSent() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let host = S3Host(server.account())
    var parcel = parcel("killed", [try scratch.noise("film.mp4", 60_000_000), try scratch.noise("small.jpg", 2000)])
    let parts = 12
    for dies in [4, 9] {
      let dock = S3Dock(scratch)
      dock.dies = dies
      #expect(throws: S3Dock.Killed.self) { try host.put(parcel, at: dock) }
      parcel.handle = dock.handles.last
    }
    let dock = S3Dock(scratch)
    let copy = try host.put(parcel, at: dock)
    #expect(!dock.asked.contains { $0.contains("uploads=") })
    let sent = dock.asked.filter { $0.contains("partNumber") }.count
    #expect(sent < parts)
    #expect(dock.told.first.map { $0 > 0 } == true)
    var account = server.account()
    account.signing = .presigned
    let link = try S3Host(account).change(copy, to: PublishDetails(title: "Rain", privacy: .private), at: dock).link
    #expect(try scratch.fetch(link).digest == parcel.files[0].digest.hex)
    // Once more, with what was known in the end: nothing but a look at what is there.
    parcel.handle = dock.handles.last
    let again = S3Dock(scratch)
    _ = try host.put(parcel, at: again)
    #expect(again.asked.allSatisfy { $0.hasPrefix("HEAD") })
  }

  @Test func aCompletionWhoseAnswerWasNotHeardIsFound() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let host = S3Host(server.account())
    var parcel = parcel("unheard", [try scratch.noise("film.mp4", 20_000_000)])
    let first = S3Dock(scratch)
    let copy = try host.put(parcel, at: first)
    // As it was kept before the upload was completed.
    parcel.handle = first.handles.last { $0.contains("\"upload\"") }
    #expect(parcel.handle != nil)
    let second = S3Dock(scratch)
    #expect(try host.put(parcel, at: second) == copy)
    #expect(!second.asked.contains { $0.contains("PUT") || $0.contains("uploads=") })
  }

  @Test func whatNobodyRemembersIsTakenAway() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let host = S3Host(server.account())
    let parcel = parcel("forgotten", [try scratch.noise("film.mp4", 20_000_000)])
    let first = S3Dock(scratch)
    first.dies = 5
    #expect(throws: S3Dock.Killed.self) { try host.put(parcel, at: first) }
    let second = S3Dock(scratch)
    let copy = try host.put(parcel, at: second)
    #expect(second.asked.contains { $0.hasPrefix("DELETE") && $0.contains("uploadId=") })
    let third = S3Dock(scratch)
    try host.remove(copy, at: third)
    #expect(!third.asked.contains { $0.hasPrefix("DELETE") && $0.contains("uploadId=") })
    #expect(third.asked.filter { $0.hasPrefix("DELETE") }.count == 2)
  }

  @Test func aStopLeavesTheRestForTheNextTry() throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let dock = S3Dock(scratch)
    dock.isWrappingUp = true
    let files = [try scratch.noise("film.mp4", 100)]
    let problem = #expect(throws: HostProblem.self) { try S3Host(server.account()).put(parcel("stop", files), at: dock) }
    #expect(problem?.cause == .passing)
    #expect(dock.asked == [])
  }

  @Test(arguments: [false, true]) func tenCutsCostLittle(_ all: Bool) throws {
    guard let server = try S3Server.shared() else { return }
    let scratch = try S3Scratch()
    let film = try scratch.noise("film.mp4", 200_000_000)
    let line = try CuttingProxy(to: server.port, cuttingAt: CuttingProxy.places(10, of: film.size), all: all)
    let dock = S3Dock(scratch)
    let copy = try S3Host(server.account(through: line.port)).put(parcel("cut-\(all)", [film]), at: dock)
    #expect(line.cuts == 10)
    // A cut falls somewhere into a part: on average it costs half of one, and parts smaller than 5 MiB are taken by few services. While
    // nobody knows whether the line holds they go one by one, so that it never costs more than one.
    #expect(line.passed - film.size < 10 * (5 << 20))
    print(
      "Ten cuts of 200 MB, \(all ? "all at once" : "one by one"): \((line.passed - film.size) * 1000 / film.size) per mille went twice."
    )
    var account = server.account()
    account.signing = .presigned
    let link = try S3Host(account).change(copy, to: PublishDetails(title: "Rain", privacy: .private), at: dock).link
    #expect(try scratch.fetch(link).digest == film.digest.hex)
  }
}

extension String {
  fileprivate var replacingBlanks: String { split(separator: "/").map { S3Call.encoded(String($0)) }.joined(separator: "/") }

  fileprivate func replacing(_ part: String, with other: String) -> String {
    guard let range = ranges(of: part).first else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
