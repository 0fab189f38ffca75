import Production
import Testing
import Views

@Suite("Access logs")
struct LogReadingTests {
  /// When all of these lines are: 2026-11-20 10:15:42 of UTC.
  static let second: Int64 = 1_795_169_742

  @Test("nginx's lines tell of beacons: how far somebody was, from where, with what")
  func nginxBeacons() throws {
    let log =
      Lines.beacon("start") + Lines.beacon("t", 5, at: "10:15:50") + Lines.beacon("t", 10, at: "10:15:58")
      + Lines.beacon("cta", 12, at: "10:16:00") + Lines.beacon("wait", 12, at: "10:16:01")
    let reading = try Reading(log)
    let view = try #require(reading.fragments.first)
    #expect(reading.fragments.count == 1)
    #expect((view.video, view.page, view.began, view.ended) == ("demo", 0xA1, Self.second, Self.second + 19))
    #expect(view.steps(bytes: 0).percent == 10)
    #expect(view.marks.contains(.cta) && !view.marks.contains(.liked))
    #expect(view.waits.nonzeroBitCount == 1)
    #expect(view.origin.words == ["computer", "Firefox", "v.example.org", "", "", "spring sale", "1080p", ""])
  }

  @Test("Whatever pieces a log comes in, it tells the same", arguments: [1, 7, 64, 1000])
  func pieces(length: Int) throws {
    let log =
      Lines.beacon("start") + "nonsense\n" + Lines.beacon("t", 5)
      + Lines.nginx("/demo/demo.1080p.mp4", status: 206, sent: 900_000)
    let whole = try Reading(log)
    let cut = try Reading(log, pieces: length)
    #expect(cut.fragments == whole.fragments)
    #expect((cut.lines, cut.mistakes.total) == (4, 1))
  }

  @Test("A line without an end is read too, and one that never ends is skipped")
  func lastLines() throws {
    #expect(try Reading(String(Lines.beacon("start").dropLast())).fragments.count == 1)
    let long = Lines.beacon("start") + String(repeating: "x", count: 200_000) + "\n" + Lines.beacon("t", 5)
    let reading = try Reading(long, pieces: 4096)
    #expect(reading.fragments.first?.marks.percent == 5)
    #expect(reading.mistakes.first.map(\.line) == [2])
  }

  @Test(
    "Lines that cannot be read are counted, each with its reason",
    arguments: [
      ("192.0.2.1 - - [32/Nov/2026:10:15:42 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"x\"", LogMistake.time),
      ("192.0.2.1 - - [20/Nov/2026:10:15:42 +0000] GET / HTTP/1.1 200 1 \"-\" \"x\"", .request),
      ("192.0.2.1 - - [20/Nov/2026:10:15:42 +0000] \"GET / HTTP/1.1\" abc 1 \"-\" \"x\"", .status),
      ("192.0.2.1 - - [20/Nov/2026:10:15:42 +0000] \"GET / HTTP/1.1\" 200 x \"-\" \"x\"", .size),
      ("no line of a log", .time), ("[", .time), ("192.0.2.1 - - [20/Nov/2026:10:15:42 +0000] \"", .time),
    ])
  func mistakes(line: String, mistake: LogMistake) throws {
    let reading = try Reading(Lines.beacon("start") + line + "\n" + Lines.beacon("t", 5))
    #expect(reading.mistakes.first.map(\.mistake) == [mistake])
    #expect(reading.mistakes.first.map(\.line) == [2])
    #expect(reading.fragments.first?.marks.percent == 5)
  }

  @Test("A zone that is not UTC's is heeded")
  func zones() throws {
    let east = Lines.beacon("start").replacing("10:15:42 +0000", with: "12:15:42 +0200")
    #expect(try Reading(east).fragments.first?.began == Self.second)
  }

