import Line
import Production

/// `dropreel formats`: what videos can be made, and what their platforms take.
enum Formats: Verb {
  static let name = "formats"
  static let usage = "formats"
  static let summary = "list the formats of videos with their sizes, and what their platforms take"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count == 1 else { throw Misuse("formats takes no names.", wayOut: "Write: dropreel formats") }
    if call.wantsJSON {
      try call.say(json: Listing(asOf: Platform.asOf, formats: VideoFormat.all.map(Listing.Format.init)))
      return .ok
    }
    for format in VideoFormat.all {
      let platform = format.platform
      let frame = "\(format.width)x\(format.height), \(format.framesPerSecond) a second"
      let length = "\(Platform.words(platform.shortest)) to \(Platform.words(platform.longest))"
      let size = platform.largestMegabytes < 100_000 ? "up to \(platform.largestMegabytes) MB" : "of any size"
      call.say(
        "\(format.name.padded(to: 19)) \(frame.padded(to: 23)) \(platform.name.padded(to: 19)) \(length.padded(to: 16)) \(size)")
    }
    call.say("What platforms take is as of \(Platform.asOf). No video is delivered that its platform would not take.")
    return .ok
  }

  private struct Listing: Encodable {
    let asOf: String
    let formats: [Format]

    struct Format: Encodable {
      let name: String
      let width, height, framesPerSecond: Int
      let platform: String
      let shortestSeconds, longestSeconds: Double
      let largestMegabytes, mostKilobits: Int
      let loudness: Double

      init(_ format: VideoFormat) {
        name = format.name
        (width, height, framesPerSecond) = (format.width, format.height, format.framesPerSecond)
        let platform = format.platform
        self.platform = platform.name
        (shortestSeconds, longestSeconds) = (platform.shortest.seconds, platform.longest.seconds)
        (largestMegabytes, mostKilobits) = (platform.largestMegabytes, platform.mostKilobits)
        loudness = platform.loudness
      }
    }
  }
}
