import CX264
import Glibc
import Production

/// The owner of an `x264_t`: pictures in, one at a time, and each one's H.264 out, in the same order. It stays on one thread.
///
/// Nothing comes out of order and each picture refers to the one before it alone, so that held pictures can be put between any two; key
/// pictures stand where they were asked for, and only there.
@safe final class X264Encoder {
  private let raw: OpaquePointer
  private let file: String
  let parameters: ParameterSets
  /// The processor time that it took so far.
  private(set) var seconds = 0.0

  struct Coded {
    /// Units, each with its length before it.
    let bytes: [UInt8]
    let isKey: Bool
  }

  /// The corresponding C functions are `mallopt`, `x264_param_default_preset`, `x264_param_apply_profile` and `x264_encoder_open`.
  init(_ track: VideoTrack, file: String) throws(MediaError) {
    // Setting it again changes nothing.
    cx264_return_memory()
    var settings = unsafe x264_param_t()
    guard unsafe x264_param_default_preset(&settings, track.preset.rawValue, nil) == 0 else {
      throw MediaError(.refused("x264 without the preset \(track.preset.rawValue)"), file: file, track: .picture)
    }
    unsafe Self.configure(&settings, track)
    guard unsafe x264_param_apply_profile(&settings, "high") == 0, let raw = unsafe cx264_open(&settings) else {
      throw MediaError(Self.cause("x264_encoder_open"), file: file, track: .picture)
    }
    guard let parameters = unsafe Self.parameters(of: raw) else {
      unsafe x264_encoder_close(raw)
      throw MediaError(Self.cause("x264_encoder_headers"), file: file, track: .picture)
    }
    unsafe self.raw = raw
    self.file = file
    self.parameters = parameters
  }

  /// The corresponding C function is `x264_encoder_close`.
  deinit { unsafe x264_encoder_close(raw) }

  private static func configure(_ settings: inout x264_param_t, _ track: VideoTrack) {
    unsafe settings.i_width = Int32(track.width)
    unsafe settings.i_height = Int32(track.height)
    unsafe settings.i_csp = X264_CSP_I420
    unsafe settings.i_fps_num = UInt32(track.framesPerSecond)
    unsafe settings.i_fps_den = 1
    unsafe settings.i_timebase_num = 1
    unsafe settings.i_timebase_den = UInt32(track.framesPerSecond)
    // A picture that is seen for longer is worth more bits.
    unsafe settings.b_vfr_input = 1
    unsafe settings.i_log_level = X264_LOG_NONE
    unsafe settings.b_annexb = 0
    unsafe settings.b_repeat_headers = 0
    // Side by side are scenes, not the parts of one: with one thread the same pictures give the same bytes, and fewer of them.
    unsafe settings.i_threads = 1
    // With these instructions one picture in some thousands came out otherwise while many were coded at once, on processors that have them;
    // without them not one of two hundred thousand did. What is coded again has to be the same.
    unsafe settings.cpu &= ~UInt32(X264_CPU_AVX512)
    unsafe settings.i_lookahead_threads = 1
    unsafe settings.i_sync_lookahead = 0
    unsafe settings.rc.i_lookahead = min(settings.rc.i_lookahead, Int32(track.lookAhead))
    if track.stillFrames == .skip, !track.isThorough {
      // Of pictures that all differ, most is the same as before to the bit, and the rest is new: looking for the last of either costs more than half
      // of the time, and at equal noise the file is no larger without.
      unsafe settings.analyse.i_trellis = 0
      unsafe settings.analyse.i_subpel_refine = min(settings.analyse.i_subpel_refine, 1)
    }
    unsafe settings.analyse.i_chroma_qp_offset -= Int32(track.finerColours)
    unsafe settings.i_bframe = 0
    unsafe settings.i_frame_reference = 1
    unsafe settings.analyse.i_weighted_pred = 0
    unsafe settings.i_scenecut_threshold = 0
    unsafe settings.i_keyint_max = X264_KEYINT_MAX_INFINITE
    unsafe settings.b_open_gop = 0
    unsafe settings.b_cabac = 1
    unsafe settings.rc.i_rc_method = Int32(X264_RC_CRF)
    unsafe settings.rc.f_rf_constant = Float(track.rateFactor)
    if let most = track.mostKilobits {
      // Each scene begins with a nearly full buffer. Of any second, half is what flows, and the rest is room for the buffers of three scenes:
      // the one before a cut, what leads over, and the next.
      unsafe settings.rc.i_vbv_max_bitrate = Int32(clamping: most / 2)
      unsafe settings.rc.i_vbv_buffer_size = Int32(clamping: most / 6)
    }
    unsafe settings.vui.i_sar_width = 1
    unsafe settings.vui.i_sar_height = 1
    unsafe settings.vui.b_fullrange = 0
    // BT.709 in all three.
    unsafe settings.vui.i_colorprim = 1
    unsafe settings.vui.i_transfer = 1
    unsafe settings.vui.i_colmatrix = 1
    unsafe settings.vui.i_chroma_loc = 0
  }

