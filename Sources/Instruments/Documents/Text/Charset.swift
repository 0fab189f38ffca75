/// How a text's bytes are to be read: the name of a character set, as the C library's converters know it.
struct Charset: Hashable, Sendable {
  let name: String

  private init(known name: String) { self.name = name }

  static let utf8 = Charset(known: "UTF-8")
  static let utf16LittleEndian = Charset(known: "UTF-16LE")
  static let utf16BigEndian = Charset(known: "UTF-16BE")
  static let utf32LittleEndian = Charset(known: "UTF-32LE")
  static let utf32BigEndian = Charset(known: "UTF-32BE")
  static let windowsWestern = Charset(known: "CP1252")
  static let macintosh = Charset(known: "MACINTOSH")
  static let dosWestern = Charset(known: "CP850")
  static let dosAmerican = Charset(known: "CP437")

  /// A name that a file or a library gives. Where programs have agreed that a name means a larger set, it means that.
  init?(label: String) {
    let plain = label.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.drop { $0 == "-" }
    let name = plain.hasPrefix("x-") ? String(plain.dropFirst(2)) : String(plain)
    if let known = Self.labels[name] {
      self.init(known: known)
    } else if let number = Self.number(name, after: ["windows-", "cp", "ibm", "dos-", "cp-"]), Self.pages.contains(number) {
      self.init(codePage: number)
    } else if let number = Self.number(name, after: ["iso-8859-", "iso8859-", "iso-88598-"]), (1...16).contains(number),
      number != 12
    {
      self.init(known: number == 1 ? "CP1252" : number == 9 ? "CP1254" : "ISO-8859-\(number)")
    } else {
      return nil
    }
  }

  /// What Windows and DOS number.
  init(codePage: Int) {
    self.init(known: Self.numbered[codePage] ?? (Self.pages.contains(codePage) ? "CP\(codePage)" : "CP1252"))
  }

  /// The bytes of the smallest letter.
  var unitSize: Int { name.hasPrefix("UTF-16") ? 2 : name.hasPrefix("UTF-32") ? 4 : 1 }

  private static func number(_ name: String, after prefixes: [String]) -> Int? {
    for prefix in prefixes where name.hasPrefix(prefix) {
      if let number = Int(name.dropFirst(prefix.count)) { return number }
    }
    return nil
  }

  private static let pages: Set<Int> = [
    437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874, 932, 936, 949, 950, 1250, 1251, 1252,
    1253,
    1254, 1255, 1256, 1257, 1258, 1361,
  ]

  private static let numbered: [Int: String] = [
    936: "GB18030", 949: "UHC", 950: "BIG5-HKSCS", 1361: "JOHAB", 10000: "MACINTOSH", 10001: "CP932", 10006: "MACGREEK",
    10007: "MAC-CYRILLIC", 10029: "MAC-CENTRALEUROPE", 10081: "MACTURKISH", 20866: "KOI8-R", 21866: "KOI8-U", 28591: "CP1252",
    28592: "ISO-8859-2", 28595: "ISO-8859-5", 28597: "ISO-8859-7", 28599: "CP1254", 28605: "ISO-8859-15", 51932: "EUC-JP",
    51949: "UHC", 54936: "GB18030", 65001: "UTF-8",
  ]

  private static let labels: [String: String] = [
    "utf-8": "UTF-8", "utf8": "UTF-8", "utf-16": "UTF-16LE", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE",
    "utf-32le": "UTF-32LE",
    "utf-32be": "UTF-32BE", "ascii": "CP1252", "us-ascii": "CP1252", "latin1": "CP1252", "iso-8859-8-i": "ISO-8859-8",
    "shiftjis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "windows-31j": "CP932", "mskanji": "CP932", "euc-jp": "EUC-JP",
    "iso-2022-jp": "ISO-2022-JP", "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "gb231280": "GB18030",
    "hz-gb-2312": "HZ", "big5": "BIG5-HKSCS", "big5-hkscs": "BIG5-HKSCS", "euc-tw": "EUC-TW", "euc-kr": "UHC", "uhc": "UHC",
    "johab": "JOHAB", "iso-2022-kr": "ISO-2022-KR", "ksc5601-1987": "UHC", "ksc5601": "UHC", "koi8-r": "KOI8-R",
    "koi8r": "KOI8-R",
    "koi8-u": "KOI8-U", "mac-roman": "MACINTOSH", "macroman": "MACINTOSH", "macintosh": "MACINTOSH",
    "mac-cyrillic": "MAC-CYRILLIC",
    "maccyrillic": "MAC-CYRILLIC", "mac-centraleurope": "MAC-CENTRALEUROPE", "tis-620": "CP874", "tis620": "CP874",
    "viscii": "VISCII",
  ]
}
