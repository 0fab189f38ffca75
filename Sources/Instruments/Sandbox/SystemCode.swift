import Glibc

/// An error number of the kernel, before somebody who knows the circumstances makes a sentence of it.
struct SystemCode: Error {
  let code: Int32
}

/// Runs a call that fails with -1, again where a signal cut it short.
@discardableResult
func trying<Result: FixedWidthInteger & SignedInteger>(_ body: () -> Result) throws(SystemCode) -> Result {
  while true {
    let result = body()
    if result != -1 { return result }
    // Saved at once: anything that runs before this line may change it.
    let code = errno
    if code != EINTR { throw SystemCode(code: code) }
  }
}

/// What an error number means, in the words of the system. The corresponding C function is `strerror_r`.
func reason(of code: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 128)
  guard unsafe strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
