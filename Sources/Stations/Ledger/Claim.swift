/// A drop that is about to be taken: its row is committed, its file may or may not have been moved yet.
package struct Claim: Hashable, Sendable {
  package let id: Int64
  package let notice: DropNotice

  package init(id: Int64, notice: DropNotice) {
    self.id = id
    self.notice = notice
  }
}
