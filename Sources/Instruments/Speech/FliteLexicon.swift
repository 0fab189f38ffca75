internal import CFlite
internal import Synchronization

/// How words are pronounced, by flite's lexicon and, for those that it does not have, by its rules of letters.
enum FliteLexicon {
  /// The phones of one word, in ARPAbet's small letters, without stress. The corresponding C function is `lex_lookup`.
  static func phones(of word: String) -> [String] {
    fliteLibrary.withLock { _ in
      guard let lexicon = unsafe cmu_lex_init(), let found = unsafe lex_lookup(lexicon, word, nil, nil) else { return [] }
      defer { unsafe delete_val(found) }
      var phones: [String] = []
      var rest: UnsafePointer<cst_val>? = unsafe UnsafePointer(found)
      while let item = unsafe rest {
        if let symbol = unsafe val_string(val_car(item)) {
          phones.append(unsafe String(cString: symbol).filter { !$0.isNumber })
        }
        unsafe rest = unsafe val_cdr(item)
      }
      return phones
    }
  }
}
