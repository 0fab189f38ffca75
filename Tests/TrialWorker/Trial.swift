import Files
import FoundationEssentials
import Glibc
import Production
import Sandbox

/// One stage of a trial. The document holds lines like `voice: crash` or `voice: fail until 2`, or the same in square brackets inside
/// of other lines; all else is only handed on.
struct Trial {
  private let order: WorkOrder
  private let text: [UInt8]
  private var facts = ["seconds": "1"]
  /// What it hands back beside the files of its stage.
  private var more: [String] = []

  init(_ order: WorkOrder) throws {
    self.order = order
    let input = order.inputs.first
    text = try input.map { try File.inherited($0.descriptor, shownAs: $0.name).readAll(atMost: 1 << 20) } ?? []
  }

  mutating func run() throws {
    say(.progress(fraction: 0.5, doing: "on trial"))
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: { "\n[]".contains($0) }) {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard parts.count == 2, parts[0] == order.lease.stage.rawValue || parts[0] == "each" else { continue }
      try act(parts[1].split(separator: " ").map(String.init))
    }
    try finish()
  }

  private mutating func act(_ words: [String]) throws {
    // `ACT … until N`: only in tries before that one.
    if let until = words.firstIndex(of: "until"), let last = Int(words[until + 1]), order.lease.attempt >= last { return }
    switch words.first {
    // As the kernel ends one, and without a report that would only take time.
    case "crash": kill(getpid(), SIGKILL)
    case "starve": starve()
    case "hang": while true { pause() }
    case "refuse": fail(.input)
    case "fail": fail(.passing)
    case "need": if access(words[1], F_OK) != 0 { fail(.input) }
    case "babble":
      try pipe.say(Array("this is no word of a worker".utf8))
      while true { pause() }
    case "wait": wait(in: words[1])
    case "deaf":
      signal(SIGTERM, SIG_IGN)
      wait(in: words[1])
    // `pay KEY MOST`: in cents; half a dollar where nothing is said.
    case "pay": try pay(words[1], most: words.count > 2 ? Int64(words[2]) ?? 50 : 50)
    // What the rest may cost, in cents: the estimate of a draft.
    case "price": facts["price.trial"] = words[1] + "0000"
    // What is no record of views, as one.
    case "log": more = [ViewLog.fragmentsName]
    case "charge": say(.charged(call: Int64(words[1]) ?? 0, cost: .zero))
    case "doubt": say(.unclear(call: Int64(words[1]) ?? 0))
    case "charge-less":
      say(.intent(key: "less", provider: "trial", atMost: Money(microDollars: 500_000)))
      guard case .granted(let call) = try hear() else { throw FileError(call: "pay", name: "less", code: 71) }
      say(.charged(call: call, cost: Money(microDollars: -1)))
    case "pay-slowly": try pay(words[1], waitingIn: words[2])
    default: throw FileError(call: "act", name: words.joined(separator: " "), code: 22)
    }
  }

  /// Meets its own limit of memory, as a document does that needs more of it than there is.
  private func starve() {
    var limit = rlimit(rlim_cur: 2 << 30, rlim_max: 2 << 30)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    var pieces: [[UInt8]] = []
    while true { pieces.append([UInt8](repeating: 1, count: 256 << 20)) }
  }

  private func fail(_ kind: Failure.Kind) {
    say(.failed(Failure(Refusal("The trial went wrong.", wayOut: "Nothing is to be done.", detail: "as asked"), kind: kind)))
    exit(0)
  }

  /// At work until the test lays down the file of this job and stage; the service hears of it all the time.
  private func wait(in folder: String) {
    while access("\(folder)/\(order.lease.job).\(order.lease.stage.rawValue)", F_OK) != 0 {
      say(.progress(fraction: 0.5, doing: "on trial"))
      usleep(50_000)
    }
  }

  private func pay(_ key: String, most: Int64 = 50, waitingIn folder: String? = nil) throws {
    say(.intent(key: key, provider: "trial", atMost: Money(microDollars: most * 10_000)))
    switch try hear() {
    case .granted(let call):
      if let folder {
        say(.progress(fraction: 0.7, doing: "granted"))
        wait(in: folder)
      }
      say(.charged(call: call, cost: Money(microDollars: 200_000)))
    case .denied(let refusal):
      say(.failed(Failure(refusal, kind: .input)))
      exit(0)
    case .later(let refusal, let pause):
      say(.failed(Failure(refusal, kind: .restart, pause: pause)))
      exit(0)
    default: throw FileError(call: "pay", name: key, code: 71)
    }
  }

  // MARK: - Results

  /// What the next stages and the gates ask for, under the names of the real ones. Nearly all of it is the document again.
  private var names: [String] {
    switch order.lease.stage {
    case .settings: ["settings.json"]
    case .retype: ["text.txt"]
    case .assets: ["verdicts.json"]
    case .brand: ["style-sheet.png"]
    case .read: ["document.json"]
    case .topics: ["topics.txt"]
    case .consult: ["consulted.json"]
    case .script: ["script.txt"]
    case .storyboard: ["storyboard.jpg"]
    case .preview: ["preview.mp4"]
    case .roster: ["roster.json"]
    case .speak: ["spoken.json"]
    case .voice: ["voiceover.json", "voiceover.wav", "voiceover.mp3", "voice.txt"]
    case .picture: ["tiny.mp4"]
    case .finish: ["captions.srt", "publish.txt"]
    case .rows: ["row-0001.txt"]
    case .voices: ["voices.json"]
    case .transform: ["changed.mp4"]
    case .link: ["picture"]
    case .cover: ["thumbnail.jpg"]
    case .host: []
    }
  }

  private func finish() throws {
    var artifacts: [Artifact] = []
    let folder = try Folder.open(".")
    for name in (names + more).compactMap({ FileName($0) }) {
      switch name.description {
      case "settings.json": try folder.write(name, try settings())
      case "publish.txt": try folder.write(name, Array("TITLE: A trial\nTAGS: one, two\nPRIVACY: private\n".utf8))
      default: try folder.write(name, text)
      }
      let file = try folder.file(name)
      artifacts.append(Artifact(name: name.description, digest: try file.digest(), size: try file.status().size))
    }
    say(.finished(WorkResult(artifacts: artifacts, facts: facts)))
  }

  /// Knows two settings only.
  private func settings() throws -> [UInt8] {
    var settings = order.settings
    if String(decoding: text, as: UTF8.self).contains("priority = \"high\"") { settings.priority = .high }
    if String(decoding: text, as: UTF8.self).contains("topics = 3") { settings.topics = 3 }
    return Array(try JSONEncoder().encode(settings))
  }
}
