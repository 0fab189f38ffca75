/// A result code on its way to the connection, which knows the file, the words and the system's error number.
struct CodeOnly: Error {
  let code: Int32
}
