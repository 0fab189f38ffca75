import Digests
import Files
import Production
import Testing

@testable import Line

@Suite struct AssetIndexTests {
  private func entry(_ path: String, _ status: FileStatus, edition: Int? = nil) -> AssetIndex.Entry {
    var entry = AssetIndex.Entry(
      path: path, kind: .picture, mark: .init(status), content: Digest(of: path), verdict: AssetVerdict())
    if let edition { entry.edition = edition }
    return entry
  }

  @Test func whatAnotherProgramJudgedIsLookedAtAnew() throws {
    let status = try Folder.open("/tmp").status()
    var index = AssetIndex()
    index.put(entry("icons/star.png", status), at: "icons/star.png")
    #expect(index.knows("icons/star.png", status) && !index.knows("icons/moon.png", status))
    index.put(entry("icons/star.png", status, edition: 0), at: "icons/star.png")
    #expect(!index.knows("icons/star.png", status))
    // Until then it is used as before.
    #expect(index.inputs(for: .defaults).map(\.name) == ["assets/icons/star.png"])
  }

  @Test func ofNamesThatWorkersCannotTellApartTheFirstIsUsed() throws {
    let status = try Folder.open("/tmp").status()
    var index = AssetIndex()
    for path in ["icons/star.png", "icons/star.PNG", "icons/moon.png"] { index.put(entry(path, status), at: path) }
    let inputs = index.inputs(for: .defaults)
    #expect(inputs.map(\.name) == ["assets/icons/moon.png", "assets/icons/star.png"])
    #expect(inputs.last?.digest == Digest(of: "icons/star.PNG"))
  }
}
