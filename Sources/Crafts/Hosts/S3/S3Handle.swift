import FoundationEssentials
import Production

/// What a try of putting a parcel has done, for the next one.
struct S3Handle: Codable, Hashable {
  /// Where it puts its files: what lies elsewhere is nothing to it.
  var id: String
  var done: [String: Done] = [:]
  var upload: Upload?

  /// A file that lies there whole.
  struct Done: Codable, Hashable {
    var digest: Digest
    var tag: String
  }

  /// A file of which some parts lie there.
  struct Upload: Codable, Hashable {
    var name: String
    var digest: Digest
    var id: String
    var partSize: Int64
    /// By their number, counted from 1.
    var tags: [Int: String] = [:]
  }

  init(id: String) { self.id = id }

  /// Of another place, or of another kind of host: nothing.
  init(_ text: String?, id: String) {
    let kept = text.flatMap { try? JSONDecoder().decode(S3Handle.self, from: Data($0.utf8)) }
    self = kept.flatMap { $0.id == id ? $0 : nil } ?? S3Handle(id: id)
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

/// A file in parts: as small as the service lets them be, so that a cut costs little, and as large as their number asks for.
struct S3Parts: Hashable {
  let size: Int64
  let partSize: Int64

  /// What is smaller goes in one piece.
  static let threshold: Int64 = 8 << 20
  private static let smallest: Int64 = 5 << 20
  private static let most: Int64 = 10_000

  init(of size: Int64) {
    let needed = (size + Self.most - 1) / Self.most
    self.init(of: size, partSize: max(Self.smallest, ((needed + (1 << 20) - 1) >> 20) << 20))
  }

  init(of size: Int64, partSize: Int64) {
    self.size = size
    self.partSize = max(1, partSize)
  }

  var count: Int { Int((size + partSize - 1) / partSize) }

  func offset(_ number: Int) -> Int64 { Int64(number - 1) * partSize }

  func length(_ number: Int) -> Int64 { min(partSize, size - offset(number)) }
}
