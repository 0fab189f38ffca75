import Glibc

/// An access log as nginx writes it: visits to the pages of videos, some by programs, each with the lines that its page and its film cause.
struct ViewsLog {
  private var random = SplitMix(state: 1)
  private var second = 1_795_132_800.0
  private var bytes: [UInt8] = []
  private(set) var lines = 0

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
  }

  private static let robots = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "curl/8.5.0",
  ]

  /// Writes so many lines and some, the same each time.
  static func write(_ count: Int, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Burst.CannotWrite(path: path, code: errno) }
    defer { fclose(file) }
    var log = ViewsLog()
    while log.lines < count {
      log.visit()
      if log.bytes.count > 1 << 20 || log.lines >= count {
        fwrite(log.bytes, 1, log.bytes.count, file)
        log.bytes.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Where addresses are: 57,344 ranges, each with one of the codes of two letters.
  static var countries: [UInt8] {
    (0..<(224 * 256)).flatMap { number -> [UInt8] in
      let (first, second) = number.quotientAndRemainder(dividingBy: 256)
      let code = [UInt8(65 + number % 26), UInt8(65 + number / 26 % 26)]
      return Array("\(first).\(second).0.0,\(first).\(second).255.255,".utf8) + code + [0x0A]
    }
  }

  private mutating func visit() {
    let address = "\(pick(223) + 1).\(pick(256)).\(pick(256)).\(pick(254) + 1)"
    let video = "video-\(pick(50))"
    let agent = agent()
    add(address, "GET /\(video)/share-page/index.html", 200, 8123, video, agent)
    add(address, "GET /\(video)/share-page/1080p.mp4", 206, 70_000 + pick(9_000_000), video, agent)
    let view = String(random.next() | 1 << 63, radix: 16)
    for step in 0...[4, 10, 20][pick(3)] {
      let event = step == 0 ? "start" : "t"
      add(
        address, "GET /\(video)/share-page/beacon.gif?v=\(view)&e=\(event)&t=\(step * 5)&q=1080p&utm_campaign=spring", 404, 153,
        video, agent)
    }
  }

  private mutating func agent() -> String {
    let number = pick(40)
    if pick(20) == 0 { return Self.robots[pick(Self.robots.count)] }
    return number < 10
      ? "Mozilla/5.0 (iPhone; CPU iPhone OS 17_\(number) like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1"
      : "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/\(100 + number).0.0.0 Safari/537.36"
  }

  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func add(_ address: String, _ request: String, _ status: Int, _ sent: Int, _ video: String, _ agent: String) {
    second += Double(pick(100)) / 5000
    lines += 1
    let ofDay = Int(second) % 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = two(20 + Int(second - 1_795_132_800) / 86_400 % 10)
    let time = "\(day)/Nov/2026:\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60)) +0000"
    bytes +=
      "\(address) - - [\(time)] \"\(request) HTTP/2.0\" \(status) \(sent) \"https://v.example.org/\(video)/\" \"\(agent)\"\n".utf8
  }
}
