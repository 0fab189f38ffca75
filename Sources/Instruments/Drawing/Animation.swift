import CPango
import CRlottie
import Dispatch

/// A drawing that moves (Lottie), read from its bytes alone. Every moment of it can be drawn by itself.
@safe final class Animation {
  let aspect: Double
  /// How long it takes at its own pace.
  let seconds: Double
  private let handle: OpaquePointer
  private let frameCount: Int

  private static let mostAcross = 8192.0

  /// The library keeps what it read in one place for all of its animations: one thread at a time.
  private static let gate = DispatchSemaphore(value: 1)

  /// The corresponding C function is `lottie_animation_from_data`.
  init(_ bytes: [UInt8], name: String) throws(DrawingError) {
    let outline = try AnimationOutline(bytes, name: name)
    let text = bytes.map(CChar.init(bitPattern:)) + [0]
    Self.gate.wait()
    defer { Self.gate.signal() }
    // What it read it finds again by the key; only equal files may have equal ones. No folder: nothing outside is loaded.
    guard let handle = unsafe lottie_animation_from_data(text, text, "") else {
      throw DrawingError(.unreadablePicture, of: name, detail: "its shapes are not described as Lottie files describe them")
    }
    unsafe self.handle = handle
    aspect = outline.width / outline.height
    seconds = outline.seconds
    frameCount = unsafe max(1, lottie_animation_get_totalframe(handle))
  }

  deinit {
    Self.gate.wait()
    defer { Self.gate.signal() }
    unsafe lottie_animation_destroy(handle)
  }

  /// Draws a moment, from 0 for its beginning to 1 for its end, into a box.
  ///
  /// The corresponding C function is `lottie_animation_render`.
  func render(_ moment: Double, on context: OpaquePointer, in box: Box, name: String) throws(DrawingError) {
    let frame = Int((max(0, min(1, moment)) * Double(frameCount - 1)).rounded())
    // Of a long one only the middle may be seen, and no surface is as long as all of it.
    let factor = min(1, Self.mostAcross / max(box.width, box.height))
    let (width, height) = (
      Int(max(1, (box.width * factor).rounded(.up))), Int(max(1, (box.height * factor).rounded(.up)))
    )
    let surface = unsafe try PixelSurface.filled(width: width, height: height, name: name) { pixels, stride in
      Self.gate.wait()
      defer { Self.gate.signal() }
      unsafe pixels.withMemoryRebound(to: UInt32.self, capacity: height * stride / 4) { pixels in
        unsafe lottie_animation_render(handle, frame, pixels, width, height, stride)
      }
      return nil
    }
    defer { unsafe cairo_surface_destroy(surface) }
    unsafe cairo_save(context)
    unsafe cairo_translate(context, box.x, box.y)
    unsafe cairo_scale(context, box.width / Double(width), box.height / Double(height))
    unsafe cairo_set_source_surface(context, surface, 0, 0)
    unsafe cairo_paint(context)
    unsafe cairo_restore(context)
  }
}
