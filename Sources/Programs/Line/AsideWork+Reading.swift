import Files
import Intake
import Production

extension AsideWork {
  /// Reads a document; `document.json` of the stage `read` is there then. Answers what it is called.
  func read(_ path: String) async throws -> String {
    let name = Self.name(of: path)
    let file = try Self.open(path)
    guard let fileName = FileName(name) else {
      throw Refusal("There is no file \(path).", wayOut: "Name a document that is there.")
    }
    let kind = try ContentKind.of(fileName, head: try file.read(at: 0, count: 64 << 10)).get()
    guard kind != .topics else {
      throw Refusal(
        "\(name) is a table of topics already: each of its rows becomes a video.", wayOut: "Drop it: dropreel drop \(path)")
    }
    guard kind != .link else {
      throw Refusal(
        "\(name) leads to a video that is there already: nothing is made of it, and nothing paid.",
        wayOut: "Drop it: dropreel drop \(path)")
    }
    _ = try await run(.read, [("source", path)], notes: ["name": name, "kind": kind.rawValue])
    return name
  }

  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
