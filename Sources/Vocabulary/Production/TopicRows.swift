/// The rows of a table of topics of which something can be made, in their order: the first becomes the job `NAME.0001`.
package struct TopicRows: Hashable, Sendable, Codable {
  package let rows: [Row]

  package struct Row: Hashable, Sendable, Codable {
    /// What was written of it, by the name of the file that holds it.
    package let document: String
    package let title: String
    /// What holds for it alone; nil where it is what holds for all.
    package let settings: JobSettings?

    package init(document: String, title: String, settings: JobSettings?) {
      self.document = document
      self.title = title
      self.settings = settings
    }
  }

  package init(rows: [Row]) { self.rows = rows }

  package static let fileName = "topics.json"
  /// A row with settings of its own is some kilobytes.
  package static let largest = 64 << 20
}
