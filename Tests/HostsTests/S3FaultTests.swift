import Courier
import Glibc
import Hosts
import Production
import StandIns
import Testing

/// What services answer when something is wrong, and what becomes of it.
@Suite(.timeLimit(.minutes(10))) struct S3FaultTests {
  private func parcel(_ files: [HostParcel.File]) -> HostParcel {
    let job = JobName(fromDrop: "rain") { _ in false }
    return HostParcel(
      job: job, details: PublishDetails(title: "Rain", privacy: .public), address: "rain", files: files)
  }

  private func host(_ server: S3StandIn) -> S3Host {
    var account = HostAccount(name: "cellar", kind: .s3)
    account.endpoint = server.server.url
    account.bucket = "films"
    account.user = "TESTKEY"
    account.key = "s3"
    return S3Host(account)
  }

  private func put(_ server: S3StandIn, _ size: Int = 1000, dock: S3Dock? = nil) throws -> (HostedCopy, S3Dock) {
    let scratch = try dock?.scratch ?? S3Scratch()
    let dock = dock ?? S3Dock(scratch)
    return (try host(server).put(parcel([try scratch.noise("film.mp4", size)]), at: dock), dock)
  }

  private func problem(_ server: S3StandIn, _ size: Int = 1000, dock: S3Dock? = nil) throws -> HostProblem {
    try #require(#expect(throws: HostProblem.self) { try put(server, size, dock: dock) })
  }

  @Test func everythingIsSignedAsItIsSent() throws {
    let server = try S3StandIn()
    let (copy, dock) = try put(server, 17_000_000)
    _ = try put(server, 0)
    #expect(server.count(.part) == 4)
    try host(server).remove(copy, at: dock)
    #expect(server.complaints == [])
  }

  @Test func aCompletionThatFailsBehindAGoodStatusIsAskedForAgain() throws {
    // What keeps the connection alive comes first, then what went wrong.
    let late = Array(
      "  \n  <?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>Again, please</Message></Error>".utf8)
    let server = try S3StandIn { operation, number in operation == .complete && number == 1 ? .reply(late) : nil }
    let (copy, _) = try put(server, 17_000_000)
    // The first time it was done after all: so the second time there is no such upload, and what lies there is ours.
    #expect(server.count(.complete) == 2)
    #expect(copy.state == .ready)
    #expect(server.count(.begin) == 1)
    #expect(server.complaints == [])
  }

  @Test func aCompletionThatIsNotHeardOfIsAskedForAgain() throws {
    let server = try S3StandIn { operation, number in operation == .complete && number == 1 ? .reset : nil }
    #expect(try put(server, 17_000_000).0.state == .ready)
    #expect(server.count(.complete) == 2)
  }

  @Test func aServiceThatIsBusyIsLeftAloneForAsLongAsItAsks() throws {
    let server = try S3StandIn { operation, number in
      operation == .put && number <= 3
        ? S3StandIn.error(503, "SlowDown", number == 2 ? ["Retry-After: 7"] : []) : nil
    }
    let (_, dock) = try put(server)
    #expect(dock.rests.count == 3)
    #expect(dock.rests[1] == .seconds(7))
    #expect(dock.rests[0] < dock.rests[2])
    #expect(server.count(.put) == 4)
  }

  @Test func aServiceThatStaysBusyIsGivenUpForNow() throws {
    for answer in [S3StandIn.error(503, "SlowDown"), S3StandIn.error(500, "InternalError"), .reset, .json("{}", status: 502)] {
      let server = try S3StandIn { _, _ in answer }
      let dock = S3Dock(try S3Scratch())
      #expect(try problem(server, dock: dock).cause == .passing)
      #expect(server.count(.put) == 7)
      #expect(dock.rests.count == 6)
    }
  }

  @Test(arguments: [
    (404, "NoSuchBucket", HostProblem.Cause.key, "The host cellar has no bucket films."),
    (403, "QuotaExceeded", .full, "The host cellar has no room left."),
    (507, "XMinioStorageFull", .full, "The host cellar has no room left."),
    (400, "EntityTooLarge", .unfit, "The host cellar does not take files as large as this one."),
    (403, "AccessDenied", .key, "The host cellar does not let us do this."),
    (400, "NoSuchThingAtAll", .unfit, "The host cellar refused this."),
    (501, "NotImplemented", .passing, "The host cellar is busy or has a problem of its own."),
  ]) func whatIsRefusedIsSaidInWordsAndNotAskedAgain(
    _ status: Int, _ code: String, _ cause: HostProblem.Cause, _ sentence: String
  ) throws {
    let server = try S3StandIn { operation, _ in operation == .put ? S3StandIn.error(status, code) : nil }
    let problem = try problem(server)
    #expect(problem.cause == cause)
    #expect(problem.refusal.sentence == sentence)
    #expect(problem.refusal.detail == "\(status) \(code): No & no")
    #expect(server.count(.put) == 1)
  }

  @Test func aBucketElsewhereIsSaidWithItsRegion() throws {
    let answers = [
      S3StandIn.error(307, "TemporaryRedirect", ["x-amz-bucket-region: eu-central-1", "Location: http://127.0.0.1:1/"]),
      S3StandIn.error(301, "PermanentRedirect", ["x-amz-bucket-region: eu-central-1"]),
      S3StandIn.error(400, "AuthorizationHeaderMalformed", more: "<Region>eu-central-1</Region>"),
    ]
    for answer in answers {
      let problem = try problem(try S3StandIn { _, _ in answer })
      #expect(problem.cause == .key)
      #expect(problem.refusal.sentence == "The bucket films is in the region eu-central-1, not in us-east-1.")
      #expect(problem.refusal.wayOut.contains("region = \"eu-central-1\""))
    }
    let other = try problem(try S3StandIn { _, _ in S3StandIn.error(301, "PermanentRedirect") })
    #expect(other.refusal.sentence == "The bucket films does not answer at the endpoint of the host cellar.")
  }

  @Test func aClockThatIsWrongIsSaidByHowMuch() throws {
    let server = try S3StandIn { _, _ in
      S3StandIn.error(403, "RequestTimeTooSkewed", ["Date: Fri, 24 May 2013 00:00:00 GMT"])
    }
    let dock = S3Dock(try S3Scratch())
    dock.clock = 1_369_353_600 - 1200
    #expect(try problem(server, dock: dock).refusal.sentence == "The clock of this machine is wrong by 20 minutes: it is behind.")
  }

  @Test func whatLiesThereIsLookedAtAndSentAgainWhereItIsNotOurs() throws {
    let other = Answer(.bytes(Answer.head(200, ["ETag: \"x\"", "Content-Length: 1000"])))
    let server = try S3StandIn { operation, number in operation == .head && number == 1 ? other : nil }
    let scratch = try S3Scratch()
    var parcel = parcel([try scratch.noise("film.mp4", 1000)])
    let dock = S3Dock(scratch)
    let problem = #expect(throws: HostProblem.self) { try host(server).put(parcel, at: dock) }
    #expect(problem?.cause == .passing)
    parcel.handle = dock.handles.last
    #expect(try host(server).put(parcel, at: dock).state == .ready)
    #expect(server.count(.put) == 2)
  }

  @Test func anUploadThatWasTakenAwayBeginsAnew() throws {
    let server = try S3StandIn { operation, number in
      operation == .part && number == 3 ? S3StandIn.error(404, "NoSuchUpload") : nil
    }
    let scratch = try S3Scratch()
    var parcel = parcel([try scratch.noise("film.mp4", 17_000_000)])
    let dock = S3Dock(scratch)
    let problem = #expect(throws: HostProblem.self) { try host(server).put(parcel, at: dock) }
    #expect(problem?.cause == .passing)
    server.forgetUploads()
    parcel.handle = dock.handles.last
    #expect(try host(server).put(parcel, at: dock).state == .ready)
    #expect(server.count(.begin) == 2)
  }

  @Test func anAnswerThatIsNoneIsNotTakenForOne() throws {
    // A page of somebody who wants us to sign in first.
    let server = try S3StandIn { _, _ in .reply(Array("<html><body>Welcome!</body>".utf8)) }
    #expect(throws: HostProblem.self) { try put(server, 17_000_000) }
    #expect(throws: HostProblem.self) { try put(server, 100) }
  }

  @Test func addressesAreThoseOfTheService() throws {
    var account = HostAccount(name: "cellar", kind: .s3)
    account.bucket = "films"
    account.region = "eu-central-1"
    #expect(S3Place(account)?.url(of: "a b/c.mp4") == "https://films.s3.eu-central-1.amazonaws.com/a%20b/c.mp4")
    account.bucket = "films.example.com"
    #expect(S3Place(account)?.url(of: "c") == "https://s3.eu-central-1.amazonaws.com/films.example.com/c")
    account.addressing = .virtual
    account.bucket = "films"
    account.endpoint = "https://Storage.example.com:443/"
    #expect(S3Place(account)?.url(of: "c") == "https://films.storage.example.com/c")
    account.addressing = .auto
    account.endpoint = "http://127.0.0.1:9000"
    #expect(S3Place(account)?.url(of: "../c") == "http://127.0.0.1:9000/films/../c")
    for endpoint in ["storage", "ftp://storage", "https://", "https://storage/folder", "https://user@storage"] {
      account.endpoint = endpoint
      #expect(S3Place(account) == nil, "\(endpoint)")
    }
  }
}
