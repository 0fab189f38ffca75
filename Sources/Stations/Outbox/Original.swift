package import Files

/// What a person dropped, where it lies since it was claimed. It goes back by a rename, untouched.
package struct Original: Sendable {
  package let folder: Folder
  package let name: FileName
  /// What the person called it.
  package let originalName: FileName

  package init(in folder: Folder, name: FileName, originalName: FileName) {
    self.folder = folder
    self.name = name
    self.originalName = originalName
  }
}
