extension RtfReader {
  mutating func symbol(_ sign: UInt8) {
    switch sign {
    case UInt8(ascii: "~"): text([0x20])
    case UInt8(ascii: "_"): text([UInt8(ascii: "-")])
    case 0x0A, 0x0D: if group.destination == .body { endParagraph() }
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): text([sign])
    case 0x09: text([0x09])
    // A place where a word may be parted, and others that are seen by nobody.
    default: break
    }
  }

  mutating func word(_ name: String, _ number: Int?) {
    let wasOptional = isOptional
    isOptional = false
    if let destination = Self.destinations[name] { return enter(destination, name) }
    if wasOptional {
      flush()
      group.destination = .nowhere
      return
    }
    if let sign = Self.signs[name] {
      flush()
      return write(Array(sign.utf8))
    }
    switch group.destination {
    case .fonts: describeFont(name, number)
    case .styles: describeStyle(name, number)
    case .nowhere: break
    default: if !setLetters(name, number), !setPage(name, number) { shape(name, number) }
    }
  }

  private static let signs: [String: String] = [
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "tab": "\t",
    "emspace": " ", "enspace": " ", "qmspace": " ",
  ]

  // MARK: Where a group's text goes

  private static let destinations: [String: RtfGroup.Destination] = {
    var all: [String: RtfGroup.Destination] = [
      "fonttbl": .fonts, "stylesheet": .styles, "title": .title, "fldinst": .instruction, "listtext": .mark, "pntext": .mark,
      "shpinst": .drawing, "do": .drawing, "shptxt": .body, "dptxbxtext": .body, "fldrslt": .body, "ud": .body,
    ]
    for name in [
      "colortbl", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
      "footnote",
      "annotation", "atnid", "atnauthor", "shprslt", "nonshppict", "xe", "tc", "rxe", "txe", "upr", "filetbl", "private",
      "nonesttables",
      "nesttableprops", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata", "colorschememapping",
      "datastore",
      "latentstyles", "bkmkstart", "bkmkend", "mmathPr", "pgdsctbl", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
      "aftncn",
      "author", "operator", "keywords", "comment", "doccomm", "subject", "category", "manager", "company", "hlinkbase",
      "userprops", "pn",
      "objdata", "objclass", "objname", "blipuid", "picprop", "template", "passwordhash", "xmlnstbl", "wgrffmtfilter", "fchars",
      "lchars",
      "pnseclvl", "background", "formfield", "ffname", "ffdeftext", "datafield", "htmltag", "mhtmltag", "leveltext",
      "levelnumbers",
      "listname", "fontemb", "falt", "panose", "sv", "sn",
    ] {
      all[name] = .nowhere
    }
    return all
  }()

  private mutating func enter(_ destination: RtfGroup.Destination, _ name: String) {
    flush()
    switch (group.destination, destination) {
    case (.nowhere, .title): if isInInfo { group.destination = .title }
    case (.nowhere, .body): if name == "ud" { group.destination = .body }
    case (.nowhere, _): break
    case (.drawing, .body) where name != "fldrslt":
      endParagraph()
      group = RtfGroup()
      group.font = standardFont
      group.isApart = true
    case (_, .body) where name == "fldrslt": beginField()
    case (.mark, .mark), (_, .drawing): group.destination = destination
    case (_, .mark):
      group.destination = .mark
      paragraph.mark = ""
    case (_, .instruction):
      group.destination = .instruction
      instruction = []
    default:
      group.destination = destination
      isInInfo = name == "info"
    }
  }

  /// The shown text of a field: a link where the field says so.
  private mutating func beginField() {
    let words = PlainBytes.onOneLine(instruction[...])
    instruction = []
    let kind = words.prefix { $0.isLetter }.uppercased()
    // The list of contents is made of the headings, which come by themselves.
    if kind == "TOC" || kind == "INDEX" || kind == "PAGEREF" { return group.destination = .nowhere }
    guard kind == "HYPERLINK" else { return }
    let parts = words.split(separator: "\"", omittingEmptySubsequences: false)
    let target = parts.count >= 2 ? String(parts[1]) : String(words.dropFirst(10).drop { $0 == " " }.prefix { $0 != " " })
    let isInside = words.contains("\\l") && parts.first?.contains("\\l") == true
    guard !target.isEmpty, !isInside, group.destination == .body else { return }
    group.isLink = true
    writer.beginLink(to: target)
  }

  // MARK: Fonts and styles

  private mutating func describeFont(_ name: String, _ number: Int?) {
    switch name {
    case "f": described = number
    case "fcharset": if let described, let number { charsets.set(alphabet: number, font: described) }
    case "cpg": if let described, let number { charsets.set(codePage: number, font: described) }
    default: break
    }
  }

  private mutating func describeStyle(_ name: String, _ number: Int?) {
    switch name {
    case "s": described = number
    case "cs", "ds", "ts", "tsrowd": described = nil
    case "outlinelevel": if let described, let number { styles.set(outline: number, of: described) }
    case "ls", "sbasedon", "snext": break
    default: break
    }
  }

  // MARK: Letters

  private mutating func setLetters(_ name: String, _ number: Int?) -> Bool {
    switch name {
    case "f":
      flush()
      group.font = number
    case "fs":
      flush()
      group.size = number ?? 24
    case "b":
      setBold(number != 0)
    case "v":
      flush()
      group.isHidden = number != 0
    case "deleted":
      flush()
      group.isDeleted = number != 0
    case "plain":
      setBold(false)
      flush()
      group.resetLetters(font: standardFont)
    case "lang":
      flush()
      group.language = number
    case "uc": group.fallback = max(0, min(number ?? 1, 16))
    default: return false
    }
    return true
  }

  private mutating func setBold(_ isBold: Bool) {
    flush()
    group.isBold = isBold
  }

  private mutating func setPage(_ name: String, _ number: Int?) -> Bool {
    switch name {
    case "ansi": charsets.setStandard(.windowsWestern)
    case "mac": charsets.setStandard(.macintosh)
    case "pc": charsets.setStandard(.dosAmerican)
    case "pca": charsets.setStandard(.dosWestern)
    case "ansicpg": if let number, number > 0 { charsets.setStandard(Charset(codePage: number)) }
    case "deff":
      standardFont = number
      group.font = number
    case "deflang": looks.standardLanguage = number
    default: return false
    }
    return true
  }
}
