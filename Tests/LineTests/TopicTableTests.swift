import Files
import FoundationEssentials
import Production
import Rig
import Testing

/// A table of topics: an explainer for each row, which people can decide about one by one, or all at once.
@Suite(.timeLimit(.minutes(4))) struct TopicTableTests {
  private static let table = """
    topic,notes,style,Owner
    How a heat pump works,"A heat pump moves heat from the air outside into the house. The compressor presses the refrigerant, and it becomes hot.",tech,Ada
    Solar panels,,,
    What a heat pump costs,"A heat pump costs between 15,000 and 30,000 euros. The state pays up to 70 percent of that.",,
    ,"Something without a topic.",,
    Purple things,"Purple things are purple.",purple,

    """

  private func start(grace: String = "0", clientLines: String = "") async throws -> Rig {
    let rig = try Rig()
    try rig.configure(grace: grace, clientLines: clientLines)
    try await rig.start()
    return rig
  }

  private let review = "acme/review/topics"

  /// Both scripts lie there, and the note that says how to decide about both.
  private func reviewed(_ rig: Rig) async throws -> String {
    var note = ""
    try await rig.wait("the note about all") {
      note = rig.names(review).first { $0.hasPrefix("HOW TO APPROVE ALL - 2 scripts - free.txt") } ?? ""
      return !note.isEmpty && ["0001", "0002"].allSatisfy { rig.names("\(review)/\($0)").contains { $0.hasPrefix("script") } }
    }
    return try rig.read("\(review)/\(note)")
  }

  private func wait(_ rig: Rig, forBoth state: JobState) async throws {
    for row in ["topics.0001", "topics.0002"] { try await rig.wait(for: row, toBe: state) }
  }

  @Test func `Each row becomes a video after one approval, and the others are told of`() async throws {
    let rig = try await start()
    try rig.write(Self.table, to: "acme/inbox/topics.csv")
    let note = try await reviewed(rig)
    #expect(note.contains("0001   How a heat pump works") && note.contains("0002   What a heat pump costs"), "\(note)")
    #expect(note.contains("Of 3 rows of the list nothing is made"), "\(note)")
    let script = try rig.read("\(review)/0002/script.txt")
    #expect(script.hasPrefix("TITLE: What a heat pump costs\n") && script.contains("euros"), "\(script)")
    #expect(!script.contains("refrigerant"), "\(script)")
    #expect(try rig.read("\(review)/0001/script.txt").contains("STYLE: tech"))
    try await rig.wait("the page to ask") { try rig.read("acme/STATUS.html").contains("2 of these for you to decide about") }

    try rig.write("", to: "\(review)/Approved.txt")
    try await wait(rig, forBoth: .completed)
    #expect(rig.exists("acme/outbox/topics/0002/topics.0002.tiny.mp4"))
    #expect(try rig.read("acme/outbox/topics/0001/captions.srt").contains("heat"))
    #expect(try rig.read("acme/outbox/topics/source/topics.csv") == Self.table)
    try await rig.wait("the page of the batch") { try rig.read("acme/outbox/topics/batch.csv").contains("0002,4,completed") }
    let csv = try rig.read("acme/outbox/topics/batch.csv")
    #expect(
      csv.contains(",3,not made,Nothing is known about it.") && csv.contains(",5,not made,This row names no topic."), "\(csv)")
    #expect(csv.contains("cannot be \"\"purple\"\"") && csv.contains("The column \"\"Owner\"\""), "\(csv)")
    try await rig.wait("review to be empty") { rig.names("acme/review").isEmpty }
    #expect(try await rig.run("batches").output.contains("2 of 2 finished"))

    // The same table once more is not made twice.
    try rig.write(Self.table, to: "acme/inbox/topics.csv")
    try await rig.wait("the pointer") { rig.exists("acme/outbox/topics-2/ALREADY-MADE.txt") }
    // A row is a video like any other: further formats of it lie beside its batch.
    try rig.write("twitter_square\n", to: "acme/inbox/topics.0001.reformat")
    try await rig.wait(for: "topics-0001-2", toBe: .completed)
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func `All can be approved, taken back, written anew and cancelled at once`() async throws {
    let rig = try await start(grace: "60")
    try rig.write(Self.table, to: "acme/inbox/topics.csv")
    _ = try await reviewed(rig)
    try rig.write("", to: "acme/inbox/topics.approved")
    try await wait(rig, forBoth: .approved)
    try await rig.wait("the answer") { rig.names(review).contains { $0.hasPrefix("APPROVED - 2 scripts - starts in 1 min") } }
    try await rig.wait("nothing to be asked") { !rig.names(review).contains { $0.hasPrefix("HOW TO APPROVE ALL") } }
    try rig.write("", to: "\(review)/hold")
    try await wait(rig, forBoth: .held)
    _ = try await reviewed(rig)

    // With notes, all are written anew; from their own rows.
    try rig.write("fewer numbers\n", to: "\(review)/notes.txt")
    try rig.write("shorter\n", to: "\(review)/rejected.txt")
    for row in ["topics.0001", "topics.0002"] {
      try await rig.wait("version 2 of \(row)") { try rig.story(row)?.card.version == 2 && rig.story(row)?.card.state == .draft }
    }
    _ = try await reviewed(rig)
    #expect(try rig.read("\(review)/0002/script.txt").contains("TITLE: What a heat pump costs"))
    #expect(rig.names("\(review)/versions") == ["v1 - notes.txt", "v1 - rejected.txt"])
    #expect(try rig.story("topics.0001")?.approvals.last?.notes.contains("fewer numbers") == true)
    #expect(try rig.story("topics.0001")?.approvals.last?.notes.contains("shorter") == true)

    // One by itself, by its folder's name; then the rest by a command.
    try rig.move("\(review)/0001", to: "\(review)/0001 on hold")
    try await rig.wait(for: "topics.0001", toBe: .held)
    try rig.write("", to: "\(review)/not yet approved")
    try await rig.wait("what was not understood") { rig.names(review).contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    try rig.remove("\(review)/not yet approved")
    try await rig.wait("it to be forgotten") { !rig.names(review).contains { $0.hasPrefix("NOT UNDERSTOOD") } }
    let approved = try await rig.run("approve", "topics")
    #expect(approved.code == 0 && approved.output.contains("topics, 2 scripts: approved"), "\(approved)")
    try await wait(rig, forBoth: .approved)
    #expect(rig.names(review).contains { $0.hasPrefix("APPROVED - 2 scripts") })

    #expect(try await rig.run("cancel", "topics").code == 0)
    try await wait(rig, forBoth: .cancelled)
    try await rig.wait("their reviews to go") { rig.names("acme/review").isEmpty }
    #expect(rig.names("acme/failed").isEmpty)
    let late = try await rig.run("approve", "topics")
    #expect(late.code != 0, "\(late)")
    // What a person wrote there is kept.
    #expect(try rig.read("acme/outbox/topics/script/versions/v1 - rejected.txt").hasPrefix("shorter"))
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func `A folder with settings is a batch too, and a kill makes no row twice`() async throws {
    let rig = try await start(grace: "60", clientLines: "max_batch = 2")
    try rig.makeFolder("acme/inbox/topics")
    try rig.write(Self.table, to: "acme/inbox/topics/spring.topics.csv")
    try rig.write("length_seconds = 20\nat = \"2999-01-01 06:00\"\n", to: "acme/inbox/topics/job.toml")
    _ = try await reviewed(rig)
    #expect(try rig.read("\(review)/0001/script.txt").contains("LENGTH:"))
    try await rig.killService()
    // What is decided while nobody looks counts at the next start.
    try rig.move(review, to: "\(review) APPROVED")
    try await rig.start()
    try await wait(rig, forBoth: .approved)
    try await rig.wait("the answer with its time") {
      rig.names("\(review)/0001").contains { $0.hasPrefix("APPROVED - starts 2999-01-01 06.00") }
    }
    try await rig.killService()
    try await rig.start()
    let rows = try JSONDecoder().decode([JobCard].self, from: Data(try await rig.run("batches", "topics", "--json").output.utf8))
    #expect(rows.map(\.name.text) == ["topics.0001", "topics.0002"])
    #expect(rows.allSatisfy { $0.state == .approved })
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func `What cannot become a batch comes back with the reason`() async throws {
    let rig = try await start(clientLines: "max_batch = 1")
    try rig.write("topic,email,notes\nA,a@x.org,B.\n", to: "acme/inbox/plan.csv")
    try rig.write("How tides rise\nHow rain falls\n", to: "acme/inbox/topics.csv")
    try rig.write("topic,notes\nA,\nB,\n", to: "acme/inbox/bare.csv")
    try rig.write("topic,notes\nA,Said.\nB,Said.\n", to: "acme/inbox/long.csv")
    let words = [
      "plan": ".topics.csv", "topics": "Write topic,notes into its first row", "bare": "Nothing is known about it",
      "long": "max_batch = 2",
    ]
    for (job, expected) in words {
      try await rig.wait("why \(job) is not made") { rig.exists("acme/failed/\(job)/WHY.txt") }
      let why = try rig.read("acme/failed/\(job)/WHY.txt")
      #expect(why.contains(expected), "\(why)")
    }
    let suggested = try await rig.run("topics", "\(rig.path)/acme/failed/long/long.csv")
    #expect(suggested.code != 0 && suggested.errors.contains("a table of topics already"), "\(suggested)")
  }
}
