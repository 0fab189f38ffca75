/// A list of what players fetch, as text.
package enum StreamList {
  /// What cannot be written whole leaves no file.
  package static func write(_ text: String, to path: String) throws(MediaError) {
    var output = try OutputFile(path: path)
    let stream = FileStream(descriptor: output.descriptor, isCancelled: { false })
    let code = unsafe Array(text.utf8).withUnsafeBytes { bytes in unsafe stream.write(bytes) }
    guard code >= 0 else { throw MediaError(Libav.cause("pwrite", code), file: path) }
    output.keep()
  }
}
