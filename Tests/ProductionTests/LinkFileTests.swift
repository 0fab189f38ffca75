import Production
import Testing

@Suite(.timeLimit(.minutes(10))) struct LinkFileTests {
  private static let link = "https://www.loom.com/share/0123456789abcdef0123456789abcdef?sid=a&t=3"

  private func link(_ text: String, _ name: String) -> String? { LinkFile.link(in: Array(text.utf8), named: name) }

  // MARK: - Windows

  @Test(arguments: [
    "[InternetShortcut]\r\nURL=LINK\r\n", "\u{FEFF}[InternetShortcut]\r\nURL=LINK", "[internetshortcut]\nurl = LINK \n",
    "[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nIDList=\r\nURL=LINK\r\nIconIndex=0\r\nHotKey=0\r\n",
    "; of a browser\r\n\r\n[InternetShortcut]\r\nURL=LINK\r\nURL=https://other.example/\r\n",
  ])
  func aShortcutOfWindows(_ text: String) {
    #expect(link(text.replacing("LINK", with: Self.link), "My talk.URL") == Self.link)
  }

  @Test func aShortcutInWideLetters() {
    let text = "[InternetShortcut]\r\nURL=\(Self.link)\r\n"
    let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    #expect(LinkFile.link(in: [0xFF, 0xFE] + little, named: "a.url") == Self.link)
    #expect(LinkFile.link(in: [0xFE, 0xFF] + big, named: "a.url") == Self.link)
    #expect(LinkFile.link(in: little, named: "a.url") == Self.link)
  }

  @Test(arguments: [
    "", "[InternetShortcut]", "URL=LINK", "[Other]\nURL=LINK\n", "[InternetShortcut]\nBASEURL=LINK\n[Other]\nURL=LINK\n",
    "[InternetShortcut]\nURL=file:///etc/passwd\n", "[InternetShortcut]\nURL=javascript:alert(1)\n", "[InternetShortcut]\nURL=\n",
    "[InternetShortcut]\nURL=\\\\server\\share\n", "[InternetShortcut]\nURL=https://a b/\n", "[InternetShortcut]\nURL=\"LINK\"\n",
    "[InternetShortcut]\nURL=https://www.loom.com/\u{202E}x\n", "[InternetShortcut]\nURL=ms-settings:privacy\n",
  ])
  func noShortcut(_ text: String) { #expect(link(text.replacing("LINK", with: Self.link), "a.url") == nil) }

  // MARK: - Desktops of Linux

  @Test(arguments: [
    "[Desktop Entry]\nEncoding=UTF-8\nName=My talk\nType=Link\nURL=LINK\nIcon=text-html\n",
    "[Desktop Entry]\nIcon=x\nType=Link\nURL[$e]=LINK\n", "#!/usr/bin/env xdg-open\n[Desktop Entry]\nType=Link\nURL=LINK\n",
  ])
  func aLinkOfADesktop(_ text: String) { #expect(link(text.replacing("LINK", with: Self.link), "a.desktop") == Self.link) }

  @Test(arguments: [
    "[Desktop Entry]\nType=Application\nExec=sh -c 'rm -rf /'\nURL=LINK\n", "[Desktop Entry]\nURL=LINK\n",
    "[Desktop Entry]\nType=Link\n[Desktop Action a]\nURL=LINK\n",
  ])
  func aLauncherIsNoLink(_ text: String) { #expect(link(text.replacing("LINK", with: Self.link), "a.desktop") == nil) }

  // MARK: - Macs

  private static let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">

    """

  @Test(arguments: [
    "<plist version=\"1.0\">\n<dict>\n\t<key>URL</key>\n\t<string>LINK</string>\n</dict>\n</plist>\n",
    "<plist><dict><key>Name</key><string>x</string><!-- <key>URL</key><string>https://no.example</string> --><key> URL </key><string>\nLINK\n</string></dict></plist>",
    "<plist><dict><key>a</key><dict><key>URL</key><string>https://inner.example/</string></dict><key>URL</key><string>LINK</string></dict></plist>",
    "<plist><dict><key>b</key><true/><key>URL</key><string>LINK</string></dict></plist>",
  ])
  func aLocationOfAMac(_ text: String) {
    let written = text.replacing("LINK", with: Self.link.replacing("&", with: "&amp;"))
    #expect(link(Self.head + written, "a.webloc") == Self.link)
    #expect(link("\u{FEFF}" + written.replacing("\n", with: "\r\n"), "a.WEBLOC") == Self.link)
    let wide = (Self.head + written).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(LinkFile.link(in: [0xFF, 0xFE] + wide, named: "a.webloc") == Self.link)
  }

  @Test(arguments: [
    "", "<plist>", "<plist><dict><key>URL</key></dict></plist>", "<plist><dict><key>URL</key><integer>7</integer></dict></plist>",
    "<plist><dict><key>URL</key><true/><string>LINK</string></dict></plist>",
    "<plist><array><key>URL</key><string>LINK</string></array></plist>",
    "<dict><key>URL</key><string>LINK</string></dict>", "<plist><dict><key>URL</key><string>LINK</dict></plist>",
    "<!DOCTYPE plist [<!ENTITY a \"LINK\">]><plist><dict><key>URL</key><string>&a;</string></dict></plist>",
    "<!DOCTYPE plist [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><plist><dict><key>URL</key><string>LINK</string></dict></plist>",
    "<plist><dict><key>URL</key><string>&unknown;LINK</string></dict></plist>",
    "<plist><dict><key>URL</key><string>&#x110000;LINK</string></dict></plist>",
    "<!-- <plist><dict><key>URL</key><string>LINK</string></dict></plist>",
    "<plist><dict><key>URL</key><string>file:///etc/passwd</string></dict></plist>",
  ])
  func noLocation(_ text: String) { #expect(link(text.replacing("LINK", with: Self.link), "a.webloc") == nil) }

  @Test func whatIsNestedOrOpenedWithoutEndIsGivenUp() {
    #expect(link(String(repeating: "<dict>", count: 5000), "a.webloc") == nil)
    #expect(link(String(repeating: "<!--", count: 8000), "a.webloc") == nil)
    #expect(link(String(repeating: "<", count: LinkFile.largest), "a.webloc") == nil)
    #expect(link(String(repeating: "&", count: 30_000), "a.webloc") == nil)
  }

  /// As macOS writes it: three objects, and a table of where they are.
  private static func binary(_ link: String, key: String = "URL", isWide: Bool = false) -> [UInt8] {
    func object(_ text: String, isWide: Bool) -> [UInt8] {
      let letters = isWide ? text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] } : Array(text.utf8)
      let count = text.utf16.count
      let kind: UInt8 = isWide ? 0x60 : 0x50
      return (count < 15 ? [kind | UInt8(count)] : [kind | 0xF, 0x10, UInt8(count)]) + letters
    }
    let objects = [[0xD1, 1, 2], object(key, isWide: false), object(link, isWide: isWide)]
    var bytes = Array("bplist00".utf8)
    var offsets: [UInt8] = []
    for object in objects {
      offsets.append(UInt8(bytes.count))
      bytes += object
    }
    let table = UInt8(bytes.count)
    func eight(_ number: UInt8) -> [UInt8] { [UInt8](repeating: 0, count: 7) + [number] }
    return bytes + offsets + [0, 0, 0, 0, 0, 0, 1, 1] + eight(3) + eight(0) + eight(table)
  }

  @Test func aBinaryLocationOfAMac() {
    #expect(LinkFile.link(in: Self.binary(Self.link), named: "a.webloc") == Self.link)
    #expect(LinkFile.link(in: Self.binary(Self.link, isWide: true), named: "a.webloc") == Self.link)
    #expect(LinkFile.link(in: Self.binary(Self.link, key: "Url"), named: "a.webloc") == nil)
    #expect(LinkFile.link(in: Self.binary("file:///etc/passwd"), named: "a.webloc") == nil)
    #expect(LinkFile.link(in: Self.binary("short"), named: "a.webloc") == nil)
  }

  @Test func aBrokenOneIsNone() {
    let whole = Self.binary(Self.link)
    for count in 0..<whole.count { #expect(LinkFile.link(in: Array(whole[..<count]), named: "a.webloc") == nil) }
    // Every byte to each of some values: whatever comes of it, it comes to an end, and is a link or nothing.
    for place in whole.indices {
      for value in [0, 1, 0x0F, 0x10, 0x13, 0x50, 0x5F, 0x6F, 0x7F, 0x80, 0xD0, 0xDF, 0xFF] as [UInt8] {
        var bytes = whole
        bytes[place] = value
        if let link = LinkFile.link(in: bytes, named: "a.webloc") { #expect(link.lowercased().hasPrefix("http")) }
      }
    }
    // A dictionary that contains itself, and counts that no file could hold.
    var loop = whole
    loop[9] = 0
    loop[10] = 0
    #expect(LinkFile.link(in: loop, named: "a.webloc") == nil)
    for place in whole.count - 24..<whole.count {
      var bytes = whole
      bytes[place] = 0xFF
      _ = LinkFile.link(in: bytes, named: "a.webloc")
    }
  }

  // MARK: - Texts

  @Test(arguments: ["LINK", "LINK\n", "\u{FEFF}  LINK \r\n\r\n", "\nLINK"]) func aTextThatIsALink(_ text: String) {
    #expect(link(text.replacing("LINK", with: Self.link), "talk.txt") == Self.link)
  }

  @Test(arguments: ["Look at LINK", "LINK\nLINK", "LINK and more", "", "www.loom.com/share/x", "<LINK>"])
  func aTextThatIsMore(_ text: String) { #expect(link(text.replacing("LINK", with: Self.link), "talk.txt") == nil) }

  @Test func whatIsLargeHoldsMoreThanALink() {
    #expect(link(Self.link + String(repeating: "\n", count: 5000), "talk.txt") == nil)
    #expect(link("[InternetShortcut]\nURL=\(Self.link)\n" + String(repeating: "\n", count: LinkFile.largest), "a.url") == nil)
    #expect(link("https://a.example/" + String(repeating: "x", count: 3000), "talk.txt") == nil)
  }

  @Test func onlyFilesOfLinksAreLookedInto() {
    #expect(link(Self.link, "talk.md") == nil && link("[InternetShortcut]\nURL=\(Self.link)", "talk.ini") == nil)
    #expect(LinkFile.isOne("a.URL") && LinkFile.isOne("a.b.webloc") && !LinkFile.isOne("a.txt") && !LinkFile.isOne(".url"))
  }
}

@Suite(.timeLimit(.minutes(10))) struct LoomLinkTests {
  static let id = "0123456789abcdef0123456789abcdef"

  @Test(arguments: [
    "https://www.loom.com/share/\(id)", "https://loom.com/share/\(id)?sid=1", "https://www.loom.com/embed/\(id)",
    "https://www.loom.com/share/\(id)/", "https://www.loom.com/share/\(id.uppercased())#t=3", "HTTPS://WWW.Loom.com/share/\(id)",
  ])
  func aLinkIsKnown(_ link: String) { #expect(LoomLink(link)?.id == Self.id) }

  @Test(arguments: [
    "http://www.loom.com/share/\(id)", "https://www.loom.com.evil.example/share/\(id)", "https://www.loom.com/looms/\(id)",
    "https://www.loom.com/share/123", "https://www.loom.com/share/\(id)0", "https://www.loom.com/share/\(id.dropLast())ä",
    "https://evil.example/?https://www.loom.com/share/\(id)", "https://www.loom.com:99/share/\(id)",
    "https://www.loom.com@evil.example/share/\(id)", "loom.com/share/\(id)", "", "https://www.loom.com/share/\(id)/../../x",
    "https://www.loom.com\\@evil.example/share/\(id)", "https://www.loom.com/share/\(id) x", "https://",
  ])
  func whatIsNoLinkIsNone(_ link: String) { #expect(LoomLink(link) == nil) }

  @Test func whatLeadsToLoomIsKnownTo() {
    #expect(LoomLink.leadsToLoom("https://www.loom.com/looms/videos") && LoomLink.leadsToLoom("https://loom.com"))
    #expect(!LoomLink.leadsToLoom("https://loom.com.example/") && !LoomLink.leadsToLoom("http://loom.com/"))
  }
}
