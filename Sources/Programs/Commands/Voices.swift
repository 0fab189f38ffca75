import Files
import Glibc
import Line
import Production
import Settings

/// `dropreel voices`: the voices that there are, and how they sound.
enum Voices: Verb {
  static let name = "voices"
  static let usage = "voices [NAME] [--hear TEXT] [--output FILE] [--usage] [--client NAME] [--limit COUNT]"
  static let summary =
    "list the voices and their prices, what they said and cost day by day, or write a WAV file of what one says"

  static func run(_ call: Call) async throws -> ExitCode {
    if call.flags.contains("usage") { return try await VoiceCosts.run(call) }
    guard call.words.count <= 2 else { throw Misuse("One voice at a time.", wayOut: "For example: dropreel voices heart") }
    let settings = try call.configuration().settings
    guard let installation = Installation.find(state: settings.state, environment: call.environment) else { throw Call.noData }
    let own = try await VoiceGallery.voices(settings, installation)
    // A free voice is heard without a word from the account.
    let isFree = call.words.count < 2 || own.contains { $0.name == call.words[1] && !$0.isPaid }
    let (all, trouble) = withAccount(own, call.values["hear"] != nil && isFree ? nil : settings, call)
    let unasked = trouble.map { "The ElevenLabs account was not looked at. \($0)" }
    let chosen = call.words.count == 2 ? all.filter { $0.name == call.words[1] } : all
    guard !chosen.isEmpty else {
      throw Misuse(
        "There is no voice \"\(call.words[1])\".\(unasked.map { " \($0)" } ?? "")",
        wayOut: "There are: \(all.map(\.name).joined(separator: ", ")).")
    }
    guard let text = call.values["hear"] else {
      guard call.values["output"] == nil else {
        throw Misuse("--output needs --hear.", wayOut: "For example: dropreel voices heart --hear \"Good morning.\"")
      }
      try list(chosen, call)
      if let unasked, !call.wantsJSON { call.say(unasked) }
      return .ok
    }
    try await hear(text, by: chosen, call) { try await VoiceGallery.samples(of: text, by: $0, settings, installation) }
    return .ok
  }

  /// The same with the voices of the account, where there is one and it can be asked; and why it cannot.
  private static func withAccount(
    _ voices: [KnownVoice], _ settings: ServiceSettings?, _ call: Call
  ) -> (all: [KnownVoice], trouble: String?) {
    guard let settings, settings.voiceAccount != nil else { return (voices, nil) }
    do {
      // Nobody can take the service's place here: only it has the key.
      switch try ControlSocket.ask(.paidVoices, stateFolder: settings.state) {
      case .voices(let paid)?: return (voices.filter { !$0.isPaid } + paid, nil)
      case nil: return (voices, "The service, which has its key, does not run.")
      case let reply?:
        _ = try call.finish(reply)
        return (voices, nil)
      }
    } catch let refusal as Refusal {
      return (voices, "\(refusal.sentence) \(refusal.wayOut)")
    } catch {
      return (voices, "\(error)")
    }
  }

  private static func list(_ voices: [KnownVoice], _ call: Call) throws {
    if call.wantsJSON { return try call.say(json: voices) }
    for voice in voices {
      let price = voice.isPaid ? "\(voice.price) for 1000 characters" : "free"
      let languages = voice.languages.count > 3 ? "\(voice.languages.count) languages" : voice.languages.joined(separator: " ")
      call.say(
        "\(voice.name.padded(to: 16)) \(voice.kind.padded(to: 6)) \(languages.padded(to: 13)) "
          + "\(voice.engine.padded(to: 12)) \((voice.hindrance ?? "there").padded(to: 26)) \(price)")
      call.say("                 \(voice.licence)")
      if voices.count == 1, voice.languages.count > 3 {
        call.say("                 speaks \(voice.languages.joined(separator: " "))")
      }
    }
    if voices.contains(where: { !$0.isPaid && $0.hindrance != nil }) {
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
    if voices.count == 1, voices[0].isPaid {
      throw Refusal(
        "The voice \(voices[0].name) is paid, and speaks only in a video that somebody approved.",
        wayOut: "Drop a short script with this voice in folder.toml and approve it, or listen to it at ElevenLabs.")
    }
    let there = voices.filter { !$0.isPaid && $0.hindrance == nil }
    guard !there.isEmpty else {
      throw Refusal("The voice \(voices[0].name) is \(voices[0].hindrance ?? "not there").", wayOut: "See: dropreel doctor")
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
