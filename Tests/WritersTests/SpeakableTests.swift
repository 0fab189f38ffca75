import Testing

@testable import Writers

@Suite struct SpeakableTests {
  @Test(arguments: [
    (
      "The pump takes heat from the air outside the house even on cold days; the fan keeps the air moving; the compressor is what needs the most power of all of its parts.",
      "The pump takes heat from the air outside the house even on cold days. The fan keeps the air moving; the compressor is what needs the most power of all of its parts."
    ),
    (
      "The new bridge was opened on the third of May by the mayor of the town after four years of work, and it has room for cars, buses, bicycles and people on foot at once.",
      "The new bridge was opened on the third of May by the mayor of the town after four years of work. It has room for cars, buses, bicycles and people on foot at once."
    ),
    (
      "The service is made for offices in which many people share one folder on a server, but it can also be used by one person alone on a laptop without any network at all.",
      "The service is made for offices in which many people share one folder on a server. But it can also be used by one person alone on a laptop without any network at all."
    ),
  ])
  func aLongSentenceIsParted(sentence: String, said: String) {
    #expect(Speakable.shape(sentence) == said)
  }

  @Test(arguments: [
    "If the pump is switched off at night the house loses a little of its warmth, and it is then heated up again in the morning with a good deal more of electric power.",
    "The mayor said that the bridge was closed for the repair of all its bearings, and it has not been decided yet by anybody in the town hall on which day it will open.",
    "Bread, butter, a jar of honey from the garden of a neighbour and a pot of strong black tea with milk, and a newspaper of the day before, were all that stood on the table.",
  ])
  func whatHangsTogetherStaysWhole(sentence: String) {
    #expect(Speakable.shape(sentence) == sentence)
  }

  @Test(arguments: [
    "Read more at https://example.com/docs today.", "Write to info@example.com.", "The tank holds less than <5 liters.",
    "It is read from /etc/hosts at the start.", "The fee is €14.2 million & rising.", "About ~50 people came.",
  ])
  func whatCanBeSaidSensiblyIsSaid(sentence: String) { #expect(Speakable.shape(sentence) == sentence) }

  @Test(arguments: [
    "See https://example.com/search?q=a&page=3 for it.", "Then {x | x > 0} follows.", "So a=b+c holds.",
    "Call read_file(path) first.",
    "[3] Smith, J., 2004.", "| 1 | 2 |",
  ])
  func whatCannotBeSaidIsLeftOut(sentence: String) { #expect(Speakable.shape(sentence) == nil) }

  @Test func whatTakesItBackIsNotLeftOut() {
    let sentence =
      "The pump can take heat from the air around the house all through the long cold months of the winter and the spring, "
      + "but it must not run in the night, nor on the days on which the people next door are asleep in the rooms that lie just behind the wall, "
      + "and it is rather loud on some of the days"
    #expect(sentence.count > Speakable.longestTogether)
    #expect(Speakable.shape(sentence).map { $0.contains("must not") } ?? true)
  }

  @Test func theFirstPartStandsForWhatIsTooLong() {
    let part =
      "The pump is a machine that takes heat from the air around the house all through the cold winter months of the year"
    let whole =
      "\(part.replacing(" that takes", with: ", and takes")); it needs \(String(repeating: "very ", count: 40))little power"
    #expect(Speakable.shape(whole)?.hasPrefix("The pump is a machine") == true)
  }
}
