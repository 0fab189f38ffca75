import Files
import Production

/// What an office program lays beside a document while somebody has it open: a file with that person's name in it.
struct EditorSign: Hashable {
  let program: String
  let person: String?

  /// After a crash such a sign stays for ever; nobody has a document open for longer than this.
  static let oldest = Duration.seconds(12 * 3600)
  private static let largest = 4096

  private static let programs: [String: String] = {
    let endings: [(String, String)] = [
      ("Word", "doc docx docm dot dotx rtf"), ("Excel", "xls xlsx xlsm xlsb csv"), ("PowerPoint", "ppt pptx pptm pps ppsx"),
      ("LibreOffice", "odt ods odp odg ott htm html"),
    ]
    return Dictionary(
      uniqueKeysWithValues: endings.flatMap { program, list in list.split(separator: " ").map { (String($0), program) } })
  }()

  /// The sign beside a document, if there is a fresh one. `safeSave` is the folder of Word for Mac that was seen beside it.
  static func beside<Place: ProbedFolder>(
    _ name: FileName, in folder: Place, safeSave: FileName?, at wall: Moment
  ) throws(FileError) -> EditorSign? {
    guard let program = programs[ContentKind.fileExtension(of: name)] else { return nil }
    for owner in ownerNames(of: name) {
      guard let status = try folder.status(of: owner), status.kind == .file, isFresh(status, wall) else { continue }
      return EditorSign(program: program, person: person(inOwnerFile: contents(of: owner, in: folder)))
    }
    if let lock = FileName(bytes: Array(".~lock.".utf8) + name.bytes + [UInt8(ascii: "#")]),
      let status = try folder.status(of: lock), status.kind == .file, isFresh(status, wall)
    {
      return EditorSign(program: "LibreOffice", person: person(inLock: contents(of: lock, in: folder)))
    }
    if let safeSave, let status = try folder.status(of: safeSave), status.kind == .folder, isFresh(status, wall) {
      return EditorSign(program: "Word", person: nil)
    }
    return nil
  }

  private static func isFresh(_ status: FileStatus, _ wall: Moment) -> Bool { wall.since(status.changed) < oldest }

  /// Whatever is in the way of reading it, the sign itself is there.
  private static func contents<Place: ProbedFolder>(of name: FileName, in folder: Place) -> [UInt8] {
    (try? folder.read(name, atMost: largest)) ?? []
  }

  /// `~$` replaces the first two letters of a long name, one of a shorter one, and stands before a short one; some programs always
  /// put it before.
  static func ownerNames(of name: FileName) -> [FileName] {
    let text = name.description
    return [2, 1, 0].compactMap { FileName("~$" + text.dropFirst($0)) }
  }

  // MARK: - Who

  /// The name stands in it twice: in the letters of the machine, its length before it, and in UTF-16.
  static func person(inOwnerFile bytes: [UInt8]) -> String? {
    for start in [54, 55] where bytes.count > start + 2 {
      let count = Int(bytes[start])
      guard count > 0, bytes[start + 1] == 0, bytes.count >= start + 2 + count * 2 else { continue }
      let units = (0..<count).map { UInt16(bytes[start + 2 + $0 * 2]) | UInt16(bytes[start + 3 + $0 * 2]) << 8 }
      if let name = cleaned(String(decoding: units, as: UTF16.self)) { return name }
    }
    guard let count = bytes.first.map(Int.init), (1...53).contains(count), bytes.count > count else { return nil }
    return cleaned(String(String.UnicodeScalarView(bytes[1...count].map { Unicode.Scalar($0) })))
  }

  /// `Ann Lee,ann,desk-4,05.03.2026 14:02,file:///…;`: what the person is called, else the account.
  static func person(inLock bytes: [UInt8]) -> String? {
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
    return fields.prefix(2).lazy.compactMap { cleaned(String($0)) }.first
  }

  /// It is shown to people and becomes part of a file's name.
  private static func cleaned(_ text: String) -> String? {
    let kept = text.unicodeScalars.filter { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || " .-_'@".unicodeScalars.contains(scalar)
    }
    let name = String(String.UnicodeScalarView(kept)).split(separator: " ").joined(separator: " ").prefix(40)
    return name.contains(where: \.isLetter) || name.contains(where: \.isNumber) ? String(name) : nil
  }
}
