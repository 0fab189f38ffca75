extension Unicode.Scalar {
  /// A C0 or C1 control, or DELETE: it moves a cursor, rings a bell, ends a text or begins an escape sequence.
  var isControl: Bool { properties.generalCategory == .control }

  /// It ends a line, wherever it is shown.
  var breaksLine: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// It changes the order in which its neighbours are shown, so that a name reads as another one.
  var reordersText: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// It is not shown at all, or by no two systems in the same way. The joiners are let through: Persian, the scripts of India and
  /// many emoji cannot be written without them.
  var isUnshowable: Bool {
    if value == 0x200C || value == 0x200D { return false }
    switch properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
