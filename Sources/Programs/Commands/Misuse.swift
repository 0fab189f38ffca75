import Production

/// The person who called, or the settings, must change something before it makes sense to try at all.
struct Misuse: Error {
  let refusal: Refusal
  let code: ExitCode

  /// A command that was not written as it must be.
  init(_ sentence: String, wayOut: String) {
    refusal = Refusal(sentence, wayOut: wayOut)
    code = .usage
  }

  static func configuration(_ sentence: String, wayOut: String) -> Misuse {
    Misuse(refusal: Refusal(sentence, wayOut: wayOut), code: .configuration)
  }

  private init(refusal: Refusal, code: ExitCode) {
    self.refusal = refusal
    self.code = code
  }
}
