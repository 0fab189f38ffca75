import Digests
import Production

/// What lies in an outbox, but for times: the digest of each file, of texts without their moments, of media as they decode.
package struct Delivered: Equatable {
  package let files: [String: String]

  package init(outbox: String, _ decoder: MediaDecoder) {
    var files: [String: String] = [:]
    // A storyboard is drawn beside the work, and missed where the script was approved before.
    for path in FileTree.files(below: outbox) where !path.hasSuffix("/storyboard.jpg") && !path.hasSuffix("/preview.mp4") {
      files[path] = Self.essence(of: "\(outbox)/\(path)", decoder)
    }
    self.files = files
  }

  /// What differs, in words; empty when nothing does.
  package func differences(from reference: Delivered) -> [String] {
    Set(files.keys).union(reference.files.keys).sorted().compactMap { path in
      switch (files[path], reference.files[path]) {
      case (nil, _): "outbox/\(path) is missing"
      case (_, nil): "outbox/\(path) should not be there"
      case (let mine, let wanted): mine == wanted ? nil : "outbox/\(path) is not the same"
      }
    }
  }

  private static func essence(of path: String, _ decoder: MediaDecoder) -> String {
    guard let bytes = FileTree.bytes(path) else { return "unreadable" }
    switch path.split(separator: ".").last {
    case "json": return withoutMoments(String(decoding: bytes, as: UTF8.self), droppingDigestOf: ["how-it-was-made.txt"])
    case "txt" where path.hasSuffix("/how-it-was-made.txt"): return withoutMoments(String(decoding: bytes, as: UTF8.self))
    case "mp4", "wav": return decoder.essence(of: path, bytes) ?? "does not decode"
    default: return Digest(of: bytes).hex
    }
  }

  /// Lines that say when, how long or how often are dropped, and the seal, which is over them.
  private static func withoutMoments(_ text: String, droppingDigestOf names: [String] = []) -> String {
    let momentary = [
      "\"created\"", "\"published\"", "\"at\"", "\"started\"", "\"ended\"", "\"took_microseconds\"", "\"attempts\"", "\"seal\"",
      // A kill decides which lines were said and which scenes were made before it, and are not made again.
      "\"lines.known\"", "\"tiny.scenes made\"", "\"characters\"", "Dropped:", "Finished:", "(Written by", "- read:", "- script:",
      "- voice:", "- picture:", "- finish:",
    ]
    return text.split(separator: "\n").filter { line in
      !momentary.contains { line.drop { $0 == " " }.hasPrefix($0) }
    }.map { line in line.range(ofWord: " on ").map { String(line[..<$0]) } ?? String(line) }.joined(separator: "\n")
  }
}

extension Substring {
  /// Where a decision's moment begins.
  fileprivate func range(ofWord word: String) -> Index? {
    guard hasPrefix("- "), contains(" approved version ") else { return nil }
    var place = startIndex
    while place < endIndex {
      if self[place...].hasPrefix(word) { return place }
      place = index(after: place)
    }
    return nil
  }
}
