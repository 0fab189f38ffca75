extension ArchiveEntry {
  /// The name for people. Where the archive does not say how it is written, it is UTF-8 if it can be, and else what the first PCs
  /// wrote, as the format has it.
  package var text: String {
    if let text = String(validating: name, as: UTF8.self) { return text }
    return isNameUTF8 ? shownName : String(name.map { $0 < 128 ? Character(UnicodeScalar($0)) : Self.upperHalf[Int($0) - 128] })
  }

  /// The upper half of code page 437.
  private static let upperHalf = Array(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
  )
}
