import Files
import FoundationEssentials
package import Production
import Sandbox
package import Settings

/// The voices that there are, for a command: no service, no ledger, nothing is kept.
package enum VoiceGallery {
  /// How a voice says a text, as a WAV file.
  package struct Sample: Sendable {
    package let voice: String
    package let bytes: [UInt8]
  }

  /// More than this is no sample.
  package static let longestText = 500

  package static func voices(_ settings: ServiceSettings, _ installation: Installation) async throws -> [KnownVoice] {
    let work = try AsideWork(installation, settings: settings.job)
    defer { work.close() }
    return try voices(in: try await work.run(.voices, [], notes: try notes(settings, installation)).folder)
  }

  /// The text as these voices say it, in their order.
  package static func samples(
    of text: String, by names: [String], _ settings: ServiceSettings, _ installation: Installation
  ) async throws -> [Sample] {
    let work = try AsideWork(installation, settings: settings.job)
    defer { work.close() }
    var notes = try notes(settings, installation)
    notes["hear"] = text
    notes["names"] = names.joined(separator: ",")
    let made = try await work.run(.voices, [], notes: notes, speaks: installation.speaksNeurally(settings)).folder
    return try names.compactMap { name in
      guard let file = FileName("hear-\(name).wav"), let bytes = try made.read(file, atMost: 256 << 20) else { return nil }
      return Sample(voice: name, bytes: bytes)
    }
  }

  private static func notes(_ settings: ServiceSettings, _ installation: Installation) throws -> [String: String] {
    var notes = SpeechNotes.voices(areNeural: installation.speaksNeurally(settings))
    notes[SpeakNotes.account] = try settings.voiceAccount.map(SpeakNotes.written)
    return notes
  }

  private static func voices(in folder: Folder) throws -> [KnownVoice] {
    try JSONDecoder().decode([KnownVoice].self, from: Data(try folder.read(.known("voices.json"), atMost: 1 << 20) ?? []))
  }
}
