internal import CPocketsphinx
internal import Glibc

/// Finds when each word of a known text is heard in any sound of it, whoever says it.
///
/// It does not listen for what is said: it only asks when, so a word can be neither missed nor misheard. It belongs to one thread.
@safe package final class ForcedAligner {
  /// Where Debian puts the model (package pocketsphinx-en-us).
  package static let standardModel = "/usr/share/pocketsphinx/model/en-us"
  static let longestText = 5000
  static let longestSeconds = 300.0
  /// What the model listens to.
  private static let rate = 16_000
  private static let framesPerSecond = 100.0

  private let decoder: OpaquePointer

  /// Loads a model. The corresponding C function is `ps_init`.
  package init(model: String = standardModel) throws(SpeechError) {
    // It ends the process over a model that it cannot read, so this is looked at first.
    if let missing = Self.missing(of: model) { throw .noAlignment("there is no \(missing)") }
    cpocketsphinx_hush()
    guard let settings = unsafe cpocketsphinx_settings("\(model)/en-us", "\(model)/cmudict-en-us.dict") else {
      throw .library("cmd_ln_init failed")
    }
    defer { unsafe cmd_ln_free_r(settings) }
    guard let decoder = unsafe ps_init(settings) else { throw .library("ps_init failed") }
    unsafe self.decoder = decoder
  }

  package static var isInstalled: Bool { missing(of: standardModel) == nil }

  private static func missing(of model: String) -> String? {
    let files = ["cmudict-en-us.dict"] + ["mdef", "means", "variances", "transition_matrices"].map { "en-us/\($0)" }
    return files.map { "\(model)/\($0)" }.first { unsafe access($0, R_OK) != 0 }
  }

  /// The corresponding C function is `ps_free`.
  deinit { _ = unsafe ps_free(decoder) }

  /// The text's words, split at white space, each with its time; one that makes no sound starts and ends where the one before it
  /// ends. The same sound gives the same times.
  package func align(_ text: String, _ samples: [Float], rate: Int) throws(SpeechError) -> [SpokenSound.Word] {
    guard text.count <= Self.longestText else { throw .tooLong(characters: text.count, limit: Self.longestText) }
    guard rate > 0, Double(samples.count) / Double(rate) <= Self.longestSeconds else {
      throw .noAlignment("a sound of \(samples.count) samples")
    }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let tokens = words.map { Self.tokens(of: $0).filter(learn) }
    let chain = tokens.flatMap { $0 }
    guard !chain.isEmpty else { throw .nothingToSay }
    try expect(chain)
    let heard = try listen(to: Self.prepared(samples, rate))
    guard heard.map(\.token) == chain else { throw .noAlignment("\(heard.count) of \(chain.count) words were found") }
    var (now, rest) = (0.0, heard[...])
    let length = Double(samples.count) / Double(rate)
    return zip(words, tokens).map { word, tokens in
      let spans = rest.prefix(tokens.count)
      rest = rest.dropFirst(tokens.count)
      let start = min(length, max(now, spans.first?.start ?? now))
      now = min(length, max(start, spans.last?.end ?? start))
      return SpokenSound.Word(text: word, start: start, end: now)
    }
  }
}

// MARK: - What is expected

extension ForcedAligner {
  /// The words of the dictionary that a written one is made of: "COVID-19" is "covid", "one", "nine".
  private static func tokens(of word: String) -> [String] {
    let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    var tokens = [""]
    for letter in PlainText([word]).ascii.lowercased() {
      switch letter {
      case "a"..."z", "'": tokens[tokens.count - 1].append(letter)
      case "0"..."9": tokens += [digits[letter.wholeNumberValue ?? 0], ""]
      default: tokens.append("")
      }
    }
    return tokens.map { String($0.trimmingPrefix { $0 == "'" }) }.filter { token in token.contains { $0 != "'" } }
  }

  /// Sees to it that the decoder knows a word. The corresponding C functions are `ps_lookup_word` and `ps_add_word`.
  private func learn(_ token: String) -> Bool {
    if let known = unsafe ps_lookup_word(decoder, token) {
      unsafe free(known)
      return true
    }
    let phones = FliteLexicon.phones(of: token).map { $0 == "ax" ? "AH" : $0.uppercased() }.filter(Self.phones.contains)
    guard !phones.isEmpty else { return false }
    return unsafe ps_add_word(decoder, token, phones.joined(separator: " "), 0) >= 0
  }

  /// What the model has.
  private static let phones = Set(
    """
    AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH
    """.split(separator: " ").map(String.init))

  /// Expects these words, in this order, with nothing but pauses between them.
  /// The corresponding C functions are `fsg_model_init`, `fsg_model_trans_add` and `ps_set_fsg`.
  private func expect(_ chain: [String]) throws(SpeechError) {
    guard let grammar = unsafe fsg_model_init("text", ps_get_logmath(decoder), 1, Int32(chain.count + 1)) else {
      throw .library("fsg_model_init failed")
    }
    defer { unsafe fsg_model_free(grammar) }
    unsafe grammar.pointee.start_state = 0
    unsafe grammar.pointee.final_state = Int32(chain.count)
    for (index, token) in chain.enumerated() {
      unsafe fsg_model_trans_add(grammar, Int32(index), Int32(index + 1), 0, fsg_model_word_add(grammar, token))
    }
    guard unsafe ps_set_fsg(decoder, "text", grammar) == 0, unsafe ps_set_search(decoder, "text") == 0 else {
      throw .noAlignment("the text was not taken")
    }
  }
}

// MARK: - What is heard

extension ForcedAligner {
  private struct Span {
    let token: String
    let start: Double
    let end: Double
  }

  /// At the model's rate, with a noise that is not heard: the model knows no digital silence.
  private static func prepared(_ samples: [Float], _ rate: Int) throws(SpeechError) -> [Int16] {
    var noise = SeededNoise(seed: 0x414C_4947)
    return try Resampler.resample(samples, from: rate, to: Self.rate).map { sample in
      Int16(max(-32_768, min(32_767, (sample * 32_767 + (noise.next() - 0.5) * 4).rounded())))
    }
  }

  /// The words that were found, pauses left out. The corresponding C functions are `ps_process_raw` and `ps_seg_iter`.
  private func listen(to samples: [Int16]) throws(SpeechError) -> [Span] {
    guard unsafe ps_start_stream(decoder) == 0, unsafe ps_start_utt(decoder) == 0 else { throw .library("ps_start_utt failed") }
    let code = unsafe samples.withUnsafeBufferPointer { buffer in
      unsafe ps_process_raw(decoder, buffer.baseAddress, buffer.count, 0, 1)
    }
    guard unsafe ps_end_utt(decoder) == 0, code >= 0 else { throw .library("ps_process_raw: \(code)") }
    var spans: [Span] = []
    var segment = unsafe ps_seg_iter(decoder)
    while let present = unsafe segment {
      let word = unsafe String(cString: ps_seg_word(present))
      var (first, last) = (Int32(0), Int32(0))
      unsafe ps_seg_frames(present, &first, &last)
      // "read(2)" is another way to say "read"; "<sil>" and "(NULL)" are no words.
      let token = String(word.prefix { $0 != "(" })
      if !token.isEmpty, !token.hasPrefix("<"), !token.hasPrefix("[") {
        spans.append(
          Span(token: token, start: Double(first) / Self.framesPerSecond, end: Double(last + 1) / Self.framesPerSecond))
      }
      unsafe segment = unsafe ps_seg_next(present)
    }
    return spans
  }
}
