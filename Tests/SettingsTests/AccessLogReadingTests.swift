import Production
import Settings
import Testing

/// Every `[[access_log]]` of config.toml.
@Suite struct AccessLogReadingTests {
  private static let client = "[[client]]\nname = \"acme\"\nshare = \"/srv/shares/acme\"\n"
  private static let second = "[[client]]\nname = \"bolt\"\nshare = \"/srv/shares/bolt\"\n"
  private static let log = "[[access_log]]\nname = \"nginx\"\npath = \"/var/log/nginx/access.log\"\n"

  private func config(_ text: String) throws -> ConfigFile { try ConfigFile(Array(text.utf8), file: "config.toml") }

  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try config(text)
      return []
    } catch let mistakes as SettingMistakes {
      return mistakes.all.map(\.key)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func whatStandsThereReachesItsPlace() throws {
    let more =
      "[[access_log]]\nname = \"old\"\npath = \"/var/log/*.log\"\nclient = \"acme\"\nformat = \"json\"\nevery_seconds = 3\n"
    let config = try config(Self.log + more + Self.client)
    var (first, second) = (AccessLog(name: "nginx"), AccessLog(name: "old"))
    (first.path, first.client) = ("/var/log/nginx/access.log", ClientName("acme"))
    (second.path, second.client, second.format, second.pace) = ("/var/log/*.log", ClientName("acme"), .json, .seconds(3))
    #expect(config.settings.accessLogs == [first, second])
    #expect(config.explained().contains { $0.key == "access_log.old.format" && $0.value == "\"json\"" })
    let changes = config.settings.changes(to: try self.config(Self.client).settings)
    #expect(changes.map(\.key) == ["access_log.nginx", "access_log.old"] && changes.allSatisfy { $0.takesEffect == .atOnce })
  }

  @Test func aBucketIsAPlaceToo() throws {
    let host =
      "[[host]]\nname = \"far\"\nkind = \"s3\"\nendpoint = \"https://s3.example.com\"\nbucket = \"b\"\nuser = \"u\"\nkey = \"k\"\n"
    let log = "[[access_log]]\nname = \"cdn\"\nhost = \"far\"\n"
    var wanted = AccessLog(name: "cdn")
    (wanted.host, wanted.bucket, wanted.prefix) = ("far", "logs", "access/")
    (wanted.client, wanted.pace) = (ClientName("acme"), .seconds(900))
    let settings = try config(host + log + "bucket = \"logs\"\nprefix = \"access/\"\n" + Self.client).settings
    #expect(settings.accessLogs == [wanted])
    #expect(mistakes(log + Self.client) == ["access_log.host"])
    // Where the videos lie.
    #expect(mistakes(host + log + Self.client) == ["access_log.host"])
    #expect(mistakes(host + log + "bucket = \"b\"\n" + Self.client) == ["access_log.host"])
    #expect(mistakes(host + "prefix = \"films/\"\n" + log + "prefix = \"films/\"\n" + Self.client) == ["access_log.host"])
    #expect(mistakes(host + log + "prefix = \"access/\"\n" + Self.client) == [])
    #expect(mistakes(host + log + "path = \"/var/log/x\"\n" + Self.client) == ["access_log.host"])
    #expect(mistakes(host + log.replacing("far", with: "fat") + Self.client) == ["access_log.host"])
  }

  @Test func whatIsWrongIsNamed() {
    #expect(mistakes("[access_log]\nname = \"x\"\n" + Self.client) == ["access_log"])
    #expect(mistakes("[[access_log]]\nname = \"x\"\n" + Self.client) == ["access_log.path"])
    #expect(mistakes(Self.log + Self.log + Self.client) == ["access_log.name"])
    #expect(mistakes(Self.log + "client = \"acne\"\n" + Self.client) == ["access_log.client"])
    #expect(mistakes(Self.log + Self.client + Self.second) == ["access_log.client"])
    #expect(mistakes(Self.log + "format = \"iis\"\npace = 3\n" + Self.client) == ["access_log.format", "access_log.pace"])
  }
}
