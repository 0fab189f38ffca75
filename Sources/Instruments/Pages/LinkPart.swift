/// A name, or any text, as it stands in a link.
package enum LinkPart {
  /// RFC 3986, 2.3: all but the unreserved characters are written as `%` and two digits.
  package static func quoted(_ name: String) -> String {
    // A name of dots alone would climb.
    if name == "." || name == ".." { return "_" }
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var component = String.UnicodeScalarView()
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        component.append(Unicode.Scalar(byte))
      default:
        component.append("%")
        component.append(digits[Int(byte >> 4)])
        component.append(digits[Int(byte & 15)])
      }
    }
    return String(component)
  }
}
