import Glibc
import Line
import Production
import Sandbox
import Scripts
import Speech

/// The voices that are to be measured: the neural ones in a speech host of their own, where they are installed, else the built-in ones.
final class BenchVoices {
  let names: [String]
  let engine: any SpeechEngine
  private let host: Child?
  private let control: Int32
  /// What was said before takes as long again.
  private var known: [String: Double] = [:]

  /// The questioner's voice and the explainer's. What the lines of an earlier run tell is not said again.
  init(neural: Bool, known earlier: [Substring] = []) async throws {
    for line in earlier {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 4, parts[0] == "line", let seconds = Double(parts[2]) else { continue }
      known[Self.key(String(parts[3]), String(parts[1]))] = seconds
    }
    guard neural else {
      (names, engine, host, control) = (["rms", "slt"], FliteEngine(), nil, -1)
      return
    }
    let environment = getenv("DROPREEL_VOICES").map { ["DROPREEL_VOICES": String(cString: $0)] } ?? [:]
    guard let place = Installation.find(state: "/nonexistent", environment: environment), let voices = place.voices,
      let script = place.speechHost
    else { throw Refusal("The neural voices are not installed.", wayOut: "Run: scripts/speech/install .build/voices") }
    let pair = try DescriptorPassing.socketPair()
    let nursery = try Nursery()
    let child = try await nursery.spawn(
      ChildPlan(
        program: "\(voices)/bin/python3", arguments: ["-I", script, "\(voices)/models"],
        environment: ["LANG": "C.UTF-8", "HOME": "/nonexistent"], workFolder: "/", descriptors: [pair.second]))
    // Two lines at once, as a voice stage has them.
    let one = try DescriptorPassing.socketPair()
    let other = try DescriptorPassing.socketPair()
    try DescriptorPassing.send(descriptor: one.second, over: pair.first)
    try DescriptorPassing.send(descriptor: other.second, over: pair.first)
    (names, engine, host) = (["kumo", "heart"], HostEngine(descriptors: [dup(one.first), dup(other.first)]), child)
    control = dup(pair.first)
    Task { for await _ in child.lines {} }
  }

  deinit {
    if control >= 0 { close(control) }
    host?.kill()
  }

  /// The most that the speech host ever had in memory.
  var peakMegabytes: Double { host.map { ChildProgram.peakMegabytes(of: $0.pid) } ?? 0 }

  var processorSeconds: Double { host.map { ChildProgram.processorSeconds(of: $0.pid) } ?? 0 }

  /// How long a voice really speaks a text, the silence at its ends cut off as in a recording.
  func seconds(_ text: String, voice: String) throws -> Double {
    let said = SpokenForm(text).said
    let key = Self.key(said, voice)
    if let seconds = known[key] { return seconds }
    let seconds = said.isEmpty ? 0 : try engine.speak(said, voice: voice).trimmed().seconds
    known[key] = seconds
    Figure.note("line\t\(voice)\t\(Figure.rounded(seconds, 4))\t\(said)")
    return seconds
  }

  private static func key(_ said: String, _ voice: String) -> String { voice + "\u{0}" + said }
}
