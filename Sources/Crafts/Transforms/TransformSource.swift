import Production

/// One of the files that were dropped with a transform, open.
package struct TransformSource: Sendable {
  /// As it was dropped: below the dropped folder, or its own name.
  package let name: String
  package let descriptor: Int32

  package init(name: String, descriptor: Int32) {
    self.name = name
    self.descriptor = descriptor
  }

  private var ending: String { DocumentName.ending(of: name) }

  package static let videoEndings = RecordingName.recordingEndings.filter { $0 != "gif" }

  var isVideo: Bool { Self.videoEndings.contains(ending) }
  var isSound: Bool { AssetKind.sound.endings.contains(ending) }
  var isPicture: Bool { AssetKind.picture.endings.contains(ending) && ending != "json" }

  /// Whether the word is in its own name; those of the folders around it say nothing of it.
  func isCalledAfter(_ word: String) -> Bool { name.split(separator: "/").last?.lowercased().contains(word) ?? false }

  /// Whether somebody who wrote this name meant this file.
  func isCalled(_ text: String) -> Bool {
    let (own, asked) = (name.lowercased(), text.lowercased())
    return own == asked || own.hasSuffix("/" + asked)
  }
}

extension [TransformSource] {
  /// The file of that name; where none is named, the only one of its kind.
  func find(_ name: String?, _ what: String, among isKind: (TransformSource) -> Bool) throws(Refusal) -> TransformSource {
    if let name {
      if let found = first(where: { $0.isCalled(name) }) { return found }
      throw Refusal(
        "There is no \"\(name)\" among what was dropped.",
        wayOut: "Name one of: \(words). Or put it beside the job file and drop both again.")
    }
    let found = filter(isKind)
    if let only = found.first, found.count == 1 { return only }
    if found.isEmpty {
      throw Refusal(
        "There is no \(what) among what was dropped.",
        wayOut: "Put it and the job file into one folder, and drop that.")
    }
    throw Refusal(
      "There is more than one \(what): \(found.map(\.name).joined(separator: ", ")).",
      wayOut: "Name the one that is meant in the job file.")
  }

  var words: String { isEmpty ? "nothing" : map(\.name).joined(separator: ", ") }
}
