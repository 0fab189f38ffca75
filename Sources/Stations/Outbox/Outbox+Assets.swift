package import Files
import Pages
package import Production

/// Why a file among the assets is not used, told beside it.
package struct AssetNote: Sendable {
  /// The file's place below assets/.
  package let path: [FileName]
  package let refusal: Refusal

  package init(path: [FileName], refusal: Refusal) {
    self.path = path
    self.refusal = refusal
  }
}

extension Outbox {
  /// `new` are written; those that lie there and belong to none of `wanted` go away, unless a person wrote into them. Where nothing can
  /// be written, nothing is.
  package func showAssetNotes(_ wanted: [AssetNote], new: [AssetNote], lying: [[FileName]]) throws {
    let assets = try folder(.assets)
    let kept = Set(wanted.map(Self.place))
    for path in lying {
      guard let name = path.last, let wanted = NoteTexts.assetNote(like: name) else { continue }
      if !kept.contains(path.dropLast() + [wanted]) { try withdrawNote(path, below: assets) }
    }
    if new.isEmpty { return }
    let workshop = try workshop()
    for note in new {
      do {
        try workshop.put(NoteTexts.asset(note), in: assets.folder(Array(note.path.dropLast())))
      } catch let error as FileError where !error.isFull {
        continue
      }
    }
  }

  /// Whether a file among the assets is called as our notes are.
  package static func isAssetNote(_ name: FileName) -> Bool { NoteTexts.assetNote(like: name) != nil }

  /// Puts the sheet of a brand beside its settings; `known` is the one that was put there the last time. False where somebody's own
  /// file has that name.
  package func showStyleSheet(_ bytes: [UInt8], ofBrand brand: FileName, known: Digest?) throws -> Bool {
    let folder = try folder(.assets).folder([.safe(AssetSettings.brands), brand])
    let name = FileName.safe(AssetKind.styleSheet)
    guard let status = try folder.status(of: name) else { return try workshop().create(name, bytes, in: folder) }
    guard let known, try isUntouched(name, status, in: folder, since: known) else { return false }
    try folder.write(name, bytes, aside: workshop().folder)
    return true
  }

  private func isUntouched(_ name: FileName, _ status: FileStatus, in folder: Folder, since known: Digest) throws -> Bool {
    guard status.kind == .file, status.size <= Self.largestSheet else { return false }
    let file = try folder.file(name)
    guard file.writers() != .some, try file.digest() == known else { return false }
    return try folder.status(of: name)?.isUnchanged(since: status) ?? false
  }

  package static let largestSheet: Int64 = 32 << 20

  private static func place(of note: AssetNote) -> [FileName] {
    note.path.dropLast() + [FileName.safe(NoteTexts.asset(note).name)]
  }
}

extension NoteTexts {
  private static let assetEnding = " - \(whyName).txt"

  /// What a note of this name is called where nobody's own file has that name: the second is "x - WHY (2).txt". Nil for what is no note.
  static func assetNote(like name: FileName) -> FileName? {
    let text = name.description
    if text.hasSuffix(assetEnding) { return name }
    guard text.hasSuffix(").txt"), let open = text.lastIndex(of: "(") else { return nil }
    let number = text[text.index(after: open)...].dropLast(5)
    let stem = text[..<open]
    guard !number.isEmpty, number.allSatisfy(\.isNumber), stem.hasSuffix(" - \(whyName) ") else { return nil }
    return FileName("\(stem.dropLast()).txt")
  }

  /// The name of the file stands first, so that the note lies beside it in every listing.
  static func asset(_ note: AssetNote) -> Note {
    let name = note.path.last?.description ?? ""
    var lines = [PlainText.line(note.refusal.sentence), PlainText.line(note.refusal.wayOut)]
    if !note.refusal.detail.isEmpty { lines += [""] + PlainText.lines(note.refusal.detail) }
    return Note(
      "\(FileNameText.safe(name, longest: 90)) - \(whyName)",
      lines + ["", "\"\(PlainText.line(name))\" is not used as it is. This note goes away when the file is mended or gone."])
  }
}
