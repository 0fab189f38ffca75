import Hosts
import Pages
import Production
import StandIns
import Testing

@Suite(.timeLimit(.minutes(10))) struct YouTubeTests {
  let server: HostServer<YouTubeStandIn>
  var freight: Freight

  init() throws {
    server = try HostServer(YouTubeStandIn())
    freight = try Freight()
    freight.dock.secrets = ["youtube-secret": "GOC/+=&x", "youtube-refresh": "1//re fresh"]
  }

  var host: YouTubeHost {
    var account = HostAccount(name: "main", kind: .youtube)
    account.endpoint = server.url
    account.user = "client.apps"
    account.key = "youtube-secret"
    account.secondKey = "youtube-refresh"
    return YouTubeHost(account, pieceSize: Freight.pieceSize)
  }

  var pieces: [StandInRequest] { server.heard("PUT", "/upload/") }

  @Test func aFilmBecomesAVideoWithItsWords() throws {
    var freight = freight
    freight.parcel.passesForReal = true
    let copy = try host.put(freight.parcel, at: freight.dock)
    let video = try #require(server.place.videos.first)
    #expect(video.bytes == freight.bytes)
    #expect(video.snippet["title"] == .text("How compound interest works"))
    #expect(video.snippet["tags"] == .array([.text("money"), .text("savings")]))
    #expect(video.snippet["categoryId"] == .text("27"))
    #expect(video.status["privacyStatus"] == .text("unlisted"))
    #expect(video.status["selfDeclaredMadeForKids"] == .flag(false))
    #expect(video.status["containsSyntheticMedia"] == .flag(true))
    #expect(copy.id == video.id)
    #expect(copy.link == "https://youtu.be/\(video.id)")
    #expect(copy.embedCode?.contains("src=\"https://www.youtube-nocookie.com/embed/\(video.id)\"") == true)
    #expect(copy.state == .processing)
    #expect(copy.note == "")
    #expect(server.place.refreshes == 1)
    #expect(server.complaints.isEmpty)
  }

  @Test func whatIsCutGoesOnWithTheFirstByteThatIsMissing() throws {
    server.does(HostFault("PUT", "/upload/", .cuts(after: 200_000)), HostFault("PUT", "/upload/", skipping: 3, .cuts(after: 5)))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    let size = freight.bytes.count
    #expect(
      ranges(pieces) == [
        "0-262143/\(size)", "*/\(size)", "0-262143/\(size)", "262144-524287/\(size)", "524288-786431/\(size)",
        "*/\(size)", "524288-786431/\(size)", "786432-1048575/\(size)", "1048576-\(size - 1)/\(size)",
      ])
  }

  @Test func aKillBeforeTheFirstByteCostsNothing() throws {
    freight.dock.killedAtKeeping = (1, true)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(freight.parcel, at: freight.dock) }
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.heard("POST", "/upload/").count == 1)
  }

  @Test func aKillBeforeItIsKeptMakesOneVideo() throws {
    freight.dock.killedAtKeeping = (1, false)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(freight.parcel, at: freight.dock) }
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
  }

  @Test func aStopInTheMiddleLeavesItForTheNextRun() throws {
    freight.dock.requestsLeft = 4
    #expect(try problem { _ = try host.put(freight.parcel, at: freight.dock) }.cause == .passing)
    freight.dock.requestsLeft = .max
    let before = pieces.count
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(
      ranges(pieces[before...].map { $0 }).prefix(2) == ["*/\(freight.bytes.count)", "524288-786431/\(freight.bytes.count)"])
  }

  @Test func aSessionThatIsGoneBeginsAnew() throws {
    freight.dock.requestsLeft = 4
    _ = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    freight.dock.requestsLeft = .max
    server.change { $0.forgetSessions() }
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
  }

  @Test func anAnswerThatIsLostMakesNoSecondVideo() throws {
    server.does(HostFault("PUT", "/upload/", skipping: 4, .loses))
    let copy = try host.put(freight.parcel, at: freight.dock)
    // Killed before anybody wrote down that it was done.
    var second = freight.parcel
    second.handle = freight.dock.handles.first
    #expect(try host.put(second, at: freight.dock).id == copy.id)
    // A week later Google knows nothing of the session any more.
    server.change { $0.forgetSessions() }
    #expect(try host.put(freight.again, at: freight.dock).id == copy.id)
    #expect(server.place.videos.count == 1)
    #expect(server.heard("POST", "/upload/").count == 1)
  }

  @Test func aKeyThatEndsInTheMiddleIsAskedForAgain() throws {
    server.does(HostFault("PUT", "/upload/", skipping: 1, .answers(YouTubeStandIn.error(401, "authError", "Invalid"))))
    let host = host
    let copy = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.refreshes == 2)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    server.change { $0.forgetTokens() }
    _ = try host.look(at: copy, at: freight.dock)
    #expect(server.place.refreshes == 3)
  }

  @Test func whoIsNotConnectedAnyMoreIsToldSo() throws {
    server.change { $0.refreshToken = "another" }
    let trouble = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(trouble.cause == .key)
    #expect(trouble.refusal.wayOut.contains("again"))
    #expect(trouble.refusal.detail.contains("invalid_grant"))
    #expect(!"\(trouble)".contains("1//re fresh"))
    #expect(server.heard("POST", "/token").count == 1)
  }

  @Test(arguments: [
    (403, "quotaExceeded", HostProblem.Cause.full), (400, "uploadLimitExceeded", .full), (403, "forbidden", .key),
    (401, "youtubeSignupRequired", .key), (403, "insufficientPermissions", .key), (400, "invalidTitle", .unfit),
    (403, "rateLimitExceeded", .passing), (500, "backendError", .passing),
  ])
  func eachReasonHasItsCause(_ status: Int, _ reason: String, _ cause: HostProblem.Cause) throws {
    for _ in 0..<4 { server.does(HostFault("POST", "/upload/", .answers(YouTubeStandIn.error(status, reason, "So it is.")))) }
    let trouble = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(trouble.cause == cause)
    #expect(trouble.refusal.detail.contains(reason))
    // It is 12:00 in California.
    #expect(trouble.pause == (cause == .full ? .seconds(12 * 3600) : nil))
    #expect(server.place.videos.isEmpty)
  }

  /// Seconds since 1970, and how long it is from there to midnight in California.
  static let nights: [(now: Int64, seconds: Int)] = [
    (1_795_377_600, 43_200), (1_795_420_799, 1), (1_795_420_800, 86_400), (1_782_889_200, 86_400), (1_782_889_199, 1),
    // The days on which the clock is changed have 23 hours (2027-03-14) and 25 (2026-11-01).
    (1_805_011_200, 82_800), (1_793_516_400, 90_000), (1_793_530_800, 75_600),
  ]

  @Test(arguments: nights)
  func midnightIsThatOfCalifornia(_ now: Int64, _ seconds: Int) throws {
    let dock = try ServiceDock(now: now)
    dock.secrets = freight.dock.secrets
    var parcel = freight.parcel
    parcel.files = [try dock.add(freight.bytes, as: "how.wide.mp4")]
    server.does(HostFault("POST", "/upload/", .answers(YouTubeStandIn.error(403, "quotaExceeded", "So it is."))))
    #expect(try problem { _ = try host.put(parcel, at: dock) }.pause == .seconds(seconds))
  }

  @Test func patienceIsKeptAsLongAsItIsAskedFor() throws {
    server.does(
      HostFault("POST", "/upload/", .answers(.tooMany(retryAfter: "11"))),
      HostFault("PUT", "/upload/", skipping: 2, .answers(.reply([], status: 503, headers: ["Retry-After: 3"]))))
    _ = try host.put(freight.parcel, at: freight.dock)
    #expect(freight.dock.rests == [.seconds(11), .seconds(3)])
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
  }

  @Test func aProjectWithoutAnAuditIsToldOf() throws {
    let host = host
    server.change { $0.isUnaudited = true }
    var copy = try host.put(freight.parcel, at: freight.dock)
    #expect(copy.note.contains("audit"))
    server.change { $0.set(upload: "processed") }
    copy = try host.look(at: copy, at: freight.dock)
    #expect(copy.state == .ready)
    #expect(copy.note.contains("audit"))
    server.change { $0.isUnaudited = false }
    #expect(try host.look(at: copy, at: freight.dock).note == "")
    var secret = try Freight(privacy: .private, seed: 4)
    secret.dock.secrets = freight.dock.secrets
    secret.parcel.details.privacy = .private
    server.change { $0.isUnaudited = true }
    let hidden = try host.put(secret.parcel, at: secret.dock)
    #expect(hidden.note == "")
    #expect(hidden.embedCode == nil)
  }

  @Test func wordsAreMadeToFit() throws {
    var freight = freight
    let tags = (0..<60).map { "tag number \($0)" }
    freight.parcel.details = PublishDetails(
      title: "<b>" + String(repeating: "Ünicode ", count: 20), description: String(repeating: "häß<lich> ", count: 900),
      tags: tags)
    let copy = try host.put(freight.parcel, at: freight.dock)
    let snippet = try #require(server.place.videos.first?.snippet)
    #expect(snippet["title"]?.text?.hasPrefix("‹b›Ünicode") == true)
    #expect(snippet["title"]?.text?.hasSuffix("Ünicode…") == true)
    #expect((4900...5000).contains(snippet["description"]?.text?.utf8.count ?? 0))
    #expect((20..<60).contains(snippet["tags"]?.array?.count ?? 0))
    #expect(copy.note.contains("tag number 59"))
  }

  @Test func aVideoIsChangedLookedAtAndTakenAway() throws {
    let host = host
    var copy = try host.put(freight.parcel, at: freight.dock)
    server.change { $0.set(upload: "processed", views: 1234) }
    copy = try host.look(at: copy, at: freight.dock)
    #expect(copy.state == .ready)
    #expect(copy.views == HostViews(views: 1234, likes: 4))
    copy = try host.change(copy, to: PublishDetails(title: "\" onload=\"alert(1)", privacy: .public), at: freight.dock)
    let video = try #require(server.place.videos.first)
    #expect(video.snippet["title"] == .text("\" onload=\"alert(1)"))
    #expect(video.snippet["categoryId"] == .text("27"))
    #expect(video.status["privacyStatus"] == .text("public"))
    #expect(video.status["containsSyntheticMedia"] == nil)
    #expect(copy.embedCode?.contains("title=\"&quot; onload=&quot;alert(1)\"") == true)
    server.change { $0.set(upload: "rejected", reason: ("rejectionReason", "duplicateUpload")) }
    copy = try host.look(at: copy, at: freight.dock)
    #expect(copy.state == .failed)
    #expect(copy.note == "YouTube rejected the video: duplicate upload.")
    try host.remove(copy, at: freight.dock)
    try host.remove(copy, at: freight.dock)
    #expect(server.place.videos.isEmpty)
    #expect(try problem { _ = try host.look(at: copy, at: freight.dock) }.cause == .gone)
  }

  /// Whoever answers for Google could name any place: our key goes to none but Google's.
  @Test func aSessionElsewhereIsNotUsed() throws {
    let elsewhere = try StandIn(.json("{}"))
    server.does(
      HostFault(
        "POST", "/upload/",
        .answers(.reply([], headers: ["Location: \(elsewhere.url.replacing("127.0.0.1", with: "localhost"))/x"]))))
    _ = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    #expect(elsewhere.heard.isEmpty)
    #expect(freight.dock.handles.isEmpty)
  }
}