  @Test("nginx with ranges tells which part of a film was sent")
  func nginxRanges() throws {
    let half = Lines.nginx(
      "/demo/demo.1080p.mp4", status: 206, sent: 5_000_000, more: " \"bytes=0-\" \"bytes 0-9999999/10000000\"")
    let view = try #require(try Reading(half).fragments.first)
    #expect((view.video, view.file, view.page, view.size) == ("demo", "demo.1080p.mp4", 0, 10_000_000))
    #expect(view.steps(bytes: 0).percent == 50)
    #expect(view.pieces.isEmpty)
  }

  @Test("nginx without ranges tells only how much was sent")
  func nginxBytes() throws {
    let view = try #require(try Reading(Lines.nginx("/demo/1080p.mp4", status: 206, sent: 5_000_000)).fragments.first)
    #expect(view.video == "demo")
    #expect(view.pieces.map(\.bytes) == [5_000_000])
    #expect(view.steps(bytes: 5_000_000).percent == 0)
  }

  @Test("CloudFront's columns are known by their names, in whatever order")
  func columns() throws {
    let log = """
      #Version: 1.0
      #Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes cs(Referer) cs(User-Agent) cs-uri-query x-edge-request-id sc-content-len sc-range-start sc-range-end
      2026-11-20\t10:15:42\t192.0.2.10\tGET\t/demo/share-page/beacon.gif\t403\t391\thttps://v.example.org/demo/\tMozilla/5.0%2520(iPhone;%2520CPU%2520iPhone)%2520Safari/604.1\tv=00000000000000a1&e=t&t=95\tabc==\t-\t-\t-
      2026-11-20\t10:15:44\t192.0.2.11\tGET\t/videos/other.mp4\t200\t900000\t-\tMozilla/5.0%20Firefox/128.0\t-\tabd==\t1000000\t-\t-
      2026-11-20\t10:15:45\t192.0.2.11\n
      """
    let reading = try Reading(log)
    let views = reading.fragments.sorted { $0.video < $1.video }
    #expect(views.map(\.video) == ["demo", "other"])
    #expect(views[0].began == Self.second)
    #expect(views[0].marks.hasReached(step: 19))
    #expect(views[0].origin.device == "phone")
    #expect(views[1].steps(bytes: 0).percent == 90)
    #expect(reading.mistakes.first.map(\.mistake) == [.columns])
  }

  @Test("S3's lines know how long a file is, and number their requests")
  func bucket() throws {
    let log = """
      79a59df900b949e5 bucket [20/Nov/2026:10:15:42 +0000] 192.0.2.3 - 3E57427F3EXAMPLE REST.GET.OBJECT demo/demo.720p.mp4 "GET /bucket/demo/demo.720p.mp4 HTTP/1.1" 206 - 300000 1000000 7 - "-" "\(Lines.firefox)" - HostId= SigV4 - - bucket.s3.amazonaws.com TLSV1.2 - -
      79a59df900b949e5 bucket [20/Nov/2026:10:15:43 +0000] 192.0.2.3 - 3E57427F3EXAMPLF REST.GET.OBJECT demo/demo.720p.mp4 "GET /bucket/demo/demo.720p.mp4 HTTP/1.1" 206 - 300000 1000000 7 - "-" "\(Lines.firefox)" -
      """
    let view = try #require(try Reading(log).fragments.first)
    #expect((view.video, view.size) == ("demo", 1_000_000))
    #expect(view.pieces.count == 2)
    #expect(view.steps(bytes: 600_000).percent == 60)
  }

