/// What keeps a drop from being taken.
package indirect enum Obstacle: Hashable, Sendable {
  /// It gets larger from look to look.
  case growing(megabytes: Int)
  /// Somebody has it open for writing. Where its size was set beforehand, the percentage that is there.
  case beingWritten(percent: Int?)
  case openIn(program: String, by: String?)
  case empty
  /// A folder in which nothing is yet.
  case emptyFolder
  /// What every file of its kind ends with is not there; it may still come.
  case unfinished
  case cutOff(percent: Int?)
  case unreadable
  /// It may be read, but not moved.
  case cannotBeTaken
  case notAFile
  case link
  case tooLarge(megabytes: Int)
  case tooManyFiles(limit: Int)
  case tooDeep(limit: Int)
  case changing
  case nameClash(with: String)
  /// Settings or a script that lie beside the file that they belong to.
  case belongsTo(String)
  /// The same, and that file is not there.
  case waitsForMainFile
  /// One file of a dropped folder, or beside the main file of a group.
  case inside(String, Obstacle)

  /// It goes away when a person does something about it, and hardly by itself.
  var isLasting: Bool {
    switch self {
    case .growing, .beingWritten, .unfinished, .changing, .belongsTo, .waitsForMainFile, .nameClash: false
    case .openIn, .empty, .emptyFolder, .cutOff, .unreadable, .cannotBeTaken, .notAFile, .link, .tooLarge, .tooManyFiles,
      .tooDeep:
      true
    case .inside(_, let obstacle): obstacle.isLasting
    }
  }

  /// Nothing that anybody need be told: it lies there as it should.
  var isSilent: Bool { self == .emptyFolder }

  /// How long it may be in the way before a note beside the drop tells of it; nil where none ever does.
  func timeBeforeNote(_ patience: Patience) -> Duration? {
    switch self {
    case .growing, .beingWritten, .unfinished, .changing: patience.beforeNoteOfCopy
    case .emptyFolder, .belongsTo, .waitsForMainFile: nil
    case .inside(_, let obstacle): obstacle.timeBeforeNote(patience)
    default: patience.beforeNote
    }
  }
}
