/// What a share page tells of a view: a small GET to a file beside the page for each thing that happens, so that any access log is a
/// record of views. The file need not be there.
package enum Beacon {
  package static let fileName = "beacon.gif"

  /// What a beacon is about.
  package enum Event: String, Sendable, CaseIterable {
    case start
    /// A step of the video was played.
    case reached = "t"
    case pause
    case end
    /// The player had to wait for data.
    case wait
    case quality
    case cta
    case like
    case share
  }

  /// Names in its query.
  package enum Key: String, Sendable, CaseIterable {
    /// The view: 16 hexadecimal digits, drawn anew each time that the page is opened.
    case view = "v"
    case event = "e"
    /// Where the video is, in percent, in steps of five.
    case percent = "t"
    /// The size that is played.
    case rung = "q"
    case source = "utm_source"
    case medium = "utm_medium"
    case campaign = "utm_campaign"
  }

  /// Percent between two steps.
  package static let step = 5
}
