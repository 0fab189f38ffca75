import Files
import Pages
package import Production
import Synchronization

extension Outbox {
  /// Shows a client's people what is going on, in STATUS.html. Written only when it would say something else than before, and every
  /// few minutes while work runs, so that its clock shows that the service lives. Answers whether it was written.
  @discardableResult
  package func showStatus(_ board: StatusBoard) throws -> Bool {
    let page = StatusPage(board, clock: clock)
    let timeless = page.html(showsTime: false).source
    if let last = shown.withLock({ $0.status }), last.page == timeless {
      let age = board.at.since(last.at)
      if !page.isAtWork || (.zero..<Self.longestSilence).contains(age) { return false }
    }
    let source = page.html(showsTime: true).source + "<!-- "
    try workshop().put(Self.statusName, in: share) { Seal.sealed(source, name: $0.bytes, ending: .html) }
    shown.withLock { $0.status = (timeless, board.at) }
    return true
  }

  private static let longestSilence = Duration.seconds(120)
  private static let statusName = FileName(NoteTexts.statusName) ?? .known("STATUS.html")
}
