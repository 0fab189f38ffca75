internal import CSoxr

/// Changes the rate of a whole sound; nothing is moved in time.
package enum Resampler {
  /// The sound at another rate. The corresponding C function is `soxr_oneshot`.
  package static func resample(_ samples: [Float], from rate: Int, to wanted: Int) throws(SpeechError) -> [Float] {
    guard rate > 0, wanted > 0 else { throw .library("a rate of \(rate) or \(wanted) samples a second") }
    guard rate != wanted, !samples.isEmpty else { return samples }
    let count = (samples.count * wanted + rate - 1) / rate
    var quality = unsafe soxr_quality_spec(UInt(SOXR_VHQ), 0)
    var problem: String?
    let result = unsafe [Float](unsafeUninitializedCapacity: count) { output, made in
      var done = 0
      let error = unsafe samples.withUnsafeBufferPointer { input in
        unsafe soxr_oneshot(
          Double(rate), Double(wanted), 1, input.baseAddress, input.count, nil, output.baseAddress, count, &done, nil, &quality,
          nil)
      }
      problem = unsafe error.map { unsafe String(cString: $0) }
      made = problem == nil ? done : 0
    }
    if let problem { throw .library("soxr: \(problem)") }
    return result
  }
}
