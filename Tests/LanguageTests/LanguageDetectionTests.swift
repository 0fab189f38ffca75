import Language
import Testing

@Suite struct LanguageDetectionTests {
  @Test(arguments: [
    ("Bees make honey from nectar, and they store it for the winter.", "en"),
    ("Die Bienen machen Honig aus Nektar und lagern ihn für den Winter.", "de"),
    ("Les abeilles font du miel avec le nectar et le gardent pour l’hiver.", "fr"),
    ("Las abejas hacen miel con el néctar y la guardan para el invierno.", "es"),
    ("As abelhas fazem mel com o néctar e guardam-no para o inverno.", "pt"),
    ("Le api fanno il miele con il nettare e lo conservano per l’inverno.", "it"),
    ("Bijen maken honing van nectar en bewaren die voor de winter.", "nl"),
    ("Pszczoły robią miód z nektaru i przechowują go na zimę.", "pl"),
    ("Пчёлы делают мёд из нектара и хранят его на зиму.", "ru"),
    ("ミツバチは花の蜜からはちみつを作り、冬のために蓄えます。", "ja"), ("النحل يصنع العسل من الرحيق ويخزنه لفصل الشتاء.", "ar"),
    ("Two small words: the of.", "en"), ("bread, milk", "en"), ("", "und"), ("12 345 %", "und"),
  ])
  func textsAreRecognised(text: String, code: String) { #expect(Language.detect(text).code == code) }

  @Test func aLongTextIsRecognisedByItsBeginning() {
    let text = String(repeating: "Der Gletscher ist ein Strom aus Eis, der langsam fließt. ", count: 40_000)
    #expect(Language.detect(text).code == "de")
  }

  @Test func brokenAndOddTextsDoNoHarm() {
    for text in ["\u{0}\u{1}\u{7F}", "\u{FFFD}\u{FFFE}", String(repeating: "\u{301}", count: 5000), "🐝🐝🐝"] {
      #expect(Language.detect(text).code == "und")
    }
  }

  @Test(arguments: [
    ("pt-BR", "pt"), ("EN_us", "en"), ("zh-Hant", "zh"), ("", "und"), ("un", "und"), ("x1", "und"), ("german", "und"),
  ])
  func tagsAreTaken(tag: String, code: String) { #expect(Language(code: tag).code == code) }
}
