import FoundationEssentials
import Glibc
import Production
import Rig
import Testing

/// Logs of web servers and tables of views through the line: dropped into the inbox, counted once, and told in reports/.
@Suite(.timeLimit(.minutes(10))) struct ViewLogTests {
  private static func shell(_ command: String) throws -> String {
    let stream = try #require(popen("{ \(command) ; } 2>&1", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    let text = String(decoding: output, as: UTF8.self)
    try #require(pclose(stream) == 0, "\(command): \(text)")
    return text
  }

  /// What a real nginx writes down of some requests, each a target and what the browser calls itself.
  private static func nginxLog(_ requests: [(target: String, agent: String)], in folder: String) throws -> String {
    mkdir("\(folder)/www", 0o755)
    mkdir("\(folder)/www/demo", 0o755)
    _ = try shell("head -c 400000 /dev/zero > '\(folder)/www/demo/demo.1080p.mp4'")
    let settings = """
      user root; pid \(folder)/nginx.pid; error_log \(folder)/nginx.errors; worker_processes 1;
      events {}
      http {
        access_log \(folder)/access.log combined;
        client_body_temp_path \(folder)/1; proxy_temp_path \(folder)/2; fastcgi_temp_path \(folder)/3;
        uwsgi_temp_path \(folder)/4; scgi_temp_path \(folder)/5;
        server { listen unix:\(folder)/web; root \(folder)/www; }
      }
      """
    let file = try #require(fopen("\(folder)/nginx.conf", "w"))
    fputs(settings, file)
    fclose(file)
    _ = try shell("nginx -p '\(folder)' -c '\(folder)/nginx.conf'")
    for (target, agent) in requests {
      let agent = agent.replacing("'", with: #"'\''"#)
      _ = try shell("curl -s -o /dev/null -A '\(agent)' --unix-socket '\(folder)/web' 'http://v.example.org\(target)'")
    }
    _ = try shell("nginx -p '\(folder)' -c '\(folder)/nginx.conf' -s quit")
    return "\(folder)/access.log"
  }

  private static let phone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1"

  private static func beacons(_ view: String, upTo percent: Int, agent: String = phone) -> [(target: String, agent: String)] {
    let base = "/demo/share-page/beacon.gif?v=\(view)"
    let steps = stride(from: 5, through: percent, by: 5).map { ("\(base)&e=t&t=\($0)&q=1080p", agent) }
    return [("\(base)&e=start&t=0&q=1080p&utm_campaign=spring", agent)] + steps
  }

  @Test func whatNginxWroteIsCountedOnceAndTold() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("web")
    let hostile = "Mozilla/5.0 (Windows NT 10.0) \"><script>alert(1)</script> Firefox/128.0"
    let log = try Self.nginxLog(
      Self.beacons("00000000000000a1", upTo: 50) + Self.beacons("00000000000000a2", upTo: 100, agent: hostile)
        + Self.beacons("00000000000000a3", upTo: 20, agent: "Googlebot/2.1 (+http://www.google.com/bot.html)")
        + [("/<script>alert(1)<script>/beacon.gif?v=00000000000000a4&e=start&utm_campaign=%3Cb%3E=1%2B1", Self.phone)]
        + [("/demo/demo.1080p.mp4", "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0 Safari/537.36"), ("/", Self.phone)],
      in: "\(rig.path)/web")
    let bytes = try rig.bytes("web/access.log")
    #expect(String(decoding: bytes, as: UTF8.self).contains("e=t&t=50"), "\(log)")

    try rig.write(bytes, to: "acme/inbox/access.log")
    try await rig.wait(for: "access", toBe: .completed)
    let note = try #require(rig.names("acme/outbox/access").first { $0.hasSuffix("counted - see reports.txt") })
    #expect(try rig.read("acme/outbox/access/\(note)").contains("search engines and other crawlers"))
    #expect(rig.names("acme/outbox/access/source") == ["access.log"])
    let report = try await report(rig, "demo")
    #expect(report.tally.views == 3 && report.tally.measured == 2 && report.tally.fromBytes == 1)
    #expect(report.tally.steps[9] == 2 && report.tally.steps[19] == 1)
    #expect(report.counts[.device]?.first == .init(value: "computer", views: 2))
    #expect(report.counts[.campaign] == [.init(value: "spring", views: 2)])

    // The log went on, was rotated and packed: what was counted is not counted again.
    let more = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.contains("t=50&") }
    let line = try #require(more).replacing("t=50&", with: "t=55&")
    try rig.write(bytes + Array("\(line)\nno line of a log\n".utf8), to: "web/access.log.1")
    _ = try Self.shell("gzip -k '\(rig.path)/web/access.log.1'")
    try rig.move("web/access.log.1.gz", to: "acme/inbox/access.log.1.gz")
    try await rig.wait(for: "access-log-1", toBe: .completed)
    let again = try await self.report(rig, "demo")
    #expect(again.tally.views == 3 && again.tally.steps[10] == 2)
    #expect(try await rig.run("verify").code == 0)

    #expect(rig.names("acme/reports").filter { $0.hasPrefix("views") } == ["views", "views.csv", "views.html", "views.json"])
    for name in ["views.html"] + rig.names("acme/reports/views").filter({ $0.hasSuffix(".html") }).map({ "views/\($0)" }) {
      let page = try rig.read("acme/reports/\(name)")
      #expect(
        !page.contains("<script") && !page.contains("<b>=") && !page.contains("href=\"http") && !page.contains("src="), "\(name)")
      let problems = try Self.shell(
        "xmllint --html --noout '\(rig.path)/acme/reports/\(name)' 2>&1 | grep error | grep -v 'Tag [a-z]* invalid' || true")
      #expect(problems == "", "\(name)")
    }
    #expect(try rig.read("acme/reports/views.html").contains("&lt;script&gt;alert(1)"))
    #expect(try !rig.read("acme/reports/views.csv").contains("\n=") && !rig.read("acme/reports/views.csv").contains(",="))
    try await rig.stop()
  }

  private func report(_ rig: Rig, _ video: String) async throws -> ViewReport {
    let outcome = try await rig.run("views", video, "--json")
    #expect(outcome.code == 0, "\(outcome)")
    return try #require(try JSONDecoder().decode([ViewReport].self, from: Data(outcome.output.utf8)).first)
  }

  @Test func aTableOfViewsIsCountedToo() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.write(
      "video,time,viewer,percent\ndemo,2026-11-20 10:15:42,ann,45\ndemo,2026-11-20 11:00:00,bo,100\ndemo,never,bo,100\n",
      to: "acme/inbox/views.csv")
    try await rig.wait(for: "views", toBe: .completed)
    let note = try #require(rig.names("acme/outbox/views").first { $0.hasPrefix("2 views counted") })
    #expect(try rig.read("acme/outbox/views/\(note)").contains("line 4: it has no time"))
    #expect(try await report(rig, "demo").tally.percents == 145)

    // The same rows and one more under another name, beside a row that names nothing.
    let lines = """
      {"video": "demo", "time": "2026-11-20 10:15:42", "viewer": "ann", "percent": 45}
      {"video": "", "time": "2026-11-20 10:15:42", "viewer": "ann", "percent": 45}
      {"video": "demo", "time": "2026-11-20 12:00:00", "viewer": "cy", "percent": 5}
      """
    try rig.write(lines, to: "acme/inbox/march.jsonl")
    try await rig.wait(for: "march", toBe: .completed)
    let second = try #require(rig.names("acme/outbox/march").first { $0.hasPrefix("1 view counted") })
    #expect(try rig.read("acme/outbox/march/\(second)").contains("line 2: it names no video"))
    try rig.write("Video,Watched at,Percent\nviews,2026-11-20 10:15:42,45\n", to: "acme/inbox/april.csv")
    try await rig.wait(for: "april", toBe: .completed)
    #expect(try await report(rig, "views").tally.percents == 45)
    try rig.write("Email,Video,Watched at,Percent\na@example.org,views,2026-11-20 10:15:42,45\n", to: "acme/inbox/may.csv")
    try await rig.wait("the question") { rig.isReturned("acme/failed/may") }
    #expect(try rig.read("acme/failed/may/WHY.txt").contains(".views.csv, if each row"))
    #expect(try await rig.run("views").output.contains("demo"))
    try await rig.stop()
  }

  @Test func whatWasMadeHereHasAReportHoweverManyVideosAreWatchedMore() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    let others = (1...205).flatMap { video in
      (10...11).map { "video-\(video),2026-11-20 \($0):15:42,50" }
    }
    let rows = ["video,time,percent"] + others + ["wide-views,2026-11-20 10:15:42,50"]
    try rig.write(rows.joined(separator: "\n"), to: "acme/inbox/wide.views.csv")
    try await rig.wait(for: "wide-views", toBe: .completed)
    let shown = rig.names("acme/reports/views").filter { $0.hasSuffix(".html") }
    #expect(shown.contains("wide-views.html") && shown.count == 201)
    #expect(try rig.read("acme/reports/views.html").contains("The list ends with the 200 videos"))
    try await rig.stop()
  }

  @Test func reportsAreOfWhateverIsAskedAndCostsOfWhoPays() async throws {
    let rig = try Rig()
    try rig.write("192.0.2.0,192.0.2.255,NA\n", to: "countries.csv")
    try rig.configure(
      more: """
        [views]
        viewers = "campaign"
        countries = "\(rig.path)/countries.csv"
        value_per_view_dollars = 1
        [rates]
        compute_hour_dollars = 3600
        """)
    try await rig.start()
    let lines = (1...3).flatMap { number in
      ["start", "cta"].map { event in
        #"192.0.2.\#(number) - - [2\#(number)/Nov/2026:10:15:42 +0000] "GET /spring.000\#(number)/beacon.gif?v=00000000000000a\#(number)&e=\#(event)&t=5&utm_campaign=spring HTTP/1.1" 404 1 "-" "\#(Self.phone)""#
      }
    }
    try rig.write(lines.joined(separator: "\n") + "\n", to: "acme/inbox/access.log")
    try await rig.wait(for: "access", toBe: .completed)
    let campaign = try await rig.run("report", "--campaign", "spring", "--since", "2026-11-22", "--json")
    let report = try #require(try JSONDecoder().decode([ViewReport].self, from: Data(campaign.output.utf8)).first)
    #expect(report.tally.views == 2 && report.tally.ctas == 2 && report.counts[.country] == [.init(value: "NA", views: 2)])
    #expect(try await rig.run("report", "--campaign", "spring").output.contains("viewers                  3"))
    let html = try await rig.run("report", "--video", "spring.0001", "--html", "\(rig.path)/one.html")
    #expect(
      try html.code == 0 && rig.read("one.html").contains("spring.0001") && !rig.read("one.html").contains("<script"), "\(html)")
    #expect(try await rig.run("report", "--csv").output.contains("video,spring.0002,1"))
    #expect(try await rig.run("report", "--since", "yesterday").code == 64)
    #expect(try rig.read("acme/reports/campaigns/spring.html").contains("Campaign spring"))
    // Its one stage, in a house where time is dear.
    let costs = try await rig.run("costs", "--json")
    let cost = try #require(try JSONDecoder().decode([CostReport].self, from: Data(costs.output.utf8)).first)
    #expect(cost.total > .zero && cost.items.first?.provider == "read" && cost.views == 3 && cost.value.microDollars == 3_000_000)
    let month = String(try #require(cost.byDay.first).day.prefix(7))
    let invoice = try await rig.run("costs", "--invoice", month)
    #expect(
      invoice.output.contains("acme,\(month),compute,read,") && invoice.output.contains("acme,\(month),total,"), "\(invoice)")
    try await rig.wait("the month's files") { rig.names("acme/reports").contains("costs-\(month).html") }
    #expect(try rig.read("acme/reports/costs-\(month).csv").contains("processor") == false)
    #expect(rig.names("state/reports").contains("costs-\(month).csv"))
    #expect(try await rig.run("costs", "--invoice", "november").code == 64)
    try await rig.stop()
  }

  @Test func whatIsPackedAndNoLogComesBackWithTheReason() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    _ = try Self.shell("echo 'Dear reader, this is a letter.' | gzip > '\(rig.path)/letter.gz'")
    try rig.move("letter.gz", to: "acme/inbox/letter.gz")
    try await rig.wait(for: "letter", toBe: .failed)
    try await rig.wait("the reason") { rig.isReturned("acme/failed/letter") }
    #expect(try rig.read("acme/failed/letter/WHY.txt").contains("is no access log that is known here"))
    // Its end is missing.
    _ = try Self.shell("seq 1 20000 | gzip | head -c 5000 > '\(rig.path)/access.log.gz'")
    try rig.move("access.log.gz", to: "acme/inbox/access.log.gz")
    try await rig.wait("the other reason") { rig.names("acme/failed").count == 2 }
    try await rig.stop()
  }
}
