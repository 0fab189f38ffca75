package import Production

/// How a video came about, where the job's story does not say it.
package struct Provenance: Hashable, Sendable {
  /// Program or model to version.
  package var versions: [String: String]
  /// Who speaks to the voice that it is.
  package var voices: [String: String]
  /// What was used to its licence.
  package var licences: [String: String]
  /// What a viewer is to be told about the machine's part.
  package var label: String
  /// The files of a drop that is no single one.
  package var parts: [Artifact] = []
  /// Files of the drop of which nothing was made, with the reason.
  package var unused: [String] = []

  package init(versions: [String: String], voices: [String: String], licences: [String: String], label: String) {
    self.versions = versions
    self.voices = voices
    self.licences = licences
    self.label = label
  }
}
