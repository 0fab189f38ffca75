/// What goes out with a video, as a person approved it.
package struct PublishDetails: Hashable, Sendable, Codable {
  package var title: String
  package var description: String
  package var tags: [String]
  package var privacy: Privacy

  /// Who may see a hosted video.
  package enum Privacy: String, Sendable, Codable, CaseIterable {
    case `private`, unlisted, `public`
  }

  package init(title: String, description: String = "", tags: [String] = [], privacy: Privacy = .private) {
    self.title = title
    self.description = description
    self.tags = tags
    self.privacy = privacy
  }
}
