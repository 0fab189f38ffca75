import Glibc
import Rig

/// Makes the recordings of tests with the ffmpeg command line, as programs of all kinds write them.
enum RecordingMaker {
  /// Arguments without the program's name and without the file's; the folder may be of the rig.
  static func make(_ file: String, in rig: Rig, _ arguments: String...) throws {
    try ffmpeg(arguments + ["\(rig.path)/\(file)"])
  }

  /// So many seconds of a moving picture in colours with a tone under it.
  static func film(
    _ file: String, in rig: Rig, seconds: Int = 20, size: String = "640x360", rate: Int = 30, sound: Bool = true
  ) throws {
    let picture = ["-f", "lavfi", "-i", "testsrc=duration=\(seconds):size=\(size):rate=\(rate)"]
    let tone = ["-f", "lavfi", "-i", "sine=frequency=440:duration=\(seconds)", "-shortest", "-c:a", "aac"]
    let coding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    let inputs = picture + (sound ? Array(tone.prefix(4)) : [])
    try ffmpeg(inputs + coding + (sound ? Array(tone.dropFirst(4)) : []) + ["\(rig.path)/\(file)"])
  }

  /// What a decoder says against a file; nothing where it is as it should be.
  static func complaints(about file: String) throws -> String {
    try run(["ffmpeg", "-v", "error", "-i", file, "-f", "null", "-"])
  }

  private static func ffmpeg(_ arguments: [String]) throws {
    let said = try run(["ffmpeg", "-v", "error", "-y"] + arguments)
    if !said.isEmpty { throw RigError("ffmpeg: \(said)") }
  }

  /// Runs a program to its end; answers with what it wrote to its standard error.
  private static func run(_ arguments: [String]) throws -> String {
    let path = "/tmp/dropreel-said-\(UInt64.random(in: 0...UInt64.max))"
    defer { unlink(path) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 2, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, arguments[0], &actions, nil, &words, environ) == 0 else {
      throw RigError("\(arguments[0]) cannot be run")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return String(decoding: bytes.prefix(fread(&bytes, 1, bytes.count, file)), as: UTF8.self)
  }
}
