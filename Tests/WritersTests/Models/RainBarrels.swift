import Documents
import Production
import Writers

/// A document with numbers, names, money and steps, and scripts of it as models write them.
enum RainBarrels {
  static let text = """
    # Rain barrels

    A rain barrel catches rain from the roof and keeps it for the garden. A roof of 50 square metres fills a barrel of 200 litres in one good \
    shower. In summer a garden drinks about 60 litres a day, so a full barrel lasts three days.

    ## Why it pays

    Tap water costs 4 euros per 1,000 litres in Ghent. Rain costs nothing and has no lime in it, which is why Anna Peeters of the city garden \
    waters her tomatoes with nothing else.

    ## How to set one up

    - Put the barrel on bricks, so that a can fits under the tap.
    - Cover it, because mosquitoes breed in open water.
    - Empty it before the first frost.
    """

  static func document(adding more: String = "") throws -> StructuredDocument {
    try StructuredDocument.read(Array((text + more).utf8), kind: .markdown)
  }

  static func task(_ models: [ModelCard], adding more: String = "", notes: String? = nil) throws -> ModelTask {
    ModelTask(
      document: try document(adding: more), fileName: "rain-barrels.md", settings: .defaults, notes: notes, version: 1,
      models: models)
  }

  static let lines = [
    line("questioner", "thinking", "Why catch the rain from a roof?"),
    line(
      "explainer", "pointing",
      "A rain barrel keeps it for the garden. A roof of 50 square metres fills a barrel of 200 litres in one good shower.", "s2",
      "s3"),
    line("questioner", "thinking", "How long does that last?"),
    line("explainer", "standing", "In summer a garden drinks about 60 litres a day, so a full barrel lasts three days.", "s4"),
    line("questioner", "thinking", "Does it pay?"),
    line(
      "explainer", "pointing", "Tap water costs 4 euros per 1,000 litres in Ghent. Rain costs nothing and has no lime in it.",
      "s6",
      "s7"),
    line("questioner", "thinking", "What should I watch out for?"),
    line(
      "explainer", "pointing", "Cover it, because mosquitoes breed in open water, and empty it before the first frost.", "s10",
      "s11"),
  ]

  static func line(_ speaker: String, _ pose: String, _ text: String, _ from: String...) -> String {
    let ids = from.map { "\"\($0)\"" }.joined(separator: ",")
    return #"{"speaker":"\#(speaker)","pose":"\#(pose)","text":"\#(text)","from":[\#(ids)]}"#
  }

  /// A good script, but for what a test changes in it.
  static func script(
    title: String = "Rain barrels", lines: [String] = lines,
    takeaway: String = "Rain costs nothing. Empty the barrel before the first frost."
  ) -> String {
    #"{"title":"\#(title)","lines":[\#(lines.joined(separator: ","))],"takeaway":"\#(takeaway)"}"#
  }

  /// The good script with another line at a place.
  static func script(_ text: String, from: String, at place: Int = 3) -> String {
    var lines = lines
    lines[place] = line(place % 2 == 0 ? "questioner" : "explainer", "standing", text, from)
    return script(lines: lines)
  }
}
