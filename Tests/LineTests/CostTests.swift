import Files
import Foundation
import Production
import Rig
import Testing

/// What things cost, and for whom: whatever their logs say, and whatever their drops are called.
@Suite(.timeLimit(.minutes(10))) struct CostTests {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The last day of the month before this one.
  private static func lastMonth() throws -> CivilDay {
    let today = CivilDay(at: .now())
    let first = try #require(CivilDay(year: today.year, month: today.month, day: 1))
    return CivilDay(number: first.number - 1)
  }

  /// Somebody who came by a campaign's link, and a server that says of ten requests that it sent as much as its numbers hold.
  private static func log(on day: CivilDay) -> String {
    let date = "\(day.day)/\(months[day.month - 1])/\(day.year)"
    func line(_ time: String, _ path: String, _ status: Int, _ sent: String) -> String {
      #"192.0.2.7 - - [\#(date):\#(time) +0000] "GET \#(path) HTTP/1.1" \#(status) \#(sent) "-" "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0""#
        + "\n"
    }
    let huge = (10..<20).map { line("10:\($0):00", "/film/film.mp4", 206, String(repeating: "9", count: 18)) }
    return line("09:00:00", "/demo/beacon.gif?v=00000000000000a1&e=start&utm_campaign=spring", 404, "1") + huge.joined()
  }

  private func costs(_ rig: Rig, _ client: String) async throws -> CostReport {
    let outcome = try await rig.run("costs", "--client", client, "--json")
    return try #require(try JSONDecoder().decode([CostReport].self, from: Data(outcome.output.utf8)).first)
  }

  @Test func workIsOfTheJobThatItWasDoneFor() async throws {
    let rig = try Rig(clients: ["acme", "bolt"])
    try rig.configure(more: "[rates]\ncompute_hour_dollars = 3600\nsent_gigabyte_dollars = 0.01")
    try await rig.start()
    let month = try Self.lastMonth()
    // A job that is called as a stage is.
    try rig.write(Self.log(on: month), to: "acme/inbox/assets.log")
    try await rig.wait(for: "assets", toBe: .completed)
    try rig.write(Self.log(on: month), to: "bolt/inbox/access.log")
    try await rig.wait(for: "access", toBe: .completed)
    try AssetTests.makeFolders("acme/assets/icons", rig)
    try rig.write(AssetTests.green, to: "acme/assets/icons/star.svg")
    var report = try await costs(rig, "acme")
    while !report.items.contains(where: { $0.provider == "assets" }) {
      try await Task.sleep(for: .milliseconds(500))
      report = try await costs(rig, "acme")
    }
    let stages = ["assets", "brand", "retype", "roster", "settings"]
    let aside = report.items.filter { stages.contains($0.provider) }.reduce(.zero) { $0 + $1.cost }
    let sent = try #require(report.items.first { $0.kind == .transfer })
    #expect(sent.amount == 100 << 30)
    #expect(aside > .zero && report.apart == aside + sent.cost)
    #expect(report.jobs.map(\.job.text) == ["assets"])
    #expect(report.jobs.first?.cost == report.items.first { $0.provider == "read" }?.cost)
    #expect(try await costs(rig, "bolt").items.allSatisfy { $0.provider != "assets" })

    let table = try await rig.run("costs", "--csv").output
    #expect(table.ranges(of: "\u{FEFF}").count == 1 && table.ranges(of: "client,month,").count == 1)
    #expect(table.contains("acme,all days,total,") && table.contains("bolt,all days,total,"))
    #expect(try await rig.run("costs", "--client", "nobody").code != 0)
    let several = try await rig.run("report", "--campaign", "spring", "--csv")
    #expect(several.code == 64 && several.errors.contains("--client acme"), "\(several)")
    #expect(try await rig.run("report", "--campaign", "spring", "--client", "bolt", "--csv").code == 0)
    #expect(try await rig.run("report", "--csv").code == 0)

    // The month before is kept right, whose logs came late; one in which there was nothing has no page.
    try await rig.stop()
    try await rig.start()
    let name = "costs-\(month.text.prefix(7)).csv"
    try await rig.wait("last month's files") {
      rig.names("state/reports").contains(name) && rig.names("bolt/reports").contains(name)
    }
    #expect(try rig.read("bolt/reports/\(name)").contains("transfer"))
    try await rig.stop()
  }
}
