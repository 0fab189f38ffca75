package import Files

/// What a person dropped, where it lies since it was claimed. It goes back by a rename, untouched.
package struct Original: Sendable {
  package let folder: Folder
  package let name: FileName
  /// What the person called it.
  package let originalName: FileName
  /// Of a group of files: what the person called each. They lie in a folder of ours, and go back one by one.
  package let group: [FileName]
  /// Another job has it: here it is only named, and neither taken nor given back.
  package let isElsewhere: Bool

  package init(
    in folder: Folder, name: FileName, originalName: FileName, group: [FileName] = [], isElsewhere: Bool = false
  ) {
    self.folder = folder
    self.name = name
    self.originalName = originalName
    self.group = group
    self.isElsewhere = isElsewhere
  }

  /// The names that people see in a folder in which it was given back.
  package var shownNames: [FileName] { isElsewhere ? [] : group.isEmpty ? [originalName] : group }
}
