import CPango

/// The fonts that texts are set in: the system's, and those of extra folders.
///
/// A family that is missing is replaced by the next one of its list, and at last by whatever the system has.
@safe package final class FontBook {
  /// The family that headings are really set in.
  package let headingFamily: String
  /// The family that running text is really set in.
  package let bodyFamily: String
  /// What a drawn text depends on apart from itself: the families, and the libraries that set and draw them.
  package let identity: String
  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer

  /// Families by preference; the last resort is the system's own choice.
  package static let headingFamilies = ["Poppins", "Inter", "Lato", "DejaVu Sans"]
  package static let bodyFamilies = ["Inter", "Lato", "Poppins", "DejaVu Sans"]

  /// Loads the system's fonts, those in each of the folders, and those files, which nobody else sees; what does not exist has no fonts.
  /// `edition` names what is in the files: another content draws the same text otherwise.
  ///
  /// The corresponding C functions are `FcInitLoadConfigAndFonts`, `FcConfigAppFontAddDir` and `FcConfigAppFontAddFile`.
  package init(
    addingFolders folders: [String] = [], files: [String] = [], edition: String = "",
    heading: [String] = FontBook.headingFamilies, body: [String] = FontBook.bodyFamilies
  ) throws(DrawingError) {
    FontGate.enter()
    defer { FontGate.leave() }
    guard let config = unsafe FcInitLoadConfigAndFonts() else {
      throw DrawingError(.noFonts, of: "the system", detail: "fontconfig has no configuration")
    }
    for folder in folders { unsafe FcConfigAppFontAddDir(config, folder) }
    for file in files { unsafe FcConfigAppFontAddFile(config, file) }
    guard let fontMap = unsafe pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
      unsafe FcConfigDestroy(config)
      throw DrawingError(.noFonts, of: "the system", detail: "pango was built without FreeType")
    }
    unsafe pango_fc_font_map_set_config(OpaquePointer(fontMap), config)
    // The map holds its own reference now.
    unsafe FcConfigDestroy(config)
    guard let context = unsafe pango_font_map_create_context(fontMap) else {
      unsafe g_object_unref(fontMap)
      throw DrawingError(.noFonts, of: "the system", detail: "pango gave no context")
    }
    let families = unsafe Self.families(of: fontMap)
    guard !families.isEmpty else {
      unsafe g_object_unref(UnsafeMutableRawPointer(context))
      unsafe g_object_unref(fontMap)
      throw DrawingError(.noFonts, of: (["the system"] + folders).joined(separator: ", "), detail: "there are none")
    }
    headingFamily = heading.first(where: families.contains) ?? "sans-serif"
    bodyFamily = body.first(where: families.contains) ?? "sans-serif"
    identity =
      "\(headingFamily), \(bodyFamily)\(edition.isEmpty ? "" : " " + edition); pango \(pango_version()), cairo \(cairo_version())"
    unsafe self.fontMap = fontMap
    unsafe self.context = context
    unsafe Self.makeLinear(context)
  }

  deinit {
    FontGate.enter()
    defer { FontGate.leave() }
    unsafe g_object_unref(UnsafeMutableRawPointer(context))
    unsafe g_object_unref(fontMap)
  }

  /// Makes a layout that the caller owns.
  ///
  /// The corresponding C function is `pango_layout_new`.
  func makeLayout() -> OpaquePointer? { unsafe pango_layout_new(context) }

  func family(_ face: TextStyle.Face) -> String {
    switch face {
    case .heading: headingFamily
    case .body: bodyFamily
    }
  }

  /// Positions that do not depend on the pixel grid: a text keeps its proportions at every size, and is the same on every machine.
  private static func makeLinear(_ context: OpaquePointer) {
    let options = unsafe cairo_font_options_create()
    unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    unsafe pango_cairo_context_set_font_options(context, options)
    unsafe cairo_font_options_destroy(options)
    unsafe pango_context_set_round_glyph_positions(context, 0)
  }

  private static func families(of fontMap: UnsafeMutablePointer<PangoFontMap>) -> Set<String> {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    unsafe pango_font_map_list_families(fontMap, &list, &count)
    defer { unsafe g_free(list) }
    guard let list = unsafe list else { return [] }
    var names: Set<String> = []
    for index in 0..<Int(count) {
      guard let family = unsafe list[index], let name = unsafe pango_font_family_get_name(family) else { continue }
      unsafe names.insert(String(cString: name))
    }
    return names
  }
}
