import FoundationEssentials
import Production
import Testing

@testable import Settings

@Suite struct ConfigFileTests {
  static let client = "[[client]]\nname = \"acme\"\nshare = \"/srv/shares/acme\"\n"

  private func shipped() throws -> String {
    let top = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let data = try #require(FileManager.default.contents(atPath: top + "/config.toml"))
    return String(decoding: data, as: UTF8.self)
  }

  private func decode(_ text: String, environment: [String: String] = [:]) throws -> ConfigFile {
    try ConfigFile(Array(text.utf8), file: "config.toml", environment: environment)
  }

  private var defaults: ServiceSettings {
    get throws {
      var settings = ServiceSettings()
      settings.clients = [ClientSettings(name: try #require(ClientName("acme")), share: "/srv/shares/acme")]
      return settings
    }
  }

  @Test func `The shipped file says what holds without it`() throws {
    #expect(try decode(shipped()).settings == defaults)
  }

  @Test func `The defaults that the shipped file names are those in code, and no key is missing`() throws {
    let switchedOn = try shipped().split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
      guard line.hasPrefix("#"), let letter = line.dropFirst().utf8.first, letter != UInt8(ascii: " ") else { return line }
      return line.dropFirst()
    }.joined(separator: "\n")
    let config = try decode(switchedOn)
    #expect(try config.settings == defaults)
    let explained = config.explained()
    for setting in explained {
      guard case .file = setting.origin else {
        Issue.record("config.toml lacks \(setting.key)")
        continue
      }
    }
    #expect(Set(explained.map(\.key)) == Set(ServiceSettings.keys.map(\.key) + ClientDraft.keys.map { "client.acme." + $0.key }))
  }

  @Test func `Every key reaches its value`() throws {
    let text = """
      state = "/data/dropreel/"
      [intake]
      settle_seconds = 0.5
      rescan_seconds = 5
      poll_seconds = 1.5
      largest_megabytes = 1
      candidates = 64
      [line]
      cores = 3
      paused = true
      tries = 7
      first_pause_seconds = 1
      longest_pause_seconds = 60
      crashes = 2
      stop_seconds = 1.5
      priority = "high"
      max_batch = 250
      at_once = { settings = 1, read = 1, topics = 4, consult = 2, script = 3, speak = 9, voice = 5, picture = 6, finish = 7, rows = 8, transform = 10, link = 11, cover = 12 }
      [review]
      grace_seconds = 0
      remind_days = 7
      previews = false
      decisions_in_inbox = false
      samba_audit = "/var/log/samba/audit.log"
      gates = []
      sources = true
      [video]
      style = "finance"
      length_seconds = 30
      longest_seconds = 60.5
      formats = ["tiny", "tiktok"]
      still_frames = "encode"
      encoded_formats = ["tiny"]
      text = "typewriter"
      mark_words = false
      burn_captions = false
      transition = "wipe"
      render = "rich"
      music = "calm"
      thumbnail = "best"
      thumbnail_seconds = 12.5
      [demo]
      preset = "high"
      ladder = [720, 360]
      slides = false
      hls = true
      longest_seconds = 1200
      fastest = 4
      trim_silence = true
      [publish]
      host = "auto"
      privacy = "public"
      download = false
      expires_days = 30
      [uploads]
      at_once = 3
      megabits_per_second = 12.5
      hours = "20:00-6:00"
      [page]
      cta_label = "Book a meeting"
      cta_url = "https://www.example.com/meeting?from=video#form"
      beacons = false
      do_not_track = "ignore"
      base_url = "http://nas.local/videos"
      [script]
      tone = "sales"
      audience = "owners of small shops"
      key_messages = ["It saves an hour", "Nothing to install"]
      forbidden = ["guaranteed"]
      language = "de"
      [voices]
      engine = "flite"
      idle_minutes = 2
      unknown_language = "refuse"
      sound_formats = ["ogg", "m4a"]
      cache_days = 3
      cache_megabytes = 100
      questioner = { name = "Ada", voice = "slt", character = "ada" }
      explainer = { name = "Bo", voice = "rms", character = "bo" }
      [loom]
      url = "https://loom.example.com"
      [elevenlabs]
      key = "voices"
      url = "https://api.eu.residency.elevenlabs.io"
      model = "eleven_flash_v2_5"
      when_out = "fallback"
      thousand_credits_dollars = 0.18
      patience_seconds = 20
      history_seconds = 40
      lines_at_once = 7
      stability = 0.1
      similarity_boost = 0.2
      style = 0.3
      speed = 1.1
      technical = { voices = ["Ann"], stability = 1, similarity_boost = 0, style = 0.5, speed = 0.7 }
      [writer]
      models = ["sonnet", "local"]
      offline_too = false
      [[model]]
      name = "sonnet"
      provider = "anthropic"
      id = "claude-sonnet-5-5"
      million_in_dollars = 2
      million_out_dollars = 10.5
      [[model]]
      name = "local"
      provider = "openai"
      id = "qwen3:4b"
      url = "http://localhost:11434/v1"
      key = ""
      small = true
      patience_seconds = 60
      [budget]
      drafting_dollars = 3
      month_dollars = 12.34
      day_dollars = 2
      video_dollars = 0.5
      [keep]
      spool_days = 1
      cache_days = 2
      scenes_megabytes = 50
      [log]
      level = "debug"
      format = "json"
      [metrics]
      file = "/var/lib/prometheus/dropreel.prom"
      [alerts]
      command = ["/usr/local/bin/tell", "-v", "-v"]
      queue_depth = 7
      failures_per_hour = 0
      crashes_per_hour = 1
      disk_free_megabytes = 3
      [views]
      viewers = "campaign"
      salt_days = 9
      countries = "/srv/countries.mmdb"
      refresh_seconds = 7
      value_per_view_dollars = 0.05
      value_per_click_dollars = 2
      [rates]
      compute_hour_dollars = 0.04
      stored_gigabyte_month_dollars = 0.02
      sent_gigabyte_dollars = 0.09
      [[client]]
      name = "acme"
      share = "/srv/shares/acme"
      style = "tech"
      [[client]]
      name = "bolt"
      share = "/srv/shares/acme-2"
      folders_may_set_gates = false
      models = ["local"]
      offline_too = true
      gates = ["script", "voice", "publish"]
      month_dollars = 3
      [client.explainer]
      name = "Cy"
      """
    let config = try decode(text)
    let settings = config.settings
    var expected = ServiceSettings()
    expected.state = "/data/dropreel"
    expected.intake.settle = .milliseconds(500)
    expected.intake.rescan = .seconds(5)
    expected.intake.poll = .seconds(1.5)
    expected.intake.largest = 1 << 20
    expected.intake.candidates = 64
    expected.line.cores = 3
    expected.line.isPaused = true
    expected.line.tries = 7
    expected.line.firstPause = .seconds(1)
    expected.line.longestPause = .seconds(60)
    expected.line.crashes = 2
    expected.line.stop = .milliseconds(1500)
    let stages: [Stage] = [
      .settings, .read, .topics, .consult, .script, .speak, .voice, .picture, .finish, .rows, .transform, .link, .cover,
    ]
    for (stage, limit) in zip(stages, [1, 1, 4, 2, 3, 9, 5, 6, 7, 8, 10, 11, 12]) {
      expected.line.atOnce[stage] = limit
    }
    expected.review.grace = .zero
    expected.review.previews = false
    expected.job.language = "de"
    expected.job.unknownLanguage = .refuse
    expected.review.remind = .seconds(7 * 86_400)
    expected.review.takesMarkers = false
    expected.review.sambaAudit = "/var/log/samba/audit.log"
    expected.job.priority = .high
    expected.job.maxBatch = 250
    expected.job.gates = []
    expected.job.showsSources = true
    expected.job.style = .finance
    expected.job.targetLength = Timecode(seconds: 30)
    expected.job.longest = Timecode(seconds: 60.5)
    expected.job.formats = [.tiny, .tiktok]
    expected.job.questioner = SpeakerSettings(name: "Ada", character: "ada", voice: "slt")
    expected.job.explainer = SpeakerSettings(name: "Bo", character: "bo", voice: "rms")
    expected.job.tone = .sales
    expected.job.audience = "owners of small shops"
    expected.job.keyMessages = ["It saves an hour", "Nothing to install"]
    expected.job.forbidden = ["guaranteed"]
    expected.job.stillFrames = .encode
    expected.job.encodedFormats = [.tiny]
    expected.job.text = .typewriter
    expected.job.marksWords = false
    expected.job.burnsCaptions = false
    expected.job.transition = .wipe
    expected.job.render = .rich
    expected.job.music = "calm"
    expected.job.thumbnail = .best
    expected.job.thumbnailMoment = Timecode(seconds: 12.5)
    expected.job.soundFormats = [.ogg, .m4a]
    expected.job.demo.preset = .high
    expected.job.demo.ladder = [720, 360]
    expected.job.demo.slides = false
    expected.job.demo.hls = true
    expected.job.demo.longest = Timecode(seconds: 1200)
    expected.job.demo.fastest = 4
    expected.job.demo.trimsSilence = true
    expected.job.publish.host = "auto"
    expected.job.publish.privacy = .public
    expected.job.publish.mayBeDownloaded = false
    expected.job.publish.expiresDays = 30
    expected.uploads.atOnce = 3
    expected.uploads.megabits = 12.5
    expected.uploads.hours = DayHours("20:00-06:00")
    expected.job.page.buttonLabel = "Book a meeting"
    expected.job.page.buttonAddress = "https://www.example.com/meeting?from=video#form"
    expected.job.page.sendsBeacons = false
    expected.job.page.doNotTrack = .ignore
    expected.job.page.baseAddress = "http://nas.local/videos"
    expected.voices.engine = .flite
    expected.voices.idle = .seconds(120)
    expected.voices.cacheTime = .seconds(3 * 86_400)
    expected.voices.cacheSize = 100 << 20
    expected.loomBase = "https://loom.example.com"
    expected.elevenLabs.key = "voices"
    expected.elevenLabs.base = "https://api.eu.residency.elevenlabs.io"
    expected.elevenLabs.model = "eleven_flash_v2_5"
    expected.elevenLabs.whenOut = .fallback
    expected.elevenLabs.thousandCredits = Money(microDollars: 180_000)
    expected.elevenLabs.patienceSeconds = 20
    expected.elevenLabs.historySeconds = 40
    expected.elevenLabs.linesAtOnce = 7
    expected.elevenLabs.tuning = VoiceTuning(stability: 0.1, similarity: 0.2, style: 0.3, speed: 1.1)
    expected.elevenLabs.presets[8].choices = ["Ann"]
    expected.elevenLabs.presets[8].tuning = VoiceTuning(stability: 1, similarity: 0, style: 0.5, speed: 0.7)
    expected.writer.models = ["sonnet", "local"]
    expected.writer.offlineToo = false
    expected.models = [
      ModelCard(name: "sonnet", provider: .anthropic, model: "claude-sonnet-5-5", inputPrice: 2, outputPrice: 10.5),
      ModelCard(
        name: "local", provider: .compatible, model: "qwen3:4b", base: "http://localhost:11434/v1", key: "", small: true,
        patienceSeconds: 60),
    ]
    expected.budget.drafting = Money(microDollars: 3_000_000)
    expected.budget.month = Money(microDollars: 12_340_000)
    expected.budget.day = Money(microDollars: 2_000_000)
    expected.budget.video = Money(microDollars: 500_000)
    expected.keep.spool = .seconds(86_400)
    expected.keep.cache = .seconds(2 * 86_400)
    expected.keep.scenesSize = 50 << 20
    expected.log.level = .debug
    expected.log.format = .json
    expected.metrics.file = "/var/lib/prometheus/dropreel.prom"
    expected.alerts.command = ["/usr/local/bin/tell", "-v", "-v"]
    expected.alerts.queueDepth = 7
    expected.alerts.failuresPerHour = 0
    expected.alerts.crashesPerHour = 1
    expected.alerts.diskFree = 3 << 20
    expected.views.viewers = .campaign
    expected.views.saltTime = .seconds(9 * 86_400)
    expected.views.refresh = .seconds(7)
    expected.views.countries = "/srv/countries.mmdb"
    expected.views.valuePerView = Money(microDollars: 50_000)
    expected.views.valuePerClick = Money(microDollars: 2_000_000)
    expected.rates.first.computeHour = Money(microDollars: 40_000)
    expected.rates.first.storedGigabyteMonth = Money(microDollars: 20_000)
    expected.rates.first.sentGigabyte = Money(microDollars: 90_000)
    var acme = expected.job
    acme.style = .tech
    var bolt = expected.job
    bolt.gates = [.script, .voice, .publish]
    bolt.explainer.name = "Cy"
    var local = WriterSettings()
    local.models = ["local"]
    expected.clients = [
      ClientSettings(name: try #require(ClientName("acme")), share: "/srv/shares/acme", job: acme, writer: expected.writer),
      ClientSettings(
        name: try #require(ClientName("bolt")), share: "/srv/shares/acme-2", job: bolt, foldersMaySetGates: false,
        monthBudget: Money(microDollars: 3_000_000), writer: local),
    ]
    #expect(settings == expected)
    // The presets are all of one kind.
    let keys = ServiceSettings.keys.filter { key in
      !VoicePreset.standard.dropLast().contains { key.key.hasPrefix("elevenlabs.\($0.name).") }
    }
    let unchanged = Set(keys.filter { $0.shown(settings) == $0.shown(ServiceSettings()) }.map(\.key))
    #expect(unchanged.isEmpty, "this test leaves a key at its default")
  }

  @Test func `A setting says who set it`() throws {
    let config = try decode("[intake]\nsettle_seconds = 3\n" + Self.client + "style = \"tech\"\n")
    let explained = config.explained()
    #expect(
      explained.contains(EffectiveSetting(key: "intake.settle_seconds", value: "3", origin: .file(path: "config.toml", line: 2))))
    #expect(explained.contains(EffectiveSetting(key: "intake.candidates", value: "4096", origin: .default)))
    #expect(
      explained.contains(
        EffectiveSetting(key: "client.acme.style", value: "\"tech\"", origin: .file(path: "config.toml", line: 6))))
    #expect(!explained.contains { $0.key == "client.acme.priority" })
  }

  @Test func `The state folder comes from the file, then from systemd, then from the default`() throws {
    let systemd = ["STATE_DIRECTORY": "/var/lib/a:/var/lib/b"]
    #expect(try decode(Self.client).settings.state == "/var/lib/dropreel")
    let config = try decode(Self.client, environment: systemd)
    #expect(config.settings.state == "/var/lib/a")
    #expect(config.explained().first { $0.key == "state" }?.origin == .environment(name: "STATE_DIRECTORY"))
    #expect(try decode("state = \"/x\"\n" + Self.client, environment: systemd).settings.state == "/x")
  }

  @Test(arguments: ["\u{FEFF}", "# Ü\r\n", "\r\n\r\n"])
  func `Files as Windows editors save them are read`(start: String) throws {
    let lines = (start + Self.client).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(try decode(lines.joined(separator: "\r\n")).settings == defaults)
  }
}
