import Production
import Testing

@testable import Outbox

/// What leads people to their videos: e-mails, and a table for mail programs.
@Suite struct CampaignTests {
  private let batch: JobName

  init() throws { batch = try Samples.job("spring") }

  private static let leads = [
    [
      "first_name": "Ada", "email": "ada@x.org", "favourite_colour": "=cmd|' /C calc'!A0",
      "video_url": "https://list.example.org",
    ],
    ["first_name": "Zoë, \"Z\"", "email": "zoe@x.org", "company": "B; =1+1"],
  ]

  private static func sheet(_ link: String = "https://videos.example.com/spring.0001/?utm_source=email") -> CampaignSheet {
    CampaignSheet(
      keys: ["favourite_colour", "first_name", "company", "email", "video_url"],
      rows: [
        .init(
          values: leads[0], title: "For Ada", link: link, thumbnail: "https://v.org/thumbnail.jpg",
          picture: "https://v.org/preview.gif"),
        .init(values: leads[1]),
      ])
  }

  private func show(_ sheet: CampaignSheet, in share: TestShare) throws -> [String] {
    try share.outbox.showCampaign(sheet, of: batch)
    let text = try #require(try share.text(at: "outbox/spring/campaign.csv"))
    #expect(text.hasPrefix("\u{FEFF}"))
    return text.dropFirst().split(separator: "\r\n").map(String.init)
  }

  @Test func itsColumnsAreMergeFieldsAndItsCellsAreNoFormulas() throws {
    let share = try TestShare()
    try share.put("Hi", at: "outbox/spring/0001/script.txt")
    let rows = try show(Self.sheet(), in: share)
    #expect(
      rows[0] == "email,first_name,company,favourite_colour,list_video_url,video_name,video_url,thumb_url,gif_url,written_by")
    #expect(
      rows[1].hasPrefix("\"ada@x.org\",Ada,,\"'=cmd|' /C calc'!A0\",https://list.example.org,For Ada,\"https://videos"),
      "\(rows[1])")
    #expect(rows[1].hasSuffix(",https://v.org/thumbnail.jpg,https://v.org/preview.gif,"))
    // Who has no video yet is there all the same.
    #expect(rows[2].hasPrefix("\"zoe@x.org\",\"Zoë, \"\"Z\"\"\",\"B; '=1+1\",,,,,,,(Dropreel "), "\(rows[2])")
    for column in CampaignSheet.ownColumns { #expect(column.utf8.count <= 10, "Mailchimp's merge fields have ten letters") }
  }

  @Test func itIsBroughtUpToDateUntilAPersonChangesIt() throws {
    let share = try TestShare()
    // Where people threw the folder away, nothing comes back.
    try share.outbox.showCampaign(Self.sheet(), of: batch)
    #expect(try share.names(in: "outbox").isEmpty)
    try share.put("Hi", at: "outbox/spring/0001/script.txt")
    _ = try show(Self.sheet(), in: share)
    let other = "https://videos.example.com/spring.0001-abcdefgh/"
    #expect(try show(Self.sheet(other), in: share)[1].contains(other))
    try share.put("email\r\nmine@x.org\r\n", at: "outbox/spring/campaign.csv")
    try share.outbox.showCampaign(Self.sheet(), of: batch)
    #expect(try share.text(at: "outbox/spring/campaign.csv") == "email\r\nmine@x.org\r\n")
    #expect(try share.names(in: "outbox/spring").count == 3)
  }

  @Test func mailsLeadToWhereTheVideoIsNowAndGoWithIt() throws {
    let share = try TestShare()
    let job = try Samples.job("demo")
    try share.put("film", at: "outbox/demo/demo.1080p.mp4")
    let message = Array("Subject: One\r\n\r\n--a--\r\n".utf8)
    try share.outbox.showMails(html: "<p>one</p>\n", message: message, of: job)
    #expect(try share.text(at: "outbox/demo/email.eml")?.hasPrefix("Subject: One\r\n\r\n--a--\r\n(Dropreel ") == true)
    try share.outbox.showMails(html: "<p>two</p>\n", message: message, of: job)
    #expect(try share.names(in: "outbox/demo") == ["demo.1080p.mp4", "email.eml", "email.html"])
    #expect(try share.text(at: "outbox/demo/email.html")?.hasPrefix("<p>two</p>\n<!-- Dropreel ") == true)
    // What a person wrote stays, and a restart knows its own again.
    try share.put("mine", at: "outbox/demo/email.html")
    try share.restarted().takeMails(of: job)
    #expect(try share.names(in: "outbox/demo") == ["demo.1080p.mp4", "email.html"])
    try share.outbox.showMails(html: "<p>two</p>\n", message: message, of: job)
    #expect(try share.text(at: "outbox/demo/email.html") == "mine")
    #expect(try share.names(in: "outbox/demo").count == 4)
  }
}
