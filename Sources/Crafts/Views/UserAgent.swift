/// What a program calls itself: whether a person sits at it, and what kind it is.
struct UserAgent: Hashable, Sendable {
  let robot: Robot?
  let device: String
  let browser: String
  /// It fetches films for a browser that calls itself by another name.
  let isPlayer: Bool

  /// Why something is no person.
  enum Robot: Int, Sendable, CaseIterable {
    case unnamed, linkPreview, crawler, monitor, program, network

    var words: String {
      switch self {
      case .unnamed: "programs without a name"
      case .linkPreview: "link previews of chats and networks"
      case .crawler: "search engines and other crawlers"
      case .monitor: "monitors that look whether a site is up"
      case .program: "scripts and download programs"
      case .network: "networks that fetch what they deliver themselves"
      }
    }
  }

  init(_ bytes: [UInt8]) {
    // Twice: CloudFront escapes what is escaped.
    let name = Unescaped.text(Array(bytes.prefix(1024)), times: 2).lowercased()
    func has(_ words: [String]) -> Bool { words.contains { name.contains($0) } }
    robot = name.isEmpty || name == "-" ? .unnamed : Self.signs.first { has($0.words) }?.robot
    device = Self.devices.first { has($0.words) && !has($0.unless) }?.name ?? "other"
    isPlayer = has(["applecoremedia", "stagefright"])
    browser = Self.browsers.first { has($0.words) }?.name ?? "other"
  }

  /// The first that fits counts: previews call themselves bots too.
  private static let signs: [(robot: Robot, words: [String])] = [
    (.network, ["amazon cloudfront"]),
    (
      .linkPreview,
      [
        "facebookexternalhit", "facebot", "slackbot", "slack-imgproxy", "twitterbot", "whatsapp", "telegrambot", "discordbot",
        "linkedinbot", "skypeuripreview", "pinterest", "redditbot", "embedly", "iframely", "vkshare", "preview", "mattermost",
        "teams", "signal-desktop", "applebot-extended", "googleimageproxy", "outlook-", "ms-office", "thunderbird",
      ]
    ),
    (
      .monitor,
      ["pingdom", "uptimerobot", "statuscake", "uptime", "healthcheck", "health-check", "monitor", "nagios", "site24x7"]
    ),
    (
      .crawler,
      [
        "googlebot", "bingbot", "bot/", "bot;", "bot ", "-bot", "bot)", "bot.", "robot", "crawl", "spider", "slurp", "archiver",
        "baiduspider", "yandex", "semrush", "ahrefs", "mj12", "gptbot", "claudebot", "ccbot", "bytespider", "petalbot", "scanner",
        "mediapartners-google", "adsbot", "censys", "zgrab", "nmap", "masscan",
      ]
    ),
    (
      .program,
      [
        "curl/", "wget", "python", "go-http-client", "okhttp", "java/", "libwww", "httpclient", "axios", "node-fetch", "undici",
        "ruby", "php/", "perl", "headless", "phantomjs", "selenium", "puppeteer", "playwright", "lighthouse", "postman",
        "insomnia", "ffmpeg", "lavf/", "yt-dlp", "youtube-dl", "aria2", "powershell", "winhttp", "dropreel",
      ]
    ),
  ]

  private static let devices: [(name: String, words: [String], unless: [String])] = [
    (
      "tv",
      [
        "smart-tv", "smarttv", "appletv", "apple tv", "googletv", "android tv", "hbbtv", "roku", "crkey", "bravia", "web0s",
        "aft",
      ], ["iphone"]
    ),
    ("tablet", ["ipad", "tablet", "kindle", "silk/"], []),
    ("tablet", ["android"], ["mobile"]),
    ("phone", ["iphone", "ipod", "mobile", "windows phone"], []),
    ("computer", ["windows", "macintosh", "mac os x", "x11", "cros ", "linux"], []),
  ]

  private static let browsers: [(name: String, words: [String])] = [
    ("Edge", ["edg/", "edga/", "edgios/", "edge/"]), ("Opera", ["opr/", "opera"]), ("Samsung Internet", ["samsungbrowser"]),
    ("Firefox", ["firefox/", "fxios/"]), ("Chrome", ["chrome/", "crios/", "chromium/"]),
    ("Safari", ["safari/", "applecoremedia", "applewebkit"]),
  ]
}
