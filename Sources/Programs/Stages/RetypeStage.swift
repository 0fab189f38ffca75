import Documents
import Production

/// A script or notes that a word processor saved, into plain text.
enum RetypeStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    do {
      let text = try OfficeText.read(try bench.read("office", atMost: 16 << 20))
      try bench.keep("text.txt", Array(text.utf8))
    } catch let trouble as OfficeTrouble {
      throw trouble.refusal
    }
    return [:]
  }
}
