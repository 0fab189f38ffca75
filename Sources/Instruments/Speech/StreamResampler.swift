internal import CSoxr

/// Changes the rate of a sound that comes piece by piece; nothing is moved in time, and it sounds as if it came in one piece.
@safe package final class StreamResampler {
  /// Nil where nothing is to be changed.
  private let soxr: soxr_t?

  /// The corresponding C function is `soxr_create`.
  package init(from rate: Int, to wanted: Int) throws(SpeechError) {
    guard rate > 0, wanted > 0 else { throw .library("a rate of \(rate) or \(wanted) samples a second") }
    guard rate != wanted else {
      unsafe soxr = nil
      return
    }
    var quality = unsafe soxr_quality_spec(UInt(SOXR_VHQ), 0)
    var error: soxr_error_t?
    guard let made = unsafe soxr_create(Double(rate), Double(wanted), 1, &error, nil, &quality, nil) else {
      throw .library("soxr: \(unsafe error.map { unsafe String(cString: $0) } ?? "no memory")")
    }
    unsafe soxr = made
  }

  deinit { if let soxr = unsafe soxr { unsafe soxr_delete(soxr) } }

  /// Adds what comes of one more piece.
  package func add(_ piece: [Float], to samples: inout [Float]) throws(SpeechError) {
    guard unsafe soxr != nil else { return samples += piece }
    var taken = 0
    while taken < piece.count { taken += try process(piece, from: taken, to: &samples).taken }
  }

  /// Adds what it still holds; after that nothing can be added.
  package func finish(_ samples: inout [Float]) throws(SpeechError) {
    guard unsafe soxr != nil else { return }
    while try process(nil, from: 0, to: &samples).made > 0 {}
  }

  /// The corresponding C function is `soxr_process`.
  private func process(
    _ piece: [Float]?, from place: Int, to samples: inout [Float]
  ) throws(SpeechError) -> (taken: Int, made: Int) {
    var (taken, made) = (0, 0)
    var problem: String?
    let output = unsafe [Float](unsafeUninitializedCapacity: 1 << 14) { output, count in
      let error =
        if let piece {
          unsafe piece.withUnsafeBufferPointer { input in
            unsafe soxr_process(
              soxr, input.baseAddress.map { unsafe $0 + place }, input.count - place, &taken, output.baseAddress, output.count,
              &made)
          }
        } else {
          unsafe soxr_process(soxr, nil, 0, nil, output.baseAddress, output.count, &made)
        }
      problem = unsafe error.map { unsafe String(cString: $0) }
      count = problem == nil ? made : 0
    }
    if let problem { throw .library("soxr: \(problem)") }
    guard piece == nil || taken > 0 || made > 0 else { throw .library("soxr: nothing is taken") }
    samples += output
    return (taken, made)
  }
}
