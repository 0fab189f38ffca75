internal import Digests
package import Production

/// What a take is known by: what is said, and all that decides how it sounds.
///
/// What stands before and after a line is no part of it, so a changed line costs one line.
package struct TakeKey: Hashable, Sendable {
  package let digest: Digest

  /// `voice` by the engine's own name for it; `edition` is what the engine says that the voice is.
  package init(saying text: String, voice: String, engine: VoiceCard.Engine, edition: String) {
    var sha256 = Sha256()
    // The number is that of a take's form: one of an earlier form is not found.
    for field in ["take 2", Self.plain(text), voice, engine.rawValue, edition] {
      // With its length before it: no two lists of fields give the same bytes.
      let bytes = Array(field.utf8)
      sha256.update(Array("\(bytes.count) ".utf8) + bytes)
    }
    digest = sha256.finish()
  }

  /// The text as it is said and compared: composed, with single spaces.
  package static func plain(_ text: String) -> String {
    Slug.composed(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}
