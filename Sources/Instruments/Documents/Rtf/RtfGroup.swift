/// What holds inside a group of an RTF text, and ends with it.
struct RtfGroup {
  /// Where the text of the group goes.
  enum Destination {
    case body
    /// It is not the document's: pictures, headers, notes, what only one program understands.
    case nowhere
    /// As nowhere, but texts in boxes and fields of a drawing are read.
    case drawing
    case fonts, styles, title
    /// What a field is told to do.
    case instruction
    /// The bullet or number that a program wrote for readers without lists.
    case mark
  }

  var destination = Destination.body
  var font: Int?
  /// How many bytes stand for a letter that follows as a number, for readers that know no Unicode.
  var fallback = 1
  var isBold = false
  var isHidden = false
  var isDeleted = false
  /// In half points.
  var size = 24
  var language: Int?
  /// The group is the shown text of a link.
  var isLink = false
  /// It is a part of its own in the middle of another, as a text in a box.
  var isApart = false

  var isSilent: Bool { isHidden || isDeleted }

  mutating func resetLetters(font: Int?) {
    isBold = false
    isHidden = false
    isDeleted = false
    size = 24
    self.font = font
  }
}
