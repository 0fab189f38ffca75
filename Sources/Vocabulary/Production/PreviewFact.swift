/// What is found out while the preview of a draft is made.
package enum PreviewFact {
  /// Why there is no film of what the draft says, in a sentence; there only where there is none.
  package static let missing = "preview.missing"
  /// How long the brand's intro and outro are, in seconds; there only where it has some.
  package static let brandFilms = "brand.seconds"
}
