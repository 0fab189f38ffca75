import CLibav
import Glibc

/// The two things that every call into libav needs: its silence, and its answer turned into a cause.
///
/// All of it stands in this file because each object file has its own copy of the shim's thread-local text.
enum Libav {
  /// From here on libav prints nothing, and the last complaint of each thread is kept for its error.
  ///
  /// Setting it again changes nothing, so that each door may call it. The corresponding C function is `av_log_set_callback`.
  static func hush() {
    clibav_quiet()
    unsafe clibav_complaint()?.pointee = 0
  }

  /// The corresponding C function is `av_strerror`.
  static func cause(_ call: String, _ code: Int32) -> MediaError.Cause {
    if code == clibav_interrupted { return .cancelled }
    let reason = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { text in
      unsafe av_strerror(code, text.baseAddress, text.count)
      return unsafe text.baseAddress.map { unsafe String(cString: $0) } ?? ""
    }
    return .call(call, code: code, reason: reason, complaint: complaint())
  }

  /// What libav said last on this thread, once.
  private static func complaint() -> String {
    guard let text = unsafe clibav_complaint() else { return "" }
    let bytes = unsafe UnsafeBufferPointer(start: text, count: strnlen(text, 255))
    let words = unsafe String(decoding: bytes.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    unsafe text.pointee = 0
    return String(words.filter { !$0.isNewline })
  }
}
