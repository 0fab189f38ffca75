import Production
import Rig
import Testing

/// Two clients of one house: what one has, uses or is told of is no business of the other's people.
@Suite(.timeLimit(.minutes(10))) struct ClientsApartTests {
  @Test func assetsReportsAndCostsAreAClientsOwn() async throws {
    let rig = try Rig(clients: ["acme", "globex"])
    try rig.configure(
      review: "gates = []", clientLines: "month_dollars = 5",
      more: "[rates]\ncompute_hour_dollars = 3600\n[budget]\nmonth_dollars = 20")
    try await rig.start()
    try AssetTests.makeFolders("acme/assets/icons", rig)
    try rig.write(AssetTests.green, to: "acme/assets/icons/star.svg")
    try rig.write("This is no picture.", to: "acme/assets/icons/moon.svg")
    try await rig.wait("the note") { rig.exists("acme/assets/icons/moon.svg - WHY.txt") }
    try rig.makeFolder("acme/inbox/spring")
    try rig.write("", to: "acme/inbox/spring/folder.toml")
    try rig.write("video,time,viewer,percent\ndemo,2026-11-20 10:15:42,ann,45\n", to: "acme/inbox/spring/views.csv")
    try await rig.wait(for: "views", toBe: .completed)
    try await rig.wait("the report") { rig.exists("acme/reports/views.html") }

    #expect(try await rig.run("assets", "--client", "acme", "--json").output.contains("star"))
    #expect(try await !rig.run("assets", "--client", "globex", "--json").output.contains("star"))
    #expect(rig.names("globex/assets").isEmpty && !rig.exists("globex/reports/views.html"))
    let views = try await rig.run("views", "--client", "globex")
    #expect(!views.output.contains("demo") && !views.errors.contains("demo"))

    // Of what was used each is told its own, by the folder of the inbox and by video.
    let own = try await rig.run("costs", "--client", "acme", "--csv").output
    #expect(own.contains(",project,spring,") && own.contains(",video,views,") && own.contains("of no single video"), "\(own)")
    let other = try await rig.run("costs", "--client", "globex", "--csv").output
    #expect(other.contains("client,"))
    #expect(!other.contains("spring") && !other.contains("views,") && !other.contains("acme"), "\(other)")
    let month = try await rig.run("costs", "--invoice", "2026-11", "--client", "globex")
    #expect(month.code == 0 && !month.output.contains("acme"), "\(month)")
    let job = try await rig.run("costs", "views")
    #expect(job.output.contains("processor time, reading drops") && job.output.contains("videos, the dearest first"), "\(job)")
    #expect(try await rig.run("costs", "nothing").code != 0)
    try await rig.stop()
  }
}
