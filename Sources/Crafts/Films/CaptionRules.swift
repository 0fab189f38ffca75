/// How captions are set, by the conventions of broadcasters. Times are milliseconds.
package struct CaptionRules: Hashable, Sendable {
  /// A page has at most two rows.
  package var charactersPerRow = 42
  /// A reader's speed: where there is time, a page stays this long.
  package var charactersPerSecond = 17
  package var shortest = 833
  package var longest = 7000
  /// A pause from which on a new page is wanted.
  package var pause = 250
  /// A gap below this would blink; it is closed.
  package var blink = 300
  /// Frames between two pages, so that a reader sees the change.
  package var framesApart = 2

  package init() {}
}
