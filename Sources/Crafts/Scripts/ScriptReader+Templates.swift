import Production

// Placeholders are filled when all rows are read, so that what stands for them can never begin a line, a section or a key.
extension ScriptReader {
  /// The text with everything filled in; what cannot be is reported, and left as it stands.
  mutating func filled(_ text: String, number: Int) -> String {
    guard fillsIn else { return text }
    do throws(Template.Mistake) {
      guard let template = try Template(text) else { return text }
      let unknown = template.names.filter { !reportUnless(known: $0, number: number) }
      let (filled, missing) = template.filled(with: values)
      for name in missing where !unknown.contains(name) { reportMissing(name, number: number) }
      return filled
    } catch {
      report(number, error.sentence, error.wayOut)
      return text
    }
  }

  /// What is only said under a condition may be nothing: then the line is not there, and its heading is the next one's.
  mutating func fillLines() {
    let (read, places) = (lines, numbers)
    lines = []
    (numbers.lines, numbers.headings) = ([], [])
    var heading: (section: Section, number: Int)?
    for (index, line) in read.enumerated() {
      var line = line
      let wasEmpty = line.text.isEmpty
      line.text = filled(line.text, number: places.lines[index])
      if var section = line.section {
        section.title = filled(section.title, number: places.headings[index])
        heading = (section, places.headings[index])
      }
      if line.text.isEmpty, !wasEmpty { continue }
      line.section = heading?.section
      lines.append(line)
      numbers.lines.append(places.lines[index])
      numbers.headings.append(heading?.number ?? 0)
      heading = nil
    }
  }

  /// False for a name that no column has. Without any columns at all, every name is one that might have been.
  @discardableResult
  mutating func reportUnless(known name: String, number: Int) -> Bool {
    if values.knows(name) || values.columns.isEmpty { return true }
    let nearest = NearestName.of(name, among: values.columns)?.lowercased()
    report(
      number, "No column of the leads is called \"\(name.prefix(40))\".",
      "Write \(nearest.map { "{{\($0)}}" } ?? Self.choice(values.columns.prefix(12).map { "{{\($0)}}" })).")
    return false
  }

  private mutating func reportMissing(_ name: String, number: Int) {
    if values.columns.isEmpty {
      report(
        number, "There is nothing to say for {{\(name)}}.",
        "Drop a leads.csv with the script, or write what is said without one: {{\(name)|there}}.")
    } else {
      report(
        number, "There is no \(name) to say.", "Write what is said without one, for example {{\(name)|there}}.", .missing)
    }
  }
}
