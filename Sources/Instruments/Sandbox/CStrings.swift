import Glibc

/// A list of C strings with a null at its end, as `execve` and `posix_spawn` want it.
@safe struct CStrings: ~Copyable {
  private let list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    unsafe list = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() { unsafe list.advanced(by: index).initialize(to: strdup(string)) }
    unsafe list.advanced(by: count).initialize(to: nil)
  }

  /// The list is good inside the closure only.
  func withList<Result>(_ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result) -> Result {
    unsafe body(list)
  }

  deinit {
    for index in 0..<count { unsafe free(list[index]) }
    unsafe list.deallocate()
  }
}
