import Files
import Glibc
import Line
import Production
import Settings

/// `dropreel voices`: the voices that there are, and how they sound.
enum Voices: Verb {
  static let name = "voices"
  static let usage = "voices [NAME] [--hear TEXT] [--output FILE]"
  static let summary = "list the voices, or write a WAV file of what one says"

  static func run(_ call: Call) async throws -> ExitCode {
    guard call.words.count <= 2 else { throw Misuse("One voice at a time.", wayOut: "For example: dropreel voices heart") }
    let settings = try call.configuration().settings
    guard let installation = Installation.find(state: settings.state, environment: call.environment) else { throw Call.noData }
    let all = try await VoiceGallery.voices(settings, installation)
    let chosen = call.words.count == 2 ? all.filter { $0.name == call.words[1] } : all
    guard !chosen.isEmpty else {
      throw Misuse(
        "There is no voice \"\(call.words[1])\".", wayOut: "There are: \(all.map(\.name).joined(separator: ", ")).")
    }
    guard let text = call.values["hear"] else {
      guard call.values["output"] == nil else {
        throw Misuse("--output needs --hear.", wayOut: "For example: dropreel voices heart --hear \"Good morning.\"")
      }
      try list(chosen, call)
      return .ok
    }
    try await hear(text, by: chosen, call) { try await VoiceGallery.samples(of: text, by: $0, settings, installation) }
    return .ok
  }

  private static func list(_ voices: [KnownVoice], _ call: Call) throws {
    if call.wantsJSON { return try call.say(json: voices) }
    for voice in voices {
      let price = voice.price == .zero ? "free" : "\(voice.price) for 1000 characters"
      call.say(
        "\(voice.name.padded(to: 14)) \(voice.kind.padded(to: 6)) \(voice.languages.joined(separator: " ").padded(to: 8)) "
          + "\(voice.engine.padded(to: 10)) \((voice.isInstalled ? "there" : "not installed").padded(to: 14)) \(price)")
      call.say("               \(voice.licence)")
    }
    if voices.contains(where: { !$0.isInstalled }) {
      call.say("What is not installed is said by a built-in voice of its kind. See: dropreel doctor")
    }
  }

  private static func hear(
    _ text: String, by voices: [KnownVoice], _ call: Call, _ say: ([String]) async throws -> [VoiceGallery.Sample]
  ) async throws {
    guard !text.isEmpty, text.count <= VoiceGallery.longestText else {
      throw Misuse(
        "--hear takes a text of up to \(VoiceGallery.longestText) characters.", wayOut: "For example: --hear \"Good morning.\"")
    }
    let there = voices.filter(\.isInstalled)
    guard !there.isEmpty else {
      throw Refusal("The voice \(voices[0].name) is not installed.", wayOut: "See: dropreel doctor")
    }
    guard call.values["output"] == nil || there.count == 1 else {
      throw Misuse("--output is for one voice.", wayOut: "Name it: dropreel voices \(there[0].name) --hear … --output …")
    }
    var written: [String] = []
    for sample in try await say(there.map(\.name)) {
      written.append(try write(sample, to: call.values["output"] ?? "hear-\(sample.voice).wav"))
    }
    if call.wantsJSON { try call.say(json: written) } else { for path in written { call.say("Written: \(path)") } }
  }

  private static func write(_ sample: VoiceGallery.Sample, to path: String) throws -> String {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let name = FileName(slash.map { String(path[path.index(after: $0)...]) } ?? path) else {
      throw Misuse("\"\(path)\" is no name of a file.", wayOut: "For example: --output hello.wav")
    }
    try Folder.open(folder).write(name, sample.bytes)
    return path
  }
}
