import Files
import Glibc
import Production

/// A part of a recording, open: as a file, and by its descriptor for those who read it by themselves.
///
/// Safe from several threads: it is read at places, and none of them moves.
final class OpenPart: Sendable {
  let file: File
  let descriptor: Int32

  /// Takes the descriptor of an input over.
  init(_ input: WorkOrder.Input) throws {
    descriptor = input.descriptor
    file = try File.inherited(input.descriptor, shownAs: input.name)
  }

  /// Of a file in the work folder.
  init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(call: "open", name: path, code: errno) }
    file = try File.inherited(descriptor, shownAs: path)
  }
}
