import Files
import FoundationEssentials
import Glibc
import Production

/// One stage of a trial. The document holds lines like `voice: crash` or `voice: fail until 2`; other lines are only handed on.
struct Trial {
  private let order: WorkOrder
  private let text: [UInt8]

  init(_ order: WorkOrder) throws {
    self.order = order
    let input = order.inputs.first
    text = try input.map { try File.inherited($0.descriptor, shownAs: $0.name).readAll(atMost: 1 << 20) } ?? []
  }

  func run() throws {
    say(.progress(fraction: 0.5, doing: "on trial"))
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard parts.count == 2, parts[0] == order.lease.stage.rawValue || parts[0] == "each" else { continue }
      try act(parts[1].split(separator: " ").map(String.init))
    }
    try finish()
  }

  private func act(_ words: [String]) throws {
    // `ACT … until N`: only in tries before that one.
    if let until = words.firstIndex(of: "until"), let last = Int(words[until + 1]), order.lease.attempt >= last { return }
    switch words.first {
    case "crash":
      // Without its core and its report, which would only take time.
      signal(SIGABRT, SIG_DFL)
      kill(getpid(), SIGKILL)
    case "hang": while true { pause() }
    case "refuse": fail(.input)
    case "fail": fail(.passing)
    case "wait": wait(forFile: "\(words[1])/\(order.lease.job).\(order.lease.stage.rawValue)")
    case "pay": try pay(words[1])
    case "pay-and-hang":
      try pay(words[1], thenHang: true)
    default: throw FileError(call: "act", name: words.joined(separator: " "), code: 22)
    }
  }

  private func fail(_ kind: Failure.Kind) {
    say(.failed(Failure(Refusal("The trial went wrong.", wayOut: "Nothing is to be done.", detail: "as asked"), kind: kind)))
    exit(0)
  }

  /// At work until the test lays the file down; the service hears of it all the time. The file's marker tells that it began.
  private func wait(forFile path: String) {
    while access(path, F_OK) != 0 {
      say(.progress(fraction: 0.5, doing: "on trial"))
      usleep(50_000)
      // The service went away.
      if getppid() == 1 { exit(75) }
    }
  }

  private func pay(_ key: String, thenHang: Bool = false) throws {
    say(.intent(key: key, provider: "trial", atMost: Money(microDollars: 500_000)))
    switch try hear() {
    case .granted(let call):
      if thenHang {
        say(.progress(fraction: 0.7, doing: "granted \(call)"))
        while true { pause() }
      }
      say(.charged(call: call, cost: Money(microDollars: 200_000)))
    case .denied(let refusal):
      say(.failed(Failure(refusal, kind: .input)))
      exit(0)
    default: throw FileError(call: "pay", name: key, code: 71)
    }
  }

  // MARK: - Results

  /// What the next stages ask for, under the names of the real ones. All of it is the document again.
  private var names: [String] {
    switch order.lease.stage {
    case .settings: ["settings.json"]
    case .read: ["document.json"]
    case .script: ["script.txt"]
    case .voice: ["voiceover.json", "voiceover.wav"]
    case .picture: ["tiny.mp4"]
    case .finish: ["captions.srt"]
    }
  }

  private func finish() throws {
    var artifacts: [Artifact] = []
    let folder = try Folder.open(".")
    for name in names.compactMap({ FileName($0) }) {
      let isSettings = order.lease.stage == .settings
      try folder.write(name, isSettings ? Array(try JSONEncoder().encode(order.settings)) : text)
      let file = try folder.file(name)
      artifacts.append(Artifact(name: name.description, digest: try file.digest(), size: try file.status().size))
    }
    say(.finished(WorkResult(artifacts: artifacts, facts: ["seconds": "1"])))
  }
}
