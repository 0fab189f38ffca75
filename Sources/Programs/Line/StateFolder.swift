package import Files
import Production

/// The folder that holds the ledger and all that is the service's own. It is not made here: a slip of the pen in its path would begin an
/// empty ledger somewhere else.
package enum StateFolder {
  package static func open(_ path: String) throws -> Folder {
    do throws(FileError) {
      return try Folder.open(path)
    } catch {
      throw Refusal(
        "The state folder \(path) \(error.isMissing ? "is not there" : "cannot be opened").",
        wayOut: "Make it on a local disk, owned by the service's account, or set \"state\" in the settings.", detail: "\(error)")
    }
  }
}
