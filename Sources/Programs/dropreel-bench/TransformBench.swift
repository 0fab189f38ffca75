import Glibc
import Media
import Production
import Transforms

/// What changing a video costs: ten seconds out of the middle of an hour, a size that is asked for, and a sound that is made louder while all
/// pictures stay.
struct TransformBench {
  /// The recording of an hour is made once, and kept.
  private let folder = getenv("DROPREEL_BENCH_FOLDER").map { String(cString: $0) } ?? "/tmp/dropreel-bench-transform"

  func run() throws {
    mkdir(folder, 0o700)
    let hour = "\(folder)/hour.mp4"
    if !TextFile.isThere(hour) { try makeHour(hour) }
    var times: [Double] = []
    for _ in 0..<3 {
      let begin = ContinuousClock.now
      let result = try change("hour.mp4", .trim(from: Timecode(seconds: 1795.3), to: Timecode(seconds: 1805.3)))
      times.append((ContinuousClock.now - begin) / .seconds(1))
      Figure.note(result.done)
    }
    Figure.say("transform.trim_hour_s", Figure.median(times), "s", places: 2)
    Figure.say("transform.trim_hour_pictures", try pictures("\(folder)/out.mp4"), "pictures")

    let minute = "\(folder)/minute.mp4"
    _ = try change("minute.mp4", .normalise(loudness: -16))
    let isSame = try digests(minute) == digests("\(folder)/out.mp4")
    Figure.say("transform.normalise_copies", isSame ? 1 : 0, "of 1")
    var worst = 0.0
    for megabytes in [2.0, 5.0] {
      _ = try change("minute.mp4", .compress(.megabytes(megabytes)))
      var facts = stat()
      guard stat("\(folder)/out.mp4", &facts) == 0 else { continue }
      worst = max(worst, abs(Double(facts.st_size) / (megabytes * 1e6) - 1))
    }
    Figure.say("transform.target_size_error", worst, "of 1", places: 4)
    unlink("\(folder)/out.mp4")
  }

  private func change(_ file: String, _ transform: Transform) throws -> Transforming.Result {
    let descriptor = open("\(folder)/\(file)", O_RDONLY)
    defer { close(descriptor) }
    return try Transforming(
      TransformOrder(transform), of: [TransformSource(name: file, descriptor: descriptor)], named: "out", in: folder
    ).run()
  }

  private func makeHour(_ hour: String) throws {
    Figure.note("making a recording of an hour, once")
    try ffmpeg([
      "-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30", "-f", "lavfi", "-i", "anoisesrc=color=pink:seed=1:amplitude=0.1",
      "-t", "60",
      "-c:v", "libx264", "-preset", "superfast", "-bf", "2", "-g", "120", "-c:a", "aac", "\(folder)/minute.mp4",
    ])
    try ffmpeg(["-stream_loop", "59", "-i", "\(folder)/minute.mp4", "-c", "copy", hour])
  }

  private func ffmpeg(_ arguments: [String], output: String = "/dev/null") throws {
    let child = try ChildProgram("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments, output: output)
    guard child.waitForEnd().code == 0 else {
      throw Refusal("ffmpeg could not do its part.", wayOut: "Run: scripts/setup bench", detail: arguments.joined(separator: " "))
    }
  }

  private func pictures(_ path: String) throws -> Int {
    try ffmpeg(["-i", path, "-map", "0:v", "-f", "framemd5", "-"], output: "\(folder)/digests")
    return TextFile.lines("\(folder)/digests").count { !$0.hasPrefix("#") }
  }

  private func digests(_ path: String) throws -> [String] {
    try ffmpeg(["-i", path, "-map", "0:v", "-c", "copy", "-f", "framemd5", "-"], output: "\(folder)/digests")
    return TextFile.lines("\(folder)/digests").filter { !$0.hasPrefix("#") }.map { String($0) }
  }
}
