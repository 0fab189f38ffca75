import Glibc
import Speech
import Synchronization

/// A real speech host for the tests, when the neural voices are installed.
final class SpeechHost {
  /// The folder that scripts/speech/install filled: DROPREEL_VOICES, else .build/voices.
  static let folder: String? = {
    let given = getenv("DROPREEL_VOICES").map { String(cString: $0) }
    let folder = given ?? "\(root)/.build/voices"
    return access("\(folder)/.installed", R_OK) == 0 ? folder : nil
  }()

  /// One host for all tests, as its voices take seconds to load; one test at a time has it.
  private static let shared = Mutex<SpeechHost?>(nil)

  static func use<Value>(_ work: (HostEngine) throws -> sending Value) throws -> sending Value {
    try shared.withLock { host in
      let present = try host ?? SpeechHost()
      host = present
      return try work(present.engine)
    }
  }

  static var isInstalled: Bool { folder != nil }
  static let missing = "the neural voices are not installed (scripts/speech/install .build/voices)"

  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  /// Starts the host as the service does, with its control socket as descriptor 3, and hands it two connections.
  private static let launch = """
    import os, socket, subprocess, sys
    os.dup2(4, 3)
    ours, theirs = socket.socketpair()
    os.dup2(theirs.fileno(), 3)
    host = subprocess.Popen(sys.argv[1:], pass_fds=[3])
    os.close(3)
    theirs.close()
    socket.send_fds(ours, [b"c"], [0, 5])
    os.close(0)
    os.close(5)
    os.read(4, 1)
    ours.close()
    host.wait()
    """

  private let process: pid_t
  private let leash: Int32
  /// On the host's two connections.
  private let engine: HostEngine

  private init() throws {
    let folder = SpeechHost.folder ?? ""
    let talks = try [ChildProcess.pair(), ChildProcess.pair()]
    let leash = try ChildProcess.pair()
    let python = "\(folder)/bin/python3"
    process = try ChildProcess.start(
      [python, "-I", "-c", Self.launch, python, "-I", "\(Self.root)/scripts/speech/host.py", "\(folder)/models"],
      descriptors: [(talks[0][1], 0), (leash[0], 4), (talks[1][1], 5)])
    for talk in talks { close(talk[1]) }
    close(leash[0])
    engine = HostEngine(descriptors: talks.map { $0[0] })
    self.leash = leash[1]
  }

  deinit {
    close(leash)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }
}

/// Programs that tests run.
enum ChildProcess {
  static func start(_ arguments: [String], descriptors: [(ours: Int32, theirs: Int32)]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (ours, theirs) in descriptors { posix_spawn_file_actions_adddup2(&actions, ours, theirs) }
    var words = arguments.map { strdup($0) }
    defer { words.forEach { free($0) } }
    words.append(nil)
    var process: pid_t = 0
    guard posix_spawnp(&process, arguments[0], &actions, nil, words, environ) == 0 else { throw SpeechError.hostGone }
    return process
  }

  /// Two connected ends, neither of which a child inherits by itself.
  static func pair() throws -> [Int32] {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw SpeechError.hostGone
    }
    return ends
  }

  /// What a program printed, once it has ended.
  static func output(_ arguments: [String]) throws -> String {
    let ends = try pair()
    let process = try start(arguments, descriptors: [(ends[1], 1)])
    close(ends[1])
    defer { close(ends[0]) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(ends[0], &buffer, buffer.count), count > 0 { text += buffer.prefix(count) }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return String(decoding: text, as: UTF8.self)
  }
}
