/// What the stages of a dropped link tell each other and the line, by the names of their notes, facts and files.
package enum LinkedVideo {
  /// Notes: where the video is, and where its service is asked.
  package static let address = "link"
  package static let base = "link.base"
  /// Facts: what it is called, and how long it is, in seconds.
  package static let title = "link.title"
  package static let seconds = "link.seconds"
  /// A fact: there is a picture of it to be looked at.
  package static let hasPicture = "link.picture"
  /// A fact: why there is no picture of it, in a sentence.
  package static let pictureMissing = "link.no_picture"
  /// The picture as its service gave it, which nobody has looked at.
  package static let fetched = "picture"
  /// In bytes.
  package static let largestPicture = 8 << 20
  package static let longestTitle = 300
  package static let thumbnail = "thumbnail.jpg"
}
