import CPango
import CRsvg

/// A picture that was read from a file's bytes, and can be drawn at any size.
///
/// It is read from its bytes alone: what an SVG refers to outside of itself is not loaded.
@safe package final class Picture {
  /// What it is called in errors.
  package let name: String
  /// Its own width divided by its height.
  package let aspect: Double
  /// How long it moves; nil for a picture that does not.
  package let seconds: Double?
  private let source: Source
  /// Whether it has texts, which are set in fonts.
  private let hasText: Bool

  @safe private enum Source {
    case vector(UnsafeMutablePointer<RsvgHandle>)
    case pixels(OpaquePointer)
    case animation(Animation)
  }

  /// More than any drawing by hand has.
  package static let mostBytes = 16 << 20
  package static let mostPixels = 40_000_000

  /// Reads an SVG, PNG, WebP, JPEG or Lottie file; which it is, its bytes say.
  package init(_ bytes: [UInt8], name: String) throws(DrawingError) {
    guard bytes.count <= Self.mostBytes else {
      throw DrawingError(.pictureTooLarge, of: name, detail: "\(bytes.count >> 20) MiB of at most \(Self.mostBytes >> 20)")
    }
    self.name = name
    if let (surface, width, height) = unsafe try Self.pixels(bytes, name: name) {
      unsafe source = .pixels(surface)
      (hasText, seconds) = (false, nil)
      aspect = Double(width) / Double(height)
    } else if bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{") {
      let animation = try Animation(bytes, name: name)
      source = .animation(animation)
      (hasText, seconds) = (false, animation.seconds)
      aspect = animation.aspect
    } else {
      let handle = unsafe try Self.parse(bytes, name: name)
      unsafe source = .vector(handle)
      (hasText, seconds) = (Self.mentionsText(bytes), nil)
      aspect = unsafe Self.aspect(of: handle)
    }
  }

  deinit {
    switch source {
    case .vector(let handle): unsafe g_object_unref(handle)
    case .pixels(let surface): unsafe cairo_surface_destroy(surface)
    case .animation: break
    }
  }

  /// Its own size; nil for one that is drawn at any size alike.
  package var pixelSize: (width: Int, height: Int)? {
    guard case .pixels(let surface) = source else { return nil }
    return unsafe (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
  }

  /// How a picture is made to fill a box of another shape.
  package enum Fit: Hashable, Sendable {
    /// All of it is seen.
    case inside
    /// All of the box is covered; what does not fit is cut off evenly.
    case covering
  }

  /// Draws the picture once, at the size that it is needed in; of one that moves, a moment from 0 to 1.
  package func tile(
    width: Int, height: Int, fit: Fit = .inside, brightness: Double = 1, tint: Colour = .black, at moment: Double = 1
  ) throws -> Tile {
    try Tile(width: width, height: height) { canvas in
      try canvas.draw(self, in: canvas.box, fit: fit, at: moment)
      if brightness < 1 { canvas.dim(to: brightness, tint: tint) }
    }
  }

  /// Draws it so that it fills exactly this box, whatever its own shape.
  ///
  /// The corresponding C function is `rsvg_handle_render_document`.
  func render(on context: OpaquePointer, in box: Box, at moment: Double) throws(DrawingError) {
    if hasText { FontGate.enter() }
    defer { if hasText { FontGate.leave() } }
    switch source {
    case .vector(let handle):
      var viewport = RsvgRectangle(x: box.x, y: box.y, width: box.width, height: box.height)
      var failure: UnsafeMutablePointer<GError>?
      guard unsafe rsvg_handle_render_document(handle, context, &viewport, &failure) != 0 else {
        throw unsafe DrawingError(.unreadablePicture, of: name, detail: Self.words(taking: failure))
      }
    case .pixels(let surface):
      let width = unsafe Double(cairo_image_surface_get_width(surface))
      let height = unsafe Double(cairo_image_surface_get_height(surface))
      unsafe cairo_save(context)
      unsafe cairo_translate(context, box.x, box.y)
      unsafe cairo_scale(context, box.width / width, box.height / height)
      unsafe cairo_set_source_surface(context, surface, 0, 0)
      unsafe cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BEST)
      unsafe cairo_paint(context)
      unsafe cairo_restore(context)
    case .animation(let animation): unsafe try animation.render(moment, on: context, in: box, name: name)
    }
  }

  /// What pictures of pixels are read by; nil for any other.
  private static func pixels(_ bytes: [UInt8], name: String) throws(DrawingError) -> (OpaquePointer, Int, Int)? {
    if bytes.starts(with: PNG.signature) { return unsafe try PNG.read(bytes, name: name) }
    if bytes.starts(with: JPEG.signature) { return unsafe try JPEG.read(bytes, name: name) }
    return WebP.isOne(bytes) ? unsafe try WebP.read(bytes, name: name) : nil
  }

  private static func mentionsText(_ bytes: [UInt8]) -> Bool {
    let word = Array("text".utf8)
    var seen = 0
    for byte in bytes {
      seen = byte == word[seen] ? seen + 1 : byte == word[0] ? 1 : 0
      if seen == word.count { return true }
    }
    return false
  }

  private static func parse(_ bytes: [UInt8], name: String) throws(DrawingError) -> UnsafeMutablePointer<RsvgHandle> {
    var failure: UnsafeMutablePointer<GError>?
    // No flags: the XML parser's own limits stay on. No base address: nothing outside of the bytes is ever loaded.
    let handle = unsafe rsvg_handle_new_from_data(bytes, gsize(bytes.count), &failure)
    guard let handle = unsafe handle else {
      throw unsafe DrawingError(.unreadablePicture, of: name, detail: words(taking: failure))
    }
    return unsafe handle
  }

  private static func aspect(of handle: UnsafeMutablePointer<RsvgHandle>) -> Double {
    var hasWidth: gboolean = 0
    var hasHeight: gboolean = 0
    var hasViewBox: gboolean = 0
    var width = RsvgLength()
    var height = RsvgLength()
    var viewBox = RsvgRectangle()
    unsafe rsvg_handle_get_intrinsic_dimensions(handle, &hasWidth, &width, &hasHeight, &height, &hasViewBox, &viewBox)
    if hasViewBox != 0, viewBox.width > 0, viewBox.height > 0 { return viewBox.width / viewBox.height }
    var pixelWidth = 0.0
    var pixelHeight = 0.0
    guard unsafe rsvg_handle_get_intrinsic_size_in_pixels(handle, &pixelWidth, &pixelHeight) != 0, pixelWidth > 0, pixelHeight > 0
    else { return 1 }
    return pixelWidth / pixelHeight
  }

  private static func words(taking failure: UnsafeMutablePointer<GError>?) -> String {
    guard let failure = unsafe failure else { return "no reason was given" }
    defer { unsafe g_error_free(failure) }
    guard let message = unsafe failure.pointee.message else { return "no reason was given" }
    return unsafe String(cString: message)
  }
}

extension Canvas {
  /// Draws a picture into a box.
  package mutating func draw(_ picture: Picture, in box: Box, fit: Picture.Fit = .inside, at moment: Double = 1) throws {
    touch()
    let isWider = picture.aspect > box.width / box.height
    let fillsWidth = fit == .inside ? isWider : !isWider
    let width = fillsWidth ? box.width : box.height * picture.aspect
    let height = fillsWidth ? box.width / picture.aspect : box.height
    let target = Box(x: box.midX - width / 2, y: box.midY - height / 2, width: width, height: height)
    try clipped(to: box) { canvas in
      unsafe try picture.render(on: canvas.context, in: target, at: moment)
    }
  }
}
