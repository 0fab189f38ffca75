package import Production

/// Why an archive could not be read.
package enum ArchiveTrouble: Error, Hashable, Sendable {
  case notAnArchive
  /// Its end is missing, or bytes in its middle.
  case cutOff
  case damaged(detail: String)
  case inParts
  case encrypted(name: String)
  /// Packed by a method that is not read.
  case unknownPacking(name: String, method: Int)
  case tooManyEntries(limit: Int)
  case entryTooLarge(name: String, limit: Int64)
  case tooLarge(limit: Int64)
  /// It becomes far more than it is, or its parts lie over each other: made to fill a disk.
  case trap(detail: String)
  case namesakes(name: String)
  /// The file itself could not be read; another time it may.
  case unreadable(detail: String)

  package var isPassing: Bool {
    if case .unreadable = self { true } else { false }
  }

  /// The same for the person who made it.
  package var refusal: Refusal {
    switch self {
    case .notAnArchive: Refusal("It is not a zip file, although its name says so.", wayOut: "Pack it anew, and drop that.")
    case .cutOff:
      Refusal("The file is not complete: its end is missing.", wayOut: "Copy it again, and wait until the copy is done.")
    case .damaged(let detail): Refusal("The file is damaged.", wayOut: "Save or pack it anew, and copy it again.", detail: detail)
    case .inParts: Refusal("It is one part of a zip file in several parts.", wayOut: "Pack it anew as one file.")
    case .encrypted(let name): Refusal("It is locked with a password.", wayOut: "Save it without one.", detail: "in \(name)")
    case .unknownPacking(let name, let method):
      Refusal(
        "It is packed in a way that cannot be read here.", wayOut: "Pack it anew as an ordinary zip file.",
        detail: "method \(method), in \(name)")
    case .tooManyEntries(let limit): Refusal("There are more than \(limit) files in it.", wayOut: "Pack fewer of them.")
    case .entryTooLarge(let name, let limit):
      Refusal(
        "A file in it is larger than \(limit >> 20) MiB.", wayOut: "Leave it out, or make it smaller.", detail: "in \(name)")
    case .tooLarge(let limit): Refusal("Unpacked it is larger than \(limit >> 20) MiB.", wayOut: "Pack fewer or smaller files.")
    case .trap(let detail):
      Refusal(
        "Unpacked it would become far larger than a file of this kind ever is, so it was not opened.",
        wayOut: "Save or pack it anew from its original.", detail: detail)
    case .namesakes(let name): Refusal("Two files in it have the same name.", wayOut: "Pack it anew.", detail: "in \(name)")
    case .unreadable(let detail):
      Refusal("The file could not be read just now.", wayOut: "It is tried again by itself.", detail: detail)
    }
  }
}
