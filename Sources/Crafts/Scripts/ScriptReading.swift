package import Production

/// What a script's file says, and what must be mended in it.
package struct ScriptReading: Hashable, Sendable {
  /// What could be understood; to be used only where there is no problem.
  package let script: Script
  /// In the order of the file; those of the whole file come first.
  package let problems: [ScriptProblem]
  /// Where in the file the parts of the script stand.
  let places: ScriptReader.Numbers
}

extension ScriptText {
  /// Reads the script, forgiving all that leaves no doubt.
  ///
  /// `cast` are the speakers' names as the settings spell them, the narrator's last; `values` stand for its placeholders,
  /// which are mere words where `fillsIn` is false, as in a text that was filled before;
  /// `longest` is what the settings allow, and `estimate` says how long a script will be. With `silentSections`, which a recording has,
  /// nothing need be said in a section.
  package func read(
    cast: [String], values: LeadValues = .none, fillsIn: Bool = true, silentSections: Bool = false, longest: Timecode? = nil,
    estimate: (Script) -> Timecode = { _ in .zero }
  ) -> ScriptReading {
    var reader = ScriptReader(cast: cast, values: values, fillsIn: fillsIn, hasSilentSections: silentSections)
    for row in numberedRows { reader.take(row.text, number: row.number) }
    var (script, problems) = reader.finish()
    if let longest, !script.lines.isEmpty {
      let length = estimate(script)
      if length > longest {
        problems.append(.tooLong(script: length, longest: longest))
      }
    }
    return ScriptReading(script: script, problems: problems.sorted { $0.line < $1.line }, places: reader.numbers)
  }

  /// Reads a script for the people of a list with these columns, whoever it is told to: as somebody hears it of whom everything is known,
  /// and with the mistakes that show only where nothing is. Without columns, as it stands.
  package func read(
    cast: [String], columns: [String]?, fillsIn: Bool = true, silentSections: Bool = false, longest: Timecode? = nil,
    estimate: (Script) -> Timecode = { _ in .zero }
  ) -> (reading: ScriptReading, problems: [ScriptProblem]) {
    let values = columns.map { LeadValues.example(columns: $0) } ?? .none
    let reading = read(
      cast: cast, values: values, fillsIn: fillsIn, silentSections: silentSections, longest: longest, estimate: estimate)
    guard let columns else { return (reading, reading.problems) }
    // What somebody lacks is told row by row.
    let bare = read(
      cast: cast, values: LeadValues(columns: columns, values: [:]), silentSections: silentSections, longest: longest,
      estimate: estimate)
    return (reading, reading.problems + bare.problems.filter { $0.weight == .mistake && !reading.problems.contains($0) })
  }
}

extension ScriptProblem {
  fileprivate static func tooLong(script: Timecode, longest: Timecode) -> ScriptProblem {
    let over = max(1, Int((script - longest).seconds.rounded(.up)))
    return ScriptProblem(
      line: 0,
      sentence: "The script takes about \(Int(script.seconds.rounded())) s, and a video may be \(Int(longest.seconds)) s long.",
      wayOut: "Take out about \(over) s, which is some \(max(1, over * 5 / 2)) words.")
  }
}
