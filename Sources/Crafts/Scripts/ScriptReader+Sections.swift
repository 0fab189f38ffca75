import Production

// Sections are what makes a script one of a demo: what stands in them without a name is the narrator's.
extension ScriptReader {
  /// Whether a row of a section is read as the narrator's words and nothing else.
  static func isMerelySaid(_ text: String) -> Bool {
    text.onOneLine == text && !text.hasPrefix("#") && !text.hasPrefix("- ") && text.withoutDelimitingQuotes == text
      && SectionHeading.read(text) == nil && RowLabel(text) == nil
  }
}
