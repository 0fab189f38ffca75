import Glibc
import Production

/// Other programs that watch folders, each told to report what is written into one.
enum Peer: String, CaseIterable {
  case inotifywait, watchdog, watchman

  struct Outcome {
    let seen: Int
    let processorSeconds: Double
    let peakMegabytes: Double
  }

  /// What it reports of a burst, and what that costs it.
  func measure(_ count: Int, in place: Playground) async throws -> Outcome {
    let folder = try place.folder("\(self)-watched")
    let aside = try place.folder("\(self)-own")
    let report = "\(aside)/report"
    let peer = try await start(on: folder, aside: aside, report: report, place)
    let before = peer.processorSeconds
    _ = try ChildProgram(Playground.program("dropreel-bench"), ["burst", folder, "\(count)"]).waitForEnd()
    var used = -1.0
    // It has said all when it rests.
    try await place.wait(seconds: 120, for: "\(self) to come to rest", every: .seconds(1)) {
      defer { used = peer.processorSeconds }
      return peer.processorSeconds - used < 0.002
    }
    let outcome = (peer.processorSeconds - before, peer.peakMegabytes)
    peer.stop()
    try await Task.sleep(for: .milliseconds(300))
    return Outcome(
      seen: Burst.distinctNames(in: TextFile.bytes(report), of: count), processorSeconds: outcome.0, peakMegabytes: outcome.1)
  }

  private func start(on folder: String, aside: String, report: String, _ place: Playground) async throws -> ChildProgram {
    switch self {
    case .inotifywait:
      let peer = try ChildProgram("inotifywait", ["-m", "-r", "-e", "close_write", "--format", "%f", folder], output: report)
      try await place.wait(seconds: 20, for: "inotifywait") { TextFile.text(report + ".errors").contains("established") }
      return peer
    case .watchdog:
      try TextFile.write(Self.watchdogProgram, to: "\(aside)/program.py")
      let peer = try ChildProgram(Self.python, ["-u", "\(aside)/program.py", folder, report], output: "\(aside)/output")
      try await place.wait(seconds: 20, for: "watchdog") { TextFile.text("\(aside)/output").contains("ready") }
      return peer
    case .watchman: return try await startWatchman(on: folder, aside: aside, report: report, place)
    }
  }

  private func startWatchman(on folder: String, aside: String, report: String, _ place: Playground) async throws -> ChildProgram {
    let socket = "\(aside)/socket"
    let own = [
      "--sockname=\(socket)", "--logfile=\(aside)/log", "--statefile=\(aside)/state", "--pidfile=\(aside)/pid",
    ]
    let server = try ChildProgram("watchman", ["--foreground"] + own, output: "\(aside)/output")
    try await place.wait(seconds: 20, for: "watchman") { TextFile.isThere(socket) }
    let client = ["--sockname=\(socket)", "--no-spawn", "--no-pretty"]
    _ = try ChildProgram("watchman", client + ["watch", folder], output: "\(aside)/watch").waitForEnd()
    try TextFile.write("[\"subscribe\", \"\(folder)\", \"bench\", {\"fields\": [\"name\"]}]\n", to: "\(aside)/subscribe")
    let listener = try ChildProgram("watchman", client + ["-p", "-j"], input: "\(aside)/subscribe", output: report)
    try await place.wait(seconds: 20, for: "watchman's subscription") { TextFile.text(report).contains("subscribe") }
    // It ends with the server that it listens to.
    Task.detached { _ = listener.waitForEnd() }
    return server
  }

  private static var python: String {
    let own = Playground.program("../../../bench/venv/bin/python3")
    return TextFile.isThere(own) ? own : "python3"
  }

  /// Says at its end which names it was told of.
  private static let watchdogProgram = """
    import signal, sys, threading
    from watchdog.events import FileSystemEventHandler
    from watchdog.observers import Observer

    names = set()

    class Listener(FileSystemEventHandler):
        def on_any_event(self, event):
            if not event.is_directory:
                names.add(event.src_path)

    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    observer = Observer()
    observer.schedule(Listener(), sys.argv[1], recursive=True)
    observer.start()
    print("ready")
    ended.wait()
    with open(sys.argv[2], "w") as report:
        report.write("\\n".join(sorted(names)))
    """
}
