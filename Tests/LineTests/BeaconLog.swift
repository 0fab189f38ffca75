import Glibc
import Testing

/// What a web server writes down of a page's beacons, as the tests of followed logs need it.
enum BeaconLog {
  /// One view of a video, line by line.
  static func lines(_ view: Int, _ percents: some Sequence<Int>, of video: String = "demo") -> String {
    percents.map { percent in
      let event = percent == 0 ? "start" : "t"
      let target = "/\(video)/share-page/beacon.gif?v=00000000000000a\(view)&e=\(event)&t=\(percent)&q=1080p"
      let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
      return
        "192.0.2.\(view) - - [20/Nov/2026:10:15:\(10 + percent / 5) +0000] \"GET \(target) HTTP/1.1\" 404 1 \"-\" \"\(agent)\"\n"
    }.joined()
  }

  static func append(_ text: some StringProtocol, to path: String) throws {
    let file = try #require(fopen(path, "a"))
    fputs(String(text), file)
    fclose(file)
  }
}
