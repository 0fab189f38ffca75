package import Production

/// What players and folders show of a movie beside its pictures: its name, what it is about, its parts, its cover.
package struct MovieLabels: Hashable, Sendable {
  package var title: String
  package var comment: String
  /// In order; the first begins with the movie.
  package var chapters: [Chapter]
  package var cover: Cover?

  /// A JPEG picture. It lies in the index, before all frames, so it had better be small.
  package struct Cover: Hashable, Sendable {
    package let bytes: [UInt8]
    package let size: StillPicture.Size

    package init(_ bytes: [UInt8], size: StillPicture.Size) {
      self.bytes = bytes
      self.size = size
    }
  }

  package init(title: String = "", comment: String = "", chapters: [Chapter] = [], cover: Cover? = nil) {
    self.title = title
    self.comment = comment
    self.chapters = chapters
    self.cover = cover
  }
}

/// One part of a movie that a viewer can jump to.
package struct Chapter: Hashable, Sendable {
  package let start: Timecode
  package let title: String

  package init(start: Timecode, title: String) {
    self.start = start
    self.title = title
  }
}
