import Documents
import Glibc
import Production
import Scripts
import Writers

/// A document of a kind that people drop.
struct Fixture: Sendable, CustomStringConvertible {
  let name: String

  static let all = [
    "honeybees.md", "clean-a-bicycle-chain.md", "desk-lamp.md", "bridge-reopens.txt", "remote-work-policy.md", "meeting-notes.md",
    "tides.txt", "waermepumpe.md", "marche.md", "packing-list.txt", "password-manager.md",
    "harbour-report.md", "onboarding-deck.md", "kettle-facts.md", "parish-minutes.md", "rental-terms.md",
    "write-ahead-logging.md", "library-faq.md", "solar-ferry-release.txt", "rain-barrel.md", "readme-gritbin.md",
    "lentil-soup.md", "lamp-keeper.txt", "twenty-words.txt", "residuos.md", "caffe.md", "azulejos.md", "schaatsen.md",
    "herbata.md",
    "../../../inbox-example/how-compound-interest-works.md",
  ].map(Fixture.init)

  static let compound = Fixture(name: "../../../inbox-example/how-compound-interest-works.md")

  var description: String { name }

  static func folder(_ here: String = #filePath) -> String {
    "/" + here.split(separator: "/").dropLast().joined(separator: "/")
  }

  func document(_ here: String = #filePath) throws -> StructuredDocument {
    try StructuredDocument.read(
      Self.bytes("\(Self.folder(here))/Fixtures/\(name)"), kind: name.hasSuffix(".md") ? .markdown : .plainText)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Refusal("There is no file \(path).", wayOut: "Put it back.") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// Some 155 words a minute, and a little time for each stop: close to what the voices do.
  static func seconds(_ text: String, _ voice: String) -> Double {
    let letters = text.count { $0.isLetter || $0.isNumber }
    let stops = text.count { ",;:".contains($0) }
    return Double(letters) / 13.5 + Double(stops) * 0.15 + 0.25
  }

  func draft(settings: JobSettings = .defaults, notes: String? = nil, version: Int = 1) throws -> Draft {
    OfflineWriter().write(
      document: try document(), fileName: name, settings: settings, notes: notes, version: version, secondsFor: Self.seconds)
  }
}
