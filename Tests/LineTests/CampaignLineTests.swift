import Production
import Rig
import Testing

/// Videos for people of a list, on a host: what is written to each leads to where theirs lies.
@Suite(.timeLimit(.minutes(10))) struct CampaignLineTests {
  private static let script = "TITLE: For {{company}}\n\n[00:00] INTRO Hello\nHi {{first_name}}.\n"
  private static let leads = "first_name,email,company,plan\nAda,ada@x.org,ACME,=1+1\nBo,bo@x.org,Bo and Sons,\n"

  private func linkTold(_ rig: Rig, _ row: String) throws -> String? {
    try rig.read("acme/outbox/spring/\(row)/publish.txt").split(separator: "\n").first { $0.hasPrefix("# LINK: ") }
      .map { String($0.dropFirst(8)) }
  }

  @Test func mailsAndTheTableLeadToThePublishedVideo() async throws {
    let rig = try Rig()
    try rig.makeFolder("www")
    try rig.configure(
      clientLines: "gates = []\ndemo.ladder = [144]\npublish.host = \"nas\"",
      more: """
        [[host]]
        name = "nas"
        kind = "folder"
        path = "\(rig.path)/www"
        url = "https://videos.example.com/films"
        plan_month_dollars = 5
        [[host]]
        name = "far"
        kind = "folder"
        path = "\(rig.path)/far"
        url = "https://far.example.com"
        sent_gigabyte_dollars = 1000
        """)
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write(Self.script, to: "acme/inbox/spring/script.txt")
    try rig.write(Self.leads, to: "acme/inbox/spring/leads.csv")
    try rig.write("site = \"shop.example.com\"\n", to: "acme/inbox/spring/job.toml")
    try RecordingMaker.film("acme/inbox/spring/board.mp4", in: rig, seconds: 3, size: "256x144", rate: 10)
    for row in ["spring.0001", "spring.0002"] { try await rig.wait(for: row, toBe: .completed) }
    let table = "acme/outbox/spring/campaign.csv"
    try await rig.wait("both links") {
      try rig.exists(table) && rig.read(table).ranges(of: "https://videos.example.com/films/spring.000").count == 6
    }
    let link = try #require(try linkTold(rig, "0001"))
    #expect(link.hasPrefix("https://videos.example.com/films/spring.0001-"))
    let rows = try rig.read(table).split(separator: "\r\n")
    #expect(rows.count == 3 && rows[0].hasPrefix("\u{FEFF}email,first_name,company,plan"), "\(rows)")
    #expect(rows[0].hasSuffix(",video_name,video_url,thumb_url,gif_url,written_by"), "\(rows)")
    let asked = "\(link)?utm_source=email&utm_medium=video&utm_campaign=spring"
    #expect(rows[1].contains("For ACME,\"\(asked)\",\(link)thumbnail") && rows[1].contains(",\(link)preview.gif,"), "\(rows[1])")
    #expect(rows[1].contains("\"'=1+1\""))
    let folder = "acme/outbox/spring/0001"
    #expect(try rig.read("\(folder)/email.html").contains("href=\"\(asked.replacing("&", with: "&amp;"))\""))
    #expect(try rig.read("\(folder)/email.html").contains("src=\"\(link)preview.gif\""))
    #expect(rig.exists("\(folder)/email.eml"))
    let address = String(link.dropFirst("https://videos.example.com/films/".count).dropLast())
    #expect(rig.exists("www/\(address)/preview.gif") && rig.exists("www/\(address)/index.html"))

    // Taken away, nothing leads there any more; back, it lies elsewhere.
    #expect(try await rig.run("unpublish", "spring.0001").code == 0)
    try await rig.wait("the mails to go") { !rig.exists("\(folder)/email.html") && !rig.exists("\(folder)/email.eml") }
    try await rig.wait("the table to know") { try !rig.read(table).contains(address) }
    #expect(try await rig.run("publish", "spring.0001", "--privacy", "public").code == 0)
    try await rig.wait("new mails") {
      try rig.exists("\(folder)/email.html")
        && rig.read("\(folder)/email.html").contains("https://videos.example.com/films/spring.0001/?utm_source=email")
    }
    #expect(try await rig.run("verify").code == 0)

    let hosts = try await rig.run("hosts", "--client", "acme")
    #expect(
      hosts.output.contains("far costs least up to ") && hosts.output.contains(" views a month, nas from "), "\(hosts.output)")
    let beacon = "/spring.0001/beacon.gif?v=00000000000000a1&e=start&t=0&q=144p"
    try rig.write(
      "192.0.2.7 - - [20/Nov/2026:10:00:00 +0000] \"GET \(beacon) HTTP/1.1\" 200 43 \"-\" \"Mozilla/5.0 Firefox/128.0\"\n",
      to: "acme/inbox/access.log")
    try await rig.wait(for: "access", toBe: .completed)
    #expect(rig.names("acme/reports/sites") == ["shop.example.com.csv", "shop.example.com.html", "shop.example.com.json"])
    let report = try await rig.run("report", "--site", "shop.example.com")
    #expect(report.output.contains("acme: site shop.example.com") && report.output.contains("spring.0001"), "\(report.output)")
    try await rig.stop()
  }
}
