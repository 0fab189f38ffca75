import FoundationEssentials
import Media
import Production
import Rig
import Testing

/// A recording, a script that speaks to people, and a list of them: a video for each.
@Suite(.timeLimit(.minutes(10))) struct BatchVideoTests {
  private static let leads = """
    first_name,email,company
    Ada,ada@x.org,ACME
    ,bo@x.org,Bo and Sons
    Cy,cy@x.org,<b>Cy</b>

    """

  private func dropped(_ rig: Rig, folderSettings: String = "") async throws {
    try rig.dropBatch(leads: Self.leads, settings: folderSettings)
  }

  /// What has to be read before it is approved is there.
  private func reviewed(_ rig: Rig) async throws {
    try await rig.wait(for: "spring", toBe: .draft)
    try await rig.batchIsReviewed()
  }

  private func approve(_ rig: Rig) throws { try rig.approveBatch() }

  @Test func `Each person gets a video, and who cannot have one is told of`() async throws {
    let rig = try Rig()
    let page = "page.base_url = \"https://videos.example.com\"\npage.cta_url = \"https://example.com/meet\""
    try rig.configure(clientLines: "demo.ladder = [180, 144]\n\(page)")
    try await rig.start()
    try await dropped(rig)
    try await reviewed(rig)
    let how = try #require(rig.names("acme/review/spring").first { $0.hasPrefix("HOW TO APPROVE") })
    let words = try rig.read("acme/review/spring/\(how)")
    #expect(words.contains("make the video of each person") && words.contains("each gets a video of their own"), "\(words)")
    try approve(rig)
    try await rig.wait(for: "spring.0002", toBe: .completed)
    try await rig.wait(for: "spring.0001", toBe: .completed)
    let outbox = "acme/outbox/spring"
    for (folder, name) in [("0001", "Hi Ada."), ("0002", "Hi Cy.")] {
      #expect(try rig.read("\(outbox)/\(folder)/captions.srt").contains(name))
      let link = "https://videos.example.com/spring.\(folder)/?utm_source=email&amp;utm_medium=video&amp;utm_campaign=spring"
      #expect(try rig.read("\(outbox)/\(folder)/email.html").contains("href=\"\(link)\""))
      #expect(rig.exists("\(outbox)/\(folder)/email.eml") && rig.exists("\(outbox)/\(folder)/share-page/preview.gif"))
      #expect(try rig.read("\(outbox)/\(folder)/share-page/index.html").contains("href=\"https://example.com/meet\""))
      for size in ["180p", "144p"] {
        let facts = try MovieReader(path: "\(rig.path)/\(outbox)/\(folder)/spring.\(folder).\(size).mp4").facts
        #expect(facts.picture?.shownSize.height == Int(size.dropLast()))
      }
    }
    #expect(!rig.exists("\(outbox)/0003"))
    try await rig.wait("the page of the batch") { try rig.read("\(outbox)/batch.csv").contains("0002,4,completed") }
    let csv = try rig.read("\(outbox)/batch.csv")
    #expect(csv.contains(",3,not made,") && csv.contains("first_name"))
    #expect(try rig.read("\(outbox)/batch.html").contains("2 of 2 finished."))
    #expect(rig.names("\(outbox)/source/spring") == ["board.mp4", "leads.csv", "script.txt"])

    let batches = try await rig.run("batches")
    #expect(batches.output.contains("spring") && batches.output.contains("2 of 2 finished"))
    let rows = try JSONDecoder().decode([JobCard].self, from: Data(try await rig.run("batches", "spring", "--json").output.utf8))
    #expect(rows.map(\.name.text) == ["spring.0001", "spring.0002"])
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func `A batch begins no sooner than it was asked to`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "demo.ladder = [144]")
    try await rig.start()
    try await dropped(rig, folderSettings: "at = \"2999-01-01 06:00\"\n")
    try await reviewed(rig)
    try approve(rig)
    try await rig.wait("the answer with its time") {
      rig.names("acme/review/spring").contains { $0.hasPrefix("APPROVED - starts 2999-01-01 06.00") }
    }
    // Others come and go meanwhile.
    try rig.write("# Rain\n\nRain falls when drops are heavy.\n", to: "acme/inbox/rain.md")
    try await rig.wait(for: "rain", toBe: .draft)
    try await rig.settle()
    #expect(try rig.story("spring")?.card.state == .approved)
    #expect(try await rig.run("cancel", "spring").code == 0)
    try await rig.wait(for: "spring", toBe: .cancelled)
    #expect(!rig.exists("acme/outbox/spring"))
  }

  @Test func `A batch is cancelled as a whole, with all that waits for a person`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "gates = [\"script\", \"publish\"]\ndemo.ladder = [144]")
    try await rig.start()
    try await dropped(rig)
    try await reviewed(rig)
    try approve(rig)
    for row in ["spring.0001", "spring.0002"] {
      try await rig.wait(for: row, toBe: .waitingToPublish)
      try await rig.wait("its review") { rig.exists("acme/review/spring/\(row.suffix(4))/publish.txt") }
    }
    try await rig.wait("the note about all") {
      rig.names("acme/review/spring").contains { $0.hasPrefix("HOW TO APPROVE ALL - 2 videos") }
    }
    try rig.write("", to: "acme/inbox/spring.cancel")
    for row in ["spring.0001", "spring.0002"] { try await rig.wait(for: row, toBe: .cancelled) }
    try await rig.wait("their reviews to go") { rig.names("acme/review").isEmpty }
    try await rig.wait("the page of the batch") { try rig.read("acme/outbox/spring/batch.csv").contains("0002,4,cancelled") }
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func `Where nobody is asked, each person's own text is what is made`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "gates = []\ndemo.ladder = [144]")
    try await rig.start()
    try await dropped(rig)
    for row in ["spring.0001", "spring.0002"] { try await rig.wait(for: row, toBe: .completed) }
    #expect(try rig.read("acme/outbox/spring/0002/captions.srt").contains("Hi Cy."))
  }

  @Test func `Rows that are struck or mended before the approval count as they were left`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write(Rig.batchTemplate.replacing("{{first_name}}", with: "{{name}}"), to: "acme/inbox/spring/script.txt")
    try rig.write(
      "first_name,last_name,phone,company\nAda,Byron,+49 1,ACME\nBo,Bi,,Bo and Sons\n,,,Nobody\nCy,Young,,\n",
      to: "acme/inbox/spring/leads.csv")
    try await reviewed(rig)
    let sheet = "acme/review/spring/batch.csv"
    try await rig.wait("the list beside the script") { rig.exists(sheet) }
    // As a spreadsheet of another country saves it.
    let rows = try rig.read(sheet).split(separator: "\r\n").map { String($0).replacing(",", with: ";") }
    let changed = [
      rows[0], rows[1].replacing("Byron", with: "Lovelace", maxReplacements: 1), rows[4].replacing("Cy", with: "Si"),
      "0009;;ready;;Di",
    ]
    #expect(rows[3].contains("not made"), "\(rows)")
    try rig.write(changed.joined(separator: "\r\n"), to: sheet)
    try approve(rig)
    for row in ["spring.0001", "spring.0002"] { try await rig.wait(for: row, toBe: .completed) }
    try await rig.wait("the page of the batch") { try rig.read("acme/outbox/spring/batch.csv").contains("0002,5,completed") }
    #expect(try rig.read("acme/outbox/spring/0001/captions.srt").contains("Hi Ada Lovelace."))
    #expect(try rig.read("acme/outbox/spring/0002/captions.srt").contains("Hi Si Young."))
    #expect(!rig.exists("acme/outbox/spring/0003"))
    let told = try rig.read("acme/outbox/spring/batch.csv")
    #expect(told.contains(",3,struck,It was taken out of batch.csv"), "\(told)")
    #expect(told.contains("not made,\"it was added to batch.csv"), "\(told)")
    #expect(told.contains(",Ada,Lovelace,") && told.contains(",Si,Young,"), "\(told)")
    #expect(told.contains("'+49 1") && !told.contains("''+49"), "\(told)")
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func `A list that nobody can tell the rows of any more decides nothing`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write(Rig.batchTemplate, to: "acme/inbox/spring/script.txt")
    try rig.write(Self.leads, to: "acme/inbox/spring/leads.csv")
    try await reviewed(rig)
    let sheet = "acme/review/spring/batch.csv"
    try await rig.wait("the list beside the script") { rig.exists(sheet) }
    try rig.write("first_name,company\nAda,ACME\n", to: sheet)
    try approve(rig)
    try await rig.wait("the answer") { rig.names("acme/review/spring").contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    #expect(try rig.story("spring")?.card.state == .draft)
  }

  @Test func `A list that is longer than allowed comes back with both ways out`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "max_batch = 2")
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write(Rig.batchTemplate, to: "acme/inbox/spring/script.txt")
    try rig.write(Self.leads, to: "acme/inbox/spring/leads.csv")
    try RecordingMaker.film("acme/inbox/spring/board.mp4", in: rig, seconds: 2, size: "320x180", rate: 10)
    try await rig.wait(for: "spring", toBe: .failed)
    try await rig.wait("why") { rig.exists("acme/failed/spring/WHY.txt") }
    let why = try rig.read("acme/failed/spring/WHY.txt")
    #expect(why.contains("3 people") && why.contains("max_batch = 3") && why.contains("Split the list"), "\(why)")
  }
}
