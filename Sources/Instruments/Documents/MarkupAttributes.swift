/// The attributes of the element that a walk enters. Nothing is copied of one that nobody asks for.
///
/// It is safe because the parser's memory is only looked at during the step that it is shown for: afterwards there are none.
@safe final class MarkupAttributes {
  /// Five pointers each: name, prefix, namespace, where the value begins and where it ends.
  private var all: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  private var count = 0

  func show(_ all: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
    unsafe self.all = all
    self.count = unsafe all == nil ? 0 : count
  }

  /// The value of the first of that name, whatever its prefix is.
  subscript(_ name: StaticString) -> String? {
    for index in 0..<count where unsafe Self.isEqual(all?[index * 5], name) { return value(index) }
    return nil
  }

  /// One that names another part of the package, as `r:id` does; its namespace ends with "/relationships".
  func relation(_ name: StaticString) -> String? {
    for index in 0..<count where unsafe Self.isEqual(all?[index * 5], name) {
      guard let space = unsafe all?[index * 5 + 2], unsafe String(cString: space).hasSuffix("/relationships") else { continue }
      return value(index)
    }
    return nil
  }

  /// Bounded, so that whoever reckons with it needs no care.
  func number(_ name: StaticString) -> Int? {
    self[name].flatMap { Int($0) }.map { min(max($0, -Self.largest), Self.largest) }
  }

  private static let largest = 1 << 45

  /// Something that is on when it is there, unless its value says that it is off.
  var isOn: Bool {
    switch self["val"] {
    case "0", "false", "off", "none": false
    default: true
    }
  }

  /// All of them, for what is small.
  var copied: [String: String] {
    var found: [String: String] = [:]
    for index in 0..<count {
      guard let name = unsafe all?[index * 5] else { continue }
      found[unsafe String(cString: name)] = value(index)
    }
    return found
  }

  private func value(_ index: Int) -> String? {
    guard let all = unsafe all, let start = unsafe all[index * 5 + 3], let end = unsafe all[index * 5 + 4] else { return nil }
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
  }

  private static func isEqual(_ name: UnsafePointer<UInt8>?, _ wanted: StaticString) -> Bool {
    guard let name = unsafe name else { return false }
    let count = wanted.utf8CodeUnitCount
    let wanted = unsafe wanted.utf8Start
    for index in 0..<count where unsafe name[index] != wanted[index] { return false }
    return unsafe name[count] == 0
  }
}
