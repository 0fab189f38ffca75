package import Documents
package import Production

/// What models are asked to write, whichever of them it is.
package struct ModelTask: Sendable {
  package var document: StructuredDocument
  package var fileName: String
  package var settings: JobSettings
  /// What a person wanted changed in the version before.
  package var notes: String?
  /// Counted from one.
  package var version: Int
  /// Tried in this order.
  package var models: [ModelCard]

  package init(
    document: StructuredDocument, fileName: String, settings: JobSettings, notes: String?, version: Int, models: [ModelCard]
  ) {
    self.document = document
    self.fileName = fileName
    self.settings = settings
    self.notes = notes
    self.version = version
    self.models = models
  }
}
