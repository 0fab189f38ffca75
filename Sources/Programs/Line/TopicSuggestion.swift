import Files
import FoundationEssentials
import Intake
package import Production
package import Scripts

/// What videos could be made of a document, for a command: nothing is made.
package enum TopicSuggestion {
  package static func topics(
    of path: String, settings: JobSettings, installation: Installation
  ) async throws -> TopicList {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let kind = try kind(of: path, name)
    var settings = settings
    settings.topics = TopicList.most
    let work = try AsideWork(installation, settings: settings)
    defer { work.close() }
    _ = try await work.run(.read, [("source", path)], notes: ["name": name, "kind": kind.rawValue])
    let made = try await work.run(
      .topics, [("document.json", work.path(of: "document.json", by: .read))], notes: ["name": name, "version": "1"])
    return try JSONDecoder().decode(TopicList.self, from: Data(try made.read(.known("topics.json"), atMost: 1 << 20) ?? []))
  }

  private static func kind(of path: String, _ name: String) throws -> DropKind {
    let file = try AsideWork.open(path)
    guard let fileName = FileName(name) else {
      throw Refusal("There is no file \(path).", wayOut: "Name a document that is there.")
    }
    return try ContentKind.of(fileName, head: try file.read(at: 0, count: 64 << 10)).get()
  }
}
