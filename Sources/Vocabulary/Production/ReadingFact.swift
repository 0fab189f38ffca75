/// What the reading of a drop found out, by the names under which stages and the line tell each other.
package enum ReadingFact {
  /// A script was dropped: nothing is written.
  package static let script = "script"
  /// How many parts the recording has that a demo is made of; only where there is one.
  package static let segments = "recording.segments"
  /// How long the recording is, in seconds.
  package static let recordingLength = "recording.seconds"
  /// There only of a recording without pictures.
  package static let soundAlone = "recording.sound_alone"
  /// What of the recording cannot be seen or heard, in words for people; only where something is missing.
  package static let recordingDamage = "recording.damage"
  /// How many people the script is told to; only of a batch.
  package static let batchRows = "batch.rows"
  /// How many topics of a table became documents; only where such a table was dropped.
  package static let topicRows = "batch.topics"
  /// How many rows of that table come to nothing.
  package static let topicsBad = "batch.topics_bad"
  /// There only of a job that is one row of a table of topics.
  package static let topicRow = "topic.row"
  /// How many people were dropped with nothing to tell them.
  package static let leadsOnly = "leads.only"
  package static let leadsCount = "leads.count"
  package static let leadsMerged = "leads.merged"
  package static let leadsBad = "leads.bad"
  /// What a template may ask for, with commas between.
  package static let leadsKeys = "leads.keys"
  /// "0" where no document was dropped, or nothing stands in it.
  package static let documentBlocks = "document.blocks"
  /// How many pages were not read to their end.
  package static let documentCut = "document.cut"
  /// There only of an access log or a table of views: how many views it tells of.
  package static let views = "views.count"
  /// How many of these were not known before, and how many videos were left out as they are another client's.
  package static let viewsNew = "views.new"
  package static let viewsOfOthers = "views.others"
  /// The lines of such a file, those of them that programs caused, and those that could not be read.
  package static let viewLines = "views.lines"
  package static let viewRobots = "views.robots"
  package static let viewBadLines = "views.bad"
  /// How the lines of a log are written.
  package static let viewFormat = "views.format"
}