  /// The corresponding C function is `x264_encoder_headers`.
  private static func parameters(of raw: OpaquePointer) -> ParameterSets? {
    var units: UnsafeMutablePointer<x264_nal_t>?
    var count: Int32 = 0
    guard unsafe x264_encoder_headers(raw, &units, &count) > 0, let units = unsafe units else { return nil }
    var sequence: [UInt8]?
    var pictures: [[UInt8]] = []
    for index in 0..<Int(count) {
      let unit = unsafe units[index]
      guard let payload = unsafe unit.p_payload, unsafe unit.i_payload > 4 else { return nil }
      let bytes = unsafe Array(UnsafeBufferPointer(start: payload + 4, count: Int(unit.i_payload) - 4))
      switch unsafe NalUnit.Kind(rawValue: Int(unit.i_type)) {
      case .sequenceParameters: sequence = bytes
      case .pictureParameters: pictures.append(bytes)
      default: continue
      }
    }
    guard let sequence, !pictures.isEmpty else { return nil }
    return ParameterSets(sequence: sequence, pictures: pictures)
  }

  /// Takes a picture that is shown from that frame on, and gives one that was taken before, if one is ready.
  ///
  /// The corresponding C function is `x264_encoder_encode`.
  func encode(_ picture: borrowing PlanarPicture, from frame: Int, isKey: Bool) throws(MediaError) -> Coded? {
    var input = unsafe x264_picture_t()
    unsafe x264_picture_init(&input)
    unsafe input.i_pts = Int64(frame)
    unsafe input.i_type = isKey ? X264_TYPE_IDR : X264_TYPE_P
    unsafe input.img.i_csp = X264_CSP_I420
    unsafe input.img.i_plane = 3
    unsafe input.img.plane = (picture.luma, picture.blue, picture.red, nil)
    unsafe input.img.i_stride = (Int32(picture.width), Int32(picture.width / 2), Int32(picture.width / 2), 0)
    return unsafe try take(&input)
  }

  /// Gives the next one that is held back; nil when there is none any more.
  func flush() throws(MediaError) -> Coded? {
    while unsafe x264_encoder_delayed_frames(raw) > 0 {
      if let coded = try unsafe take(nil) { return coded }
    }
    return nil
  }

  private func take(_ input: UnsafeMutablePointer<x264_picture_t>?) throws(MediaError) -> Coded? {
    var units: UnsafeMutablePointer<x264_nal_t>?
    var count: Int32 = 0
    var output = unsafe x264_picture_t()
    let begin = Self.processorSeconds()
    let size = unsafe x264_encoder_encode(raw, &units, &count, input, &output)
    seconds += Self.processorSeconds() - begin
    guard size >= 0 else { throw MediaError(Self.cause("x264_encoder_encode"), file: file, track: .picture) }
    // The units of a picture lie behind one another.
    guard size > 0, let first = unsafe units?.pointee.p_payload else { return nil }
    return unsafe Coded(bytes: Array(UnsafeBufferPointer(start: first, count: Int(size))), isKey: output.b_keyframe != 0)
  }

  /// Of this thread: x264 has no other.
  private static func processorSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func cause(_ call: String) -> MediaError.Cause { .call(call, code: -1, reason: "x264 gave up", complaint: "") }
}
