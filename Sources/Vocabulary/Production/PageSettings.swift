/// What the page has on it that shows a finished video to the world, and what it tells of those who watch.
package struct PageSettings: Hashable, Sendable, Codable {
  /// What the button under the video says, and where it leads; without an address there is no button.
  package var buttonLabel = "Learn more"
  package var buttonAddress = ""
  /// Whether it asks its web server for tiny pictures as somebody watches, so that the server's log tells of it.
  package var sendsBeacons = true
  /// What becomes of that where a browser asks not to be tracked.
  package var doNotTrack: DoNotTrack = .honour
  /// Below which its folder lies on a web server, without a slash at its end; empty where it lies on none.
  package var baseAddress = ""

  package enum DoNotTrack: String, Sendable, Codable, CaseIterable {
    /// Nothing is sent.
    case honour
    /// It is sent all the same: nothing in it names anybody.
    case ignore
  }

  package init() {}
}
