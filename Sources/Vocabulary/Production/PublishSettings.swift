/// Where a finished video is put for others to see, besides the outbox, and how.
package struct PublishSettings: Hashable, Sendable, Codable {
  /// A host's name, `auto` for whichever fits best, or nothing: then it stays in the outbox.
  package var host = ""
  package var privacy = PublishDetails.Privacy.unlisted
  package var mayBeDownloaded = true
  /// After so many days nobody sees it any more; 0: it stays.
  package var expiresDays = 0

  package init() {}

  /// In `host`: whichever fits best.
  package static let anyHost = "auto"
}
