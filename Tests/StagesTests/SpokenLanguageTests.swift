import Production
import Scripts
import Testing

@testable import Stages

@Suite struct SpokenLanguageTests {
  @Test(arguments: [
    ("What is the heat pump for, and how does it work?", SpokenLanguage.english),
    ("Die Wärmepumpe nutzt die Wärme der Luft.", .german), ("La marche est bonne pour le cœur.", .french),
    ("El agua es buena para la salud.", .spanish), ("L'acqua è buona per la salute e non costa.", .italian),
    ("A água é boa para a saúde e não custa.", .portuguese), ("Het water is goed voor een mens.", .dutch),
    ("Teplo je dobré pro zdraví člověka i zvířat.", .other), ("Вода полезна для здоровья", .other),
    ("Compound interest", .english), ("", .english),
  ])
  func aScriptIsSaidInItsLanguage(text: String, language: SpokenLanguage) {
    let line = Script.Line(speaker: "Thabo", pose: .standing, text: text)
    let script = Script(title: "", style: .tech, length: nil, lines: [line], takeaway: "")
    #expect(SpokenLanguage(code: Cast(.defaults).language(of: script)) == language)
    var said = JobSettings.defaults
    said.language = "fr"
    #expect(Cast(said).language(of: script) == "fr")
  }
}
