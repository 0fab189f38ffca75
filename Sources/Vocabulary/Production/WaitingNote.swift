/// Something that has been in the way of a drop for so long that it is told beside the drop.
package struct WaitingNote: Hashable, Sendable {
  /// Of the drop, below `inbox/`, as bytes.
  package let path: [[UInt8]]
  /// A few words, for the name of the note.
  package let title: String
  /// For its text: what follows the name of the drop.
  package let sentence: String

  package init(path: [[UInt8]], title: String, sentence: String) {
    self.path = path
    self.title = title
    self.sentence = sentence
  }
}
