import FoundationEssentials
import Media
import Production
import Rig
import Testing

/// Scripts that people drop: one that a narrator tells, and one for each of many people.
@Suite(.timeLimit(.minutes(10))) struct DemoScriptTests {
  static let demo = """
    TITLE: The board in short

    [00:00] INTRO Hello
    This is the board.

    [00:03] DEMO A new card
    Press the plus. It is there.

    """

  @Test func `A dropped script of sections is told by one narrator`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    // In a folder, so that it need not wait for a recording of its name.
    try rig.makeFolder("acme/inbox/board")
    try rig.write(Self.demo, to: "acme/inbox/board/board.script.txt")
    try await rig.wait(for: "board", toBe: .completed)
    let outbox = "acme/outbox/board"
    let transcript = try rig.read("\(outbox)/transcript.txt")
    #expect(transcript.contains("This is the board."))
    #expect(transcript.contains("Press the plus."))
    #expect(!transcript.contains("Thabo"))
    // The second section begins no sooner than its marker says.
    let captions = try rig.read("\(outbox)/captions.srt")
    let cue = try #require(captions.split(separator: "\n\n").first { $0.contains("Press") })
    let start = try #require(cue.split(separator: "\n").dropFirst().first?.split(separator: " ").first)
    #expect(start >= "00:00:03,000", "\(cue)")
    #expect(start < "00:00:04,500", "\(cue)")
    #expect(rig.exists("\(outbox)/board.tiny.mp4"))
    #expect(rig.exists("\(outbox)/source/board/board.script.txt") || rig.exists("\(outbox)/source/board.script.txt"))
  }

  static let template = """
    TITLE: For {{company|your team}}

    [00:00] INTRO Hello
    Hi {{first_name|there}}, welcome{{#if industry}} to the board for {{industry}}{{/if}}.

    [00:04] CTA Next
    Write to us, {{last_name}}.

    """

  static let leads = """
    Vorname;Nachname;E-Mail;Firma;Branche
    Ada;Lovelace;ada@x.org;ACME;Retail
    Bo;;bo@x.org;NULL;n/a
    Cy;Young;cy@x.org;=1+1;
    Ada;Lovelace;ADA@x.org;;
    ;;;;
    Di;Dee;di@x.org;D;E;F;G
    Eve;"Stone, Jr.";eve@x.org;{{company}};Law

    """

  @Test func `A template and a list of people become a video for each of them`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write(Self.template, to: "acme/inbox/spring/script.txt")
    try rig.write(Self.leads, to: "acme/inbox/spring/leads.csv")
    try await rig.wait(for: "spring", toBe: .draft)
    let review = "acme/review/spring"
    try await rig.wait("the list beside the script") { rig.exists("\(review)/batch.csv") && rig.exists("\(review)/sample 3.txt") }
    #expect(try rig.read("\(review)/sample 1.txt").contains("Hi Ada, welcome to the board for Retail."))
    let script = try rig.read("\(review)/script.txt")
    #expect(script.contains("{{first_name|there}}"))
    // Somebody has no last name: that is told with its line, and stops nobody else.
    #expect(script.hasPrefix("#! This text can be used as it is."), "\(script)")
    #expect(script.contains("For 1 of 4 people nothing can be made: there is no last_name to say."))
    let how = try #require(rig.names(review).first { $0.hasPrefix("HOW TO APPROVE") })
    let words = try rig.read("\(review)/\(how)")
    #expect(words.contains("One approval is for 3 people") && words.contains("make the video of each person"), "\(words)")
    let told = try rig.read("\(review)/batch.csv")
    #expect(told.contains("5,merged,"))
    #expect(told.contains("it has 7 cells"))
    try await checkRemembered(rig)

    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    for row in 1...3 { try await rig.wait(for: "spring.000\(row)", toBe: .completed) }
    try await rig.wait("the page of the batch") { try rig.read("acme/outbox/spring/batch.csv").contains("0003,8,completed") }
    try checkRows(rig)
    #expect(try await rig.run("verify").code == 0)
  }

  private func checkRows(_ rig: Rig) throws {
    let outbox = "acme/outbox/spring"
    let names = rig.names(outbox)
    #expect(names.contains("0001") && names.contains("0003") && !names.contains("0004"), "\(names)")
    let how = try rig.read("\(outbox)/how-it-was-made.txt")
    let label = "A person wrote the script, and a program filled it in for each person; a person approved the text."
    #expect(how.contains(label), "\(how)")
    #expect(try rig.read("\(outbox)/receipt.json").contains("\"ai_label\": \"\(label)\""))
    let first = try rig.read("\(outbox)/0001/script.txt")
    #expect(first.contains("TITLE: For ACME\n"))
    #expect(first.contains("Write to us, Lovelace."))
    let second = try rig.read("\(outbox)/0002/script.txt")
    #expect(second.contains("Hi Cy, welcome.\n"))
    #expect(second.contains("TITLE: For =1+1\n"))
    // What a list says is never filled in again.
    #expect(try rig.read("\(outbox)/0003/script.txt").contains("TITLE: For {{company}}\n"))
    for folder in ["0001", "0002", "0003"] {
      let text = try rig.read("\(outbox)/\(folder)/script.txt")
      #expect(!text.contains("null") && !text.contains("NULL") && !text.contains("n/a") && !text.contains(" ,"), "\(text)")
      #expect(rig.exists("\(outbox)/\(folder)/spring.\(folder).tiny.mp4"))
    }
    // A cell that begins so is calculated by spreadsheets.
    #expect(try rig.read("\(outbox)/batch.csv").contains("'=1+1"))
    #expect(rig.names("acme/review") == [])
  }

  private func checkRemembered(_ rig: Rig) async throws {
    let all = try await rig.run("leads", "--json")
    let stories = try JSONDecoder().decode([LeadStory].self, from: Data(all.output.utf8))
    #expect(stories.count == 4, "\(all.output)\(all.errors)")
    let one = try await rig.run("leads", "ada@x.org", "--json")
    let story = try #require(try JSONDecoder().decode([LeadStory].self, from: Data(one.output.utf8)).first)
    #expect(story.card.values["company"] == "ACME")
    #expect(story.events.map(\.job?.text) == ["spring"])
    #expect(story.events.map(\.line) == [2])
  }

  @Test func `A list by itself is remembered, and says what it needs`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.write("name,email\nAda,ada@x.org\nBo,bo@x.org\n", to: "acme/inbox/leads.csv")
    try await rig.wait(for: "leads", toBe: .completed)
    let note = try #require(rig.names("acme/outbox/leads").first { $0.hasPrefix("2 people remembered") })
    #expect(try rig.read("acme/outbox/leads/\(note)").contains("NAME.script.txt"))
    #expect(try await rig.run("leads").output.contains("bo@x.org"))
    #expect(try rig.read("acme/outbox/leads/how-it-was-made.txt").contains("a list of people; nothing was made of it."))
    let rest = try await rig.run("leads", "--limit", "1")
    #expect(rest.output.contains("bo@x.org") != rest.output.contains("ada@x.org") && rest.output.contains("--limit"))
  }

  @Test func `A list in which nobody is comes back with why`() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.write("name,email\n,\n,nothing\n", to: "acme/inbox/leads.csv")
    try await rig.wait("the reason") { rig.exists("acme/failed/leads/WHY.txt") }
    #expect(try rig.read("acme/failed/leads/WHY.txt").contains("nobody"))
  }

  @Test func `A template that asks for what no column has is marked before anything is made`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "forbidden = [\"guaranteed\"]")
    try await rig.start()
    try rig.makeFolder("acme/inbox/wrong")
    try rig.write("TITLE: A\n[00:00] INTRO\nHi {{frist_name|you}}, it is guaranteed.\n", to: "acme/inbox/wrong/script.txt")
    try rig.write("first_name\nAda\n", to: "acme/inbox/wrong/leads.csv")
    try await rig.wait(for: "wrong", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/wrong/script.txt") }
    let script = try rig.read("acme/review/wrong/script.txt")
    #expect(script.hasPrefix("#! This text cannot be used yet."))
    #expect(script.contains("No column of the leads is called \"frist_name\". Write {{first_name}}."))
    #expect(script.contains("\"guaranteed\" must not be said."))
    // Approved as it is, it is not made.
    try rig.move("acme/review/wrong/script.txt", to: "acme/review/wrong/script approved.txt")
    try await rig.wait("the answer") { rig.names("acme/review/wrong").contains { $0.hasPrefix("NEEDS MENDING") } }
    #expect(try rig.story("wrong")?.card.state == .draft)
  }
}
