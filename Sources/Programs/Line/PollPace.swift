/// How often a folder is looked through that nobody tells of: often, but never for more than a small part of the time.
struct PollPace: Sendable {
  /// A look that takes long is followed by a pause of so many times its length.
  private static let restfulness = 50.0
  private var lastLook: Duration = .zero

  mutating func looked(for time: Duration) { lastLook = time }

  func pause(_ wanted: Duration, atMost rescan: Duration) -> Duration {
    max(min(wanted, rescan), min(lastLook * Self.restfulness, rescan))
  }
}
