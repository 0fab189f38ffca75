package import Production

extension Digest {
  /// What a drop of several files is known by: its shape, and each part's name and content. Where they lie is no part of it, so that the
  /// same folder dropped twice is the same.
  package init(ofParts parts: [DropPart], shape: DropShape) {
    var sha256 = Sha256()
    sha256.update(Array("dropreel \(shape.rawValue)\n".utf8))
    for part in parts {
      // With its length before it: no two lists of names give the same bytes.
      sha256.update(Self.sized(part.path.count, Array(part.path.joined(separator: [UInt8(ascii: "/")]))))
      sha256.update(part.digest.bytes)
    }
    self = sha256.finish()
  }

  private static func sized(_ count: Int, _ name: [UInt8]) -> [UInt8] { Array("\(count) \(name.count) ".utf8) + name }
}
