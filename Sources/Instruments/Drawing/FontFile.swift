import CPango

/// A file of fonts, asked what it holds before anything is set in it.
package enum FontFile {
  /// The families in a font file; empty for what is none.
  ///
  /// The corresponding C function is `FcFreeTypeQuery`.
  package static func families(at path: String) -> [String] {
    FontGate.enter()
    defer { FontGate.leave() }
    var families: [String] = []
    var faces: Int32 = 1
    var index: Int32 = 0
    // A collection has several faces; more than these are not asked for.
    while index < min(faces, mostFaces) {
      let pattern = unsafe path.withCString { path in
        unsafe path.withMemoryRebound(to: FcChar8.self, capacity: 1) { unsafe FcFreeTypeQuery($0, UInt32(index), nil, &faces) }
      }
      guard let pattern = unsafe pattern else { break }
      defer { unsafe FcPatternDestroy(pattern) }
      var name: UnsafeMutablePointer<FcChar8>?
      if unsafe FcPatternGetString(pattern, FC_FAMILY, 0, &name) == FcResultMatch, let name = unsafe name {
        let family = unsafe String(cString: name)
        if !families.contains(family) { families.append(family) }
      }
      index += 1
    }
    return families
  }

  private static let mostFaces: Int32 = 32
}
