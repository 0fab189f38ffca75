import CFileCalls
import Glibc

/// A place in a file where nothing was ever written.
package struct Hole: Hashable, Sendable {
  package let start: Int64
  /// What was cut off has none; what was copied without its zeros mostly has.
  package let dataFollows: Bool

  package init(start: Int64, dataFollows: Bool) {
    self.start = start
    self.dataFollows = dataFollows
  }
}

extension File {
  /// The first hole in the content, if it has one: a copy that was cut off leaves such a hole, even where its room was reserved.
  /// The corresponding C function is `lseek` with `SEEK_HOLE` and `SEEK_DATA`.
  package func firstHole() throws(FileError) -> Hole? {
    let size = try status().size
    guard size > 0 else { return nil }
    do throws(FileError) {
      let start = Int64(try calling("lseek", on: shownPath) { lseek(descriptor, 0, CFC_SEEK_HOLE) })
      guard start < size else { return nil }
      return Hole(start: start, dataFollows: try hasData(after: start))
    } catch  where error.code == EINVAL || error.code == EOPNOTSUPP {
      // A file system that knows no holes has none.
      return nil
    }
  }

  private func hasData(after start: Int64) throws(FileError) -> Bool {
    do throws(FileError) {
      return try calling("lseek", on: shownPath) { lseek(descriptor, off_t(start), CFC_SEEK_DATA) } >= 0
    } catch  where error.code == ENXIO {
      return false
    }
  }

  /// Whether anybody on this machine has the file open for writing, file servers included.
  package enum Writers: Sendable { case none, some, cannotTell }

  /// Takes a read lease and keeps it until `dropLease`. The corresponding C function is `fcntl` with `F_SETLEASE`.
  package func takeLease() -> Writers {
    if cfc_take_read_lease(descriptor) == 0 { return .none }
    return errno == EAGAIN || errno == EWOULDBLOCK ? .some : .cannotTell
  }

  /// Whether nobody opened the file for writing since the lease was taken.
  package var leaseStands: Bool { cfc_read_lease_stands(descriptor) == 1 }

  package func dropLease() { _ = cfc_drop_lease(descriptor) }

  /// Asks once, in some microseconds, and keeps nothing.
  package func writers() -> Writers {
    let answer = takeLease()
    if answer == .none { dropLease() }
    return answer
  }

  /// Whether a Mac is still copying the file: until the end of a copy the Finder gives it the type "brok" of "MACS", which a file
  /// server keeps in one of these two attributes. The corresponding C function is `fgetxattr`.
  package var isFinderAtIt: Bool {
    ["user.org.netatalk.Metadata", "user.DosStream.AFP_AfpInfo:$DATA"].contains { name in
      var value = [UInt8](repeating: 0, count: 1024)
      let length = unsafe value.withUnsafeMutableBytes { unsafe cfc_attribute(descriptor, name, $0.baseAddress, $0.count) }
      return length > 0 && Self.saysBusy(value[..<length])
    }
  }

  private static func saysBusy(_ value: ArraySlice<UInt8>) -> Bool {
    let mark = Array("brokMACS".utf8)
    guard value.count >= mark.count else { return false }
    return (value.startIndex...(value.endIndex - mark.count)).contains { value[$0..<($0 + mark.count)].elementsEqual(mark) }
  }
}
