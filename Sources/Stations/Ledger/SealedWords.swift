import Production

/// Words that can be erased while their digest stays: the salt goes with them, so that nobody can find them again by guessing.
struct SealedWords {
  let salt: [UInt8]
  let digest: Digest

  init(_ words: [String], salt: [UInt8]) {
    var fields = FieldBytes()
    fields.add(salt)
    for text in words { fields.add(text) }
    self.salt = salt
    digest = fields.digest
  }

  init(_ words: [String]) {
    var random = SystemRandomNumberGenerator()
    let numbers: (UInt64, UInt64) = (random.next(), random.next())
    self.init(words, salt: withUnsafeBytes(of: numbers) { Array($0) })
  }
}