  @Test("Caddy's objects are read, by the names of their members, and fetching ahead is no view")
  func caddy() throws {
    func object(_ more: String, _ uri: String, _ answer: String = "") -> String {
      #"{"level":"info","ts":1795169742.5,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"192.0.2.10","client_ip":"192.0.2.10","proto":"HTTP/2.0","method":"GET","host":"v.example.org","uri":"\#(uri)","headers":{"User-Agent":["\#(Lines.firefox)"]\#(more)},"tls":{"resumed":false}},"bytes_read":0,"duration":0.41,"size":250000,"status":206,"resp_headers":{"Content-Type":["video/mp4"]\#(answer)}}"#
        + "\n"
    }
    let range = #","Content-Range":["bytes 250000-499999/1000000"]"#
    let log =
      object("", "/demo/demo.1080p.mp4", range) + object(#","Sec-Purpose":["prefetch"]"#, "/demo/demo.1080p.mp4", range)
      + "{\"ts\":}\n"
    let reading = try Reading(log)
    let view = try #require(reading.fragments.first)
    #expect(view.began == Self.second)
    #expect(view.steps(bytes: 0).percent == 25)
    #expect(reading.tally.films == 1)
    #expect(reading.mistakes.total == 1)
  }

  @Test("Programs are no viewers, and the log says which they were")
  func robots() throws {
    let agents = [
      "Googlebot/2.1 (+http://www.google.com/bot.html)", "Slackbot-LinkExpanding 1.0", "curl/8.5.0", "-", "UptimeRobot/2.0",
      "Amazon CloudFront",
    ]
    let log = agents.map { Lines.beacon("start", agent: $0) }.joined() + Lines.beacon("start")
    let reading = try Reading(log)
    #expect(reading.fragments.count == 1)
    #expect(reading.tally.robots == 6)
    #expect(reading.tally.words.map(\.count) == [1, 1, 1, 1, 1, 1])
  }

  @Test("What is no view is none")
  func noViews() throws {
    let log =
      Lines.nginx("/demo/demo.1080p.mp4", status: 206, sent: 2) + Lines.nginx("/demo/demo.1080p.mp4", status: 304, sent: 0)
      + Lines.nginx("/demo/index.html", sent: 90000) + Lines.nginx("/demo/beacon.gif?v=12&e=start")
      + Lines.nginx("/demo/beacon.gif?v=00000000000000a1&e=explode")
      + Lines.nginx("/demo/demo.1080p.mp4", sent: 900_000).replacing("GET", with: "HEAD")
    let reading = try Reading(log)
    #expect(reading.fragments.isEmpty)
    #expect(reading.tally.words.reduce(0) { $0 + $1.count } == 6)
  }

  @Test("The same address and program are the same viewer on a day, and nobody on the next; no address is kept")
  func viewers() throws {
    let log =
      Lines.beacon("start") + Lines.beacon("start", view: "00000000000000a2", at: "18:00:00")
      + Lines.beacon("start", view: "00000000000000a3").replacing("20/Nov", with: "21/Nov")
      + Lines.beacon("start", view: "00000000000000a4", agent: Lines.phone)
    let viewers = try Reading(log).fragments.sorted { $0.page < $1.page }.map(\.viewer)
    #expect(viewers[0] == viewers[1])
    #expect(Set(viewers).count == 3)
  }

  @Test("A phone's page and its player are two programs in the same place, on the same day")
  func places() throws {
    let player = "AppleCoreMedia/1.0.0.21B80 (iPhone; U; CPU OS 17_1 like Mac OS X; en_us)"
    let log =
      Lines.beacon("start", agent: Lines.phone) + Lines.nginx("/demo/demo.mp4", status: 206, sent: 900_000, agent: player)
      + Lines.nginx("/other/other.mp4", ip: "192.0.2.11", status: 206, sent: 900_000, agent: player)
      + Lines.nginx("/third/third.mp4", status: 206, sent: 900_000, agent: player).replacing("20/Nov", with: "21/Nov")
    #expect(try Reading(Lines.nginx("/demo/demo.mp4", status: 206, sent: 900_000)).fragments.map(\.place) == [0])
    let views = try Reading(log).fragments
    #expect(views.count == 4 && Set(views.map(\.viewer)).count == 4)
    let demo = views.filter { $0.video == "demo" }.map(\.place)
    #expect(demo.count == 2 && Set(demo).count == 1 && Set(views.map(\.place)).count == 3 && !demo.contains(0))
    // Behind an address there are other people on another day, even where viewers are known again.
    let known = try Reading(log, marks: Reading.marks(.campaign)).fragments
    #expect(Set(known.map(\.place)).count == 3 && Set(known.map(\.viewer)).count == 3)
    // Without the salt of its day nothing tells where a page was opened; a film of that day does not count.
    let closed = try Reading(log, marks: Reading.marks(gone: [Self.second / 86_400])).fragments
    #expect(closed.map(\.video).sorted() == ["demo", "third"])
    #expect(closed.first { $0.video == "demo" }?.place == 0 && closed.first { $0.video == "third" }?.place != 0)
  }

  @Test("Near midnight a viewer is known by the digests of both days, and at noon by those of one")
  func midnight() throws {
    let player = "AppleCoreMedia/1.0.0.21B80 (iPhone; U; CPU OS 17_1 like Mac OS X; en_us)"
    func line(_ day: Int, _ time: String) -> String {
      Lines.nginx("/demo/demo.mp4", at: time, status: 206, sent: 900_000, agent: player).replacing("20/Nov", with: "\(day)/Nov")
    }
    let views = try Reading(line(20, "12:00:00") + line(20, "23:50:00") + line(21, "00:05:00")).fragments
    #expect(views.count == 3 && views[0].otherViewer == 0 && views[0].otherPlace == 0)
    #expect(views[1].otherViewer == views[2].viewer && views[1].viewer == views[2].otherViewer)
    #expect(views[1].otherPlace == views[2].place && views[1].place == views[2].otherPlace)
    // Who is known again on every day needs no other digest; a place is of its day all the same.
    let known = try Reading(line(20, "23:50:00"), marks: Reading.marks(.campaign)).fragments
    #expect(known.map(\.otherViewer) == [0] && known.allSatisfy { $0.otherPlace != 0 })
  }

  @Test("Wherever a log is cut, its parts put together tell the same")
  func cuts() throws {
    let log =
      Lines.beacon("t", 5).replacing("&utm_campaign=spring+sale", with: "") + Lines.beacon("start")
      + Lines.beacon("t", 10, at: "10:15:41") + Lines.beacon("t", 15).replacing("q=1080p", with: "q=720p")
    let lines = log.split(separator: "\n").map { "\($0)\n" }
    let whole = try #require(try Reading(log).fragments.first)
    for cut in 1..<lines.count {
      let parts = try [lines[..<cut], lines[cut...]].map { try #require(try Reading($0.joined()).fragments.first) }
      var (there, back) = (parts[0], parts[1])
      there.merge(parts[1])
      back.merge(parts[0])
      #expect(there == whole && back == whole)
    }
    #expect(whole.began == Self.second - 1 && whole.origin.campaign == "spring sale")
  }

  @Test("After half an hour without a request it is another view")
  func gaps() throws {
    let log = ["10:00:00", "10:20:00", "11:00:00"].map { Lines.nginx("/demo/demo.mp4", at: $0, status: 206, sent: 900_000) }
    #expect(try Reading(log.joined()).fragments.map { $0.ended - $0.began } == [1200, 0])
  }

  @Test(
    "A video is called as its folder, or as its file",
    arguments: [
      ("/demo/share-page/beacon.gif?v=00000000000000a1&e=start", "demo"),
      ("/v/my%20film/beacon.gif?v=00000000000000a1&e=start", "my film"),
      ("/demo.1080p.mp4", "demo"), ("/videos/demo.tiktok.mp4", "demo"), ("/demo/share-page/1080p.mp4", "demo"),
      ("/demo/hls/720p.mp4", "demo"), ("/a/b/what.next.mp4?x=1", "what.next"), ("/video.mp4", "video"),
      ("/video/beacon.gif?v=00000000000000a1&e=start", "video"),
      ("/of/media/share-page/beacon.gif?v=00000000000000a1&e=start", "media"),
      ("/hls/share-page/beacon.gif?v=00000000000000a1&e=start", "hls"), ("/hls/share-page/hls/720p.mp4", "hls"),
      ("/videos/share-page/1080p.mp4", "videos"), ("/demo/media/1080p.mp4", "demo"),
    ])
  func names(target: String, video: String) throws {
    #expect(try Reading(Lines.nginx(target, sent: 900_000)).fragments.map(\.video) == [video])
  }

  @Test("A film without a name is none", arguments: ["/x/.mp4", "/x/.1080p.mp4", "/.webm"])
  func nameless(target: String) throws {
    #expect(try Reading(Lines.nginx(target, sent: 900_000)).fragments.isEmpty)
  }

  @Test(
    "A time in smaller parts of a second is read, and one that cannot be is a mistake",
    arguments: [("1795169742500", true), ("1795169742500000", true), ("90000000000", false)])
  func smallTimes(time: String, isOne: Bool) throws {
    func line(_ time: String) -> String {
      #"{"level":"info","ts":\#(time),"logger":"http.log.access.log0","msg":"handled request","request":{"client_ip":"192.0.2.10","method":"GET","uri":"/demo/demo.mp4","headers":{"User-Agent":["\#(Lines.firefox)"]}},"size":900000,"status":200}"#
        + "\n"
    }
    let reading = try Reading(line("1790000000") + line(time))
    #expect(reading.fragments.map(\.began).sorted() == [1_790_000_000] + (isOne ? [Self.second] : []))
    #expect(reading.mistakes.first.map(\.mistake) == (isOne ? [] : [.json]))
  }

  @Test(
    "What is no log is taken for none", arguments: ["", "Dear reader,\n\nthis is a letter.\n", "a,b,c\n1,2,3\n", "{\"a\": 1}\n"])
  func noLog(text: String) { #expect(LogKind.of(Array(text.utf8)) == nil) }

  @Test("Programs and addresses of whatever length are told apart by each of their bytes")
  func differences() throws {
    for length in [4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 1023, 1024, 1025, 2048, 2500] {
      let agent = Array(repeating: "a", count: length)
      var names: Set = [agent.joined(), (agent + ["a"]).joined()]
      for place in Set([0, 1, length / 2, length - 2, length - 1]) {
        var other = agent
        other[place] = "b"
        names.insert(other.joined())
      }
      let log = names.enumerated().map { Lines.beacon("start", view: "00000000000000a\($0.offset)", agent: $0.element) }.joined()
      let views = try Reading(log + log.replacing("=start", with: "=t")).fragments
      #expect(views.count == names.count && Set(views.map(\.viewer)).count == names.count, "\(length)")
    }
  }

  @Test("Random bytes, and lines that are cut anywhere, are read to their end")
  func fuzz() throws {
    var random = SystemRandomNumberGenerator()
    let lines = [
      Lines.beacon("start"), Lines.nginx("/demo/demo.mp4", status: 206, sent: 900_000, more: " \"bytes=0-\" \"bytes 0-9/10\""),
      "{\"ts\":1795169742.5,\"request\":{\"uri\":\"/a/beacon.gif\",\"method\":\"GET\"},\"status\":200,\"size\":1}\n",
      "o b [20/Nov/2026:10:15:42 +0000] 192.0.2.3 - ID OP key \"GET /a.mp4 HTTP/1.1\" 206 - 300000 1000000 7 - \"-\" \"x\" -\n",
      "#Fields: date time cs-method cs-uri-stem sc-status\n2026-11-20\t10:15:42\tGET\t/a.mp4\t200\n",
    ].map { Array($0.utf8) }
    for kind in [LogKind.combined, .bucket, .columns, .objects] {
      var reader = LogReader(kind)
      var count = ViewCount(key: [1], marks: Reading.marks())
      for _ in 0..<2000 {
        var line = lines[Int.random(in: 0..<lines.count, using: &random)]
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          line[Int.random(in: 0..<line.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        reader.read(Array(line.prefix(Int.random(in: 1...line.count, using: &random)))) { count.take($0, $1, $2) }
      }
      reader.finish { count.take($0, $1, $2) }
      #expect(reader.lines > 0)
    }
  }
}
