import Digests
import Production
import Rig
import Testing

/// A document that becomes a list of topics first, and a job for each that a person keeps.
@Suite(.timeLimit(.minutes(10))) struct TopicTests {
  private static let guide = """
    # Heat pumps at home

    A heat pump moves heat from the air outside into the house. It needs about a third of the energy that a boiler needs.

    ## How a heat pump works

    A refrigerant takes up heat from the outside air. The compressor presses the refrigerant, and it becomes hot.
    The hot refrigerant gives its heat to the water of the heating. The expansion valve lets the pressure drop again.
    The cycle begins anew about 40 times an hour. A fan draws 3,000 cubic metres of air through the unit in that time.
    The water leaves the unit at 35 to 55 degrees. The lower that temperature is, the less electricity is needed.

    ## What a heat pump costs

    A heat pump costs between 15,000 and 30,000 euros. The state pays up to 70 percent of that.
    The electricity for a house costs about 900 euros a year. A boiler for oil costs about 1,800 euros a year.
    Servicing costs 200 euros every second year. The unit lasts for about 20 years.
    The higher price is paid back after eight to twelve years. Solar panels on the roof shorten that time by two years.

    ## Before the winter

    Clean the leaves from the grille of the outside unit. Check that the drain for melted ice is free.
    Set the heating curve as low as the rooms stay warm. Keep half a metre of space around the unit.
    A filter that is full of dust costs ten percent of the output. Snow on the unit does no harm as long as the fan turns.
    """

  private func wait(for job: String, _ rig: Rig) async throws -> String {
    let folder = "acme/review/\(job)"
    try await rig.wait("the list of \(job)") {
      rig.exists("\(folder)/topics.txt") && rig.names(folder).contains { $0.hasPrefix("HOW TO CHOOSE") }
    }
    return folder
  }

  @Test func eachTopicThatAPersonKeepsBecomesAJob() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/inbox/ideas")
    try rig.write("topics = 5\n", to: "acme/inbox/ideas/folder.toml")
    try rig.write(Self.guide, to: "acme/inbox/ideas/Guide.md")
    let folder = try await wait(for: "guide", rig)
    let list = try rig.read("\(folder)/topics.txt")
    let lines = list.split(separator: "\n").map(String.init)
    let titles = lines.filter { $0.first?.isNumber == true }
    #expect((3...5).contains(titles.count), "\(list)")
    #expect(titles.contains { $0.contains("How a heat pump works") } && titles.contains { $0.contains("What a heat pump costs") })
    #expect(lines.contains { $0.contains("statements") }, "each says why it is suggested: \(list)")
    try await rig.wait("the page to ask") { try rig.read("acme/STATUS.html").contains("The topics are ready for you.") }

    // What is said of all of it names no line.
    try rig.write("# none of them\n", to: "\(folder)/topics.txt")
    try rig.move("\(folder)/topics.txt", to: "\(folder)/topics approved.txt")
    try await rig.wait("the answer") { rig.names(folder).contains { $0.hasPrefix("NEEDS MENDING") } }
    let mending = try rig.read("\(folder)/\(try #require(rig.names(folder).first { $0.hasPrefix("NEEDS MENDING") }))")
    #expect(mending.contains("- No topic is left in the list."), "\(mending)")
    try rig.move("\(folder)/topics approved.txt", to: "\(folder)/topics.txt")

    try rig.write("- What a heat pump costs\n2) Clean the grille before winter\n", to: "\(folder)/topics.txt")
    try rig.move("\(folder)/topics.txt", to: "\(folder)/topics approved.txt")
    try await rig.wait(for: "guide", toBe: .completed)
    try await rig.wait(for: "what-a-heat-pump-costs", toBe: .draft)
    try await rig.wait(for: "clean-the-grille-before-winter", toBe: .draft)
    let costs = try await script(of: "what-a-heat-pump-costs", rig)
    #expect(costs.hasPrefix("TITLE: What a heat pump costs"))
    #expect(costs.contains("euros") && !costs.contains("refrigerant"), "\(costs)")
    let winter = try await script(of: "clean-the-grille-before-winter", rig)
    #expect(winter.contains("grille") && !winter.contains("15,000"), "\(winter)")
    // The original lies with the list, once.
    #expect(try rig.read("acme/outbox/guide/source/Guide.md") == Self.guide)
    #expect(rig.names("acme/outbox/guide").contains("topics.txt"))
    #expect(rig.names("acme/inbox/ideas") == ["folder.toml"])

    // One that is given up names the document, and leaves it where it is.
    _ = try await rig.run("cancel", "what-a-heat-pump-costs")
    try await rig.wait("the answer") { rig.exists("acme/failed/what-a-heat-pump-costs/WHY.txt") }
    #expect(!rig.exists("acme/failed/what-a-heat-pump-costs/Guide.md"))
    #expect(rig.exists("acme/outbox/guide/source/Guide.md"))
    #expect(try await rig.run("retry", "what-a-heat-pump-costs").code == 0)
    try await rig.wait(for: "what-a-heat-pump-costs", toBe: .draft)

    // Also when the service has no copy of the document any more: what was read of it is kept for longer.
    _ = try await rig.run("cancel", "what-a-heat-pump-costs")
    try await rig.wait("the answer") { rig.exists("acme/failed/what-a-heat-pump-costs/WHY.txt") }
    let source = Digest(of: Self.guide).hex
    for file in try rig.files("state/content") where file.replacing("/", with: "").hasSuffix(source) { try rig.remove(file) }
    let retried = try await rig.run("retry", "what-a-heat-pump-costs")
    #expect(retried.code == 0, "\(retried)")
    try await rig.wait(for: "what-a-heat-pump-costs", toBe: .draft)
    let verified = try await rig.run("verify")
    #expect(verified.code == 0, "\(verified.output)")
  }

  @Test func aCommandShowsTheTopicsAndMakesNothing() async throws {
    let rig = try Rig()
    try rig.configure()
    try rig.write(Self.guide, to: "Guide.md")
    let shown = try await rig.run("topics", "\(rig.path)/Guide.md")
    #expect(shown.code == 0, "\(shown.errors)")
    #expect(shown.output.contains("1. Heat pumps at home\n   an overview of all 3 parts"), "\(shown.output)")
    #expect(rig.names("acme/inbox") == [] && rig.names("acme/review") == [])
    let refused = try await rig.run("topics", "\(rig.path)/acme")
    #expect(refused.code != 0 && refused.errors.contains("There is no file"), "\(refused.errors)")
  }

  private func script(of job: String, _ rig: Rig) async throws -> String {
    try await rig.wait("the script of \(job)") { rig.exists("acme/review/\(job)/script.txt") }
    return try rig.read("acme/review/\(job)/script.txt")
  }

  private func startTrial(grace: String) async throws -> Rig {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: grace)
    try await rig.start()
    try rig.makeFolder("acme/inbox/ideas")
    try rig.write("topics = 3\n", to: "acme/inbox/ideas/folder.toml")
    return rig
  }

  @Test func aKillAfterTheApprovalMakesNoTopicTwiceAndLosesNone() async throws {
    let rig = try await startTrial(grace: "15")
    try rig.write("One\nTwo\nThree\n", to: "acme/inbox/ideas/list.txt")
    let folder = try await wait(for: "list", rig)
    try rig.move("\(folder)/topics.txt", to: "\(folder)/topics approved.txt")
    try await rig.wait("the decision") { try rig.story("list")?.approvals.isEmpty == false }
    // Taken back within the grace: nothing was made.
    try rig.move("\(folder)/topics approved.txt", to: "\(folder)/topics.txt")
    try await rig.wait(for: "list", toBe: .draft)
    try rig.move("\(folder)/topics.txt", to: "\(folder)/topics approved.txt")
    try await rig.wait("the decision") { try rig.story("list")?.card.state == .publishing }
    try await rig.killService()
    try await rig.start()
    try await rig.wait(for: "list", toBe: .completed)
    for job in ["one", "two", "three"] { try await rig.wait(for: job, toBe: .draft) }
    try await rig.killService()
    try await rig.start()
    try await rig.settle()
    #expect(Set(rig.names("acme/review")) == ["one", "two", "three"])
    #expect(rig.names("acme/failed") == [])
    #expect(try await rig.run("verify").code == 0)
  }

  @Test func aListWithoutATopicIsNotApproved() async throws {
    let rig = try await startTrial(grace: "0")
    try rig.write("One\n", to: "acme/inbox/ideas/short.txt")
    let folder = try await wait(for: "short", rig)
    try rig.write("# nothing\n\n", to: "\(folder)/topics.txt")
    try rig.move("\(folder)/topics.txt", to: "\(folder)/topics approved.txt")
    try await rig.wait("what to mend") {
      try rig.read("\(folder)/topics approved.txt").contains("#! No topic is left in the list.")
    }
    #expect(try rig.story("short")?.card.state == .draft)
    try rig.write("Other\n", to: "\(folder)/topics approved.txt")
    try await rig.wait(for: "other", toBe: .draft)
  }
}
