/// How long intake waits for what. All of it follows from the quiet time of the settings, so that whoever makes that one longer has
/// more patience everywhere.
package struct Patience: Hashable, Sendable {
  /// After a file was closed or moved in: 2 s, as all the times named below are for that.
  package var quiet: Duration

  package init(quiet: Duration) { self.quiet = quiet }

  /// Only its name appeared, and nobody was heard to close it: a hard link, a file made without a name. 10 s.
  var afterMereName: Duration { quiet * 5 }
  /// Nobody can tell whether it is open for writing. 6 s.
  var withoutLeases: Duration { quiet * 3 }
  /// What happens on other machines is only seen by looking again and again. 10 s.
  var onPolledShares: Duration { quiet * 5 }
  /// A folder is copied in pieces. 30 s.
  var forFolders: Duration { quiet * 15 }
  /// An editor may have it open, although nobody writes at the moment. 10 s.
  var besideEditors: Duration { quiet * 5 }
  /// The longest that a habit of growing again after a while makes anything wait. 2 min.
  var longestHabit: Duration { quiet * 60 }
  /// A pause in a file's growth that is longer than this is no habit but another copy. 1 min.
  var longestGap: Duration { quiet * 30 }
  /// So long a habit is remembered after it was seen last. 30 min.
  var habitMemory: Duration { quiet * 900 }
  /// What has no proper end may still be growing; then it counts as cut off. 10 min.
  var forTheEnd: Duration { quiet * 300 }
  /// The same of a recording that nobody has open: what broke it off is over, and it is given back with words. 2 min.
  var forTheEndOfRecordings: Duration { quiet * 60 }
  /// So long a file stays empty before anybody speaks of it. 1 min.
  var forContent: Duration { quiet * 30 }
  /// So long a settings or script file waits for what it belongs to. 2 min.
  var forMainFile: Duration { quiet * 60 }
  /// Something that does not go away by itself is told beside the file after this time. 1 min.
  var beforeNote: Duration { quiet * 30 }
  /// A copy that is under way, after this. 2 min.
  var beforeNoteOfCopy: Duration { quiet * 60 }
  /// So long a browser's unfinished file lies unchanged before it is spoken of. 1 h.
  var forDownloads: Duration { quiet * 1800 }
  /// A wait that is shorter than this is not worth a number. 5 s.
  var worthCounting: Duration { quiet * 2.5 }
}
