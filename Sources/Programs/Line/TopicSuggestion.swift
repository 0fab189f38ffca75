import Files
import FoundationEssentials
package import Production
package import Scripts

/// What videos could be made of a document, for a command: nothing is made.
package enum TopicSuggestion {
  package static func topics(
    of path: String, settings: JobSettings, installation: Installation
  ) async throws -> TopicList {
    var settings = settings
    settings.topics = TopicList.most
    let work = try AsideWork(installation, settings: settings)
    defer { work.close() }
    let name = try await work.read(path)
    let made = try await work.run(
      .topics, [("document.json", work.path(of: "document.json", by: .read))], notes: ["name": name, "version": "1"])
    return try JSONDecoder().decode(
      TopicList.self, from: Data(try made.folder.read(.known("topics.json"), atMost: 1 << 20) ?? []))
  }
}
