import Production
import Settings
import Testing

/// Every `[[host]]` of config.toml.
@Suite struct HostReadingTests {
  private static let client = "[[client]]\nname = \"acme\"\nshare = \"/srv/shares/acme\"\n"

  private func settings(_ text: String) throws -> ServiceSettings {
    try ConfigFile(Array((text + "\n" + Self.client).utf8), file: "config.toml").settings
  }

  private func mistakes(_ text: String) -> [SettingMistake] {
    do {
      _ = try settings(text)
      return []
    } catch let mistakes as SettingMistakes {
      return mistakes.all
    } catch {
      return []
    }
  }

  @Test func whatStandsThereReachesItsPlace() throws {
    let text = """
      [publish]
      host = "far"
      [[host]]
      name = "nas"
      kind = "folder"
      path = "/srv/www/videos"
      url = "https://videos.example.com"
      clients = ["bolt"]
      [[host]]
      name = "far"
      kind = "s3"
      endpoint = "http://127.0.0.1:9000"
      bucket = "videos"
      region = "eu-central-1"
      prefix = "films/"
      addressing = "virtual"
      user = "AKIA"
      key = "s3"
      second_key = "cloudfront"
      signing = "cloudfront"
      key_pair = "K2"
      url = "https://cdn.example.com"
      largest_gigabytes = 50
      stored_gigabyte_month_dollars = 0.023
      sent_gigabyte_dollars = 0.09
      thousand_requests_dollars = 0.0004
      plan_month_dollars = 5
      """
    let settings = try settings(text)
    var far = HostAccount(name: "far", kind: .s3)
    far.endpoint = "http://127.0.0.1:9000"
    far.bucket = "videos"
    far.region = "eu-central-1"
    far.prefix = "films/"
    far.addressing = .virtual
    far.user = "AKIA"
    far.key = "s3"
    far.secondKey = "cloudfront"
    far.signing = .cloudfront
    far.keyPair = "K2"
    far.url = "https://cdn.example.com"
    far.largestTotal = 50 * Rates.gigabyte
    far.rates.storedGigabyteMonth = Money(microDollars: 23_000)
    far.rates.sentGigabyte = Money(microDollars: 90_000)
    far.rates.thousandRequests = Money(microDollars: 400)
    far.rates.planMonth = Money(microDollars: 5_000_000)
    #expect(settings.hosts.count == 2 && settings.hosts[1] == far)
    // The other one is not for this client.
    #expect(settings.hosts(of: try #require(ClientName("acme"))) == [far])
    #expect(settings.needsNetwork)
    #expect(settings.client(named: try #require(ClientName("acme")))?.job.publish.host == "far")
  }

  @Test func ratesChangeWithTheirDays() throws {
    let table = "[[host]]\nname = \"nas\"\nkind = \"folder\"\npath = \"/srv/www\"\nurl = \"https://videos.example.com\"\n"
    let change =
      "[[host.rate]]\nsince = \"2027-01-01\"\nsent_gigabyte_dollars = 0.1\n[[host.rate]]\nsince = \"2027-07-01\"\nplan_month_dollars = 9\n"
    let host = try #require(try settings("\(table)plan_month_dollars = 5\n\(change)").hosts.first)
    func rates(_ day: String) throws -> [Int64] {
      let rates = host.priced(on: try #require(CivilDay(day))).rates
      return [rates.planMonth.microDollars, rates.sentGigabyte.microDollars]
    }
    #expect(try rates("2026-12-31") == [5_000_000, 0])
    #expect(try rates("2027-01-01") == [5_000_000, 100_000])
    #expect(try rates("2028-01-01") == [9_000_000, 100_000])
    let found = mistakes("\(table)\(change)[[host.rate]]\nsince = \"2027-02-01\"\nsent = 1\n")
    #expect(found.contains { "\($0)".contains("is not after the one before it") }, "\(found)")
    #expect(found.contains { "\($0)".contains("sent") }, "\(found)")
  }

  @Test func onlyBucketsSignAndTheirPrefixEndsWithASlash() throws {
    let folder = "[[host]]\nname = \"nas\"\nkind = \"folder\"\npath = \"/srv/www\"\nurl = \"https://videos.example.com\"\n"
    #expect(mistakes("\(folder)signing = \"presigned\"\n").contains { "\($0)".contains("is for buckets only") })
    let bucket =
      "[[host]]\nname = \"far\"\nkind = \"s3\"\nendpoint = \"http://127.0.0.1:9000\"\nbucket = \"videos\"\nuser = \"AKIA\"\nkey = \"s3\"\n"
    #expect(try settings("\(bucket)prefix = \"films\"\n").hosts.first?.prefix == "films/")
  }

  @Test func whatIsMissingIsNamed() {
    let found = mistakes("[[host]]\nname = \"far\"\nkind = \"s3\"\nsigning = \"cloudfront\"\n")
    let keys = Set(found.map(\.key))
    for key in ["endpoint", "bucket", "user", "key", "url", "key_pair", "second_key"] {
      #expect(keys.contains("host.\(key)"), "\(key): \(keys)")
    }
  }

  @Test func aHostThatIsNotThereIsNoHost() throws {
    let nas = "[[host]]\nname = \"nas\"\nkind = \"folder\"\npath = \"/srv/www\"\nurl = \"https://v.example.com\"\n"
    let found = mistakes("[publish]\nhost = \"nass\"\n\(nas)")
    #expect(found.map(\.key) == ["publish.host"] && found.first?.wayOut.contains("\"nas\"") == true, "\(found)")
    #expect(mistakes("\(nas)\(nas)").map(\.key) == ["host.name"])
    #expect(mistakes("[host]\nname = \"nas\"\n").map(\.key) == ["host"])
    #expect(mistakes("[uploads]\nhours = \"eight to nine\"\n").map(\.key) == ["uploads.hours"])
  }
}
