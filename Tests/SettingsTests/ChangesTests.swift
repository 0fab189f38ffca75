import Production
import Testing

@testable import Settings

@Suite struct ChangesTests {
  private func settings(_ text: String) throws -> ServiceSettings {
    try ConfigFile(Array(text.utf8), file: "config.toml").settings
  }

  @Test func `The same file changes nothing`() throws {
    let settings = try settings(ConfigFileTests.client)
    #expect(settings.changes(to: settings).isEmpty)
    #expect(settings.takingOver(settings) == settings)
  }

  @Test func `A change says its key, both values, and whether it waits for a restart`() throws {
    let old = try settings(ConfigFileTests.client)
    let new = try settings(
      "state = \"/data\"\n[line]\npaused = true\nat_once.voice = 9\n[[client]]\nname = \"acme\"\nshare = \"/srv/other\"\npriority = \"high\"\n"
        + "[[client]]\nname = \"bolt\"\nshare = \"/srv/bolt\"")
    #expect(
      old.changes(to: new) == [
        SettingChange(key: "state", old: "\"/var/lib/dropreel\"", new: "\"/data\"", takesEffect: .afterRestart),
        SettingChange(key: "line.paused", old: "false", new: "true", takesEffect: .atOnce),
        SettingChange(key: "line.at_once.voice", old: "2", new: "9", takesEffect: .atOnce),
        SettingChange(
          key: "client.acme.share", old: "\"/srv/shares/acme\"", new: "\"/srv/other\"", takesEffect: .afterRestart),
        SettingChange(key: "client.acme.priority", old: "\"normal\"", new: "\"high\"", takesEffect: .atOnce),
        SettingChange(key: "client.bolt", old: "", new: "\"/srv/bolt\"", takesEffect: .afterRestart),
      ])
  }

  @Test func `What needs a restart stays as it was`() throws {
    let old = try settings(ConfigFileTests.client)
    let new = try settings(
      "state = \"/data\"\n[line]\npaused = true\n[video]\nstyle = \"tech\"\n[[client]]\nname = \"acme\"\nshare = \"/srv/other\"\n"
        + "[[client]]\nname = \"bolt\"\nshare = \"/srv/bolt\"")
    let result = old.takingOver(new)
    #expect(result.state == old.state)
    #expect(result.line.isPaused)
    #expect(result.clients.map(\.name.text) == ["acme"])
    #expect(result.clients.first?.share == "/srv/shares/acme")
    #expect(result.clients.first?.job.style == .tech)
    let rest = result.changes(to: new)
    #expect(rest.map(\.key) == ["state", "client.acme.share", "client.bolt"])
    #expect(rest.allSatisfy { $0.takesEffect == .afterRestart })
  }

  @Test func `A client that is taken out stays until the restart`() throws {
    let two = try settings(ConfigFileTests.client + "[[client]]\nname = \"bolt\"\nshare = \"/srv/bolt\"")
    let one = try settings(ConfigFileTests.client)
    #expect(two.takingOver(one).clients == two.clients)
  }
}
