/// Cardinal numbers of six languages, up to hundreds of billions.
enum ForeignNumbers {
  static func german(_ number: UInt64) -> String {
    switch number {
    case 0..<13:
      return ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"][
        Int(number)]
    case 16: return "sechzehn"
    case 17: return "siebzehn"
    case 13..<20: return german(number - 10) + "zehn"
    case 20..<100:
      let tens = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"][Int(number / 10 - 2)]
      return number % 10 == 0 ? tens : germanOne(number % 10) + "und" + tens
    case 100..<1000: return germanOne(number / 100) + "hundert" + (number % 100 == 0 ? "" : german(number % 100))
    case 1000..<1_000_000: return germanOne(number / 1000) + "tausend" + (number % 1000 == 0 ? "" : german(number % 1000))
    default:
      return large(number, german, one: "eine Million", many: "Millionen", oneBillion: "eine Milliarde", billions: "Milliarden")
    }
  }

  /// Before another word one is "ein".
  private static func germanOne(_ number: UInt64) -> String {
    let words = german(number)
    return words.hasSuffix("eins") ? String(words.dropLast()) : words
  }

  static func germanYear(_ year: Int) -> String? {
    guard (1100...1999).contains(year) else { return nil }
    return german(UInt64(year / 100)) + "hundert" + (year % 100 == 0 ? "" : german(UInt64(year % 100)))
  }

  static func germanOrdinal(_ number: UInt64) -> String {
    let irregular: [UInt64: String] = [1: "erste", 3: "dritte", 7: "siebte", 8: "achte"]
    return (irregular[number] ?? german(number) + (number < 20 ? "te" : "ste")) + "n"
  }

  static func dutch(_ number: UInt64) -> String {
    switch number {
    case 0..<15:
      return [
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
        "veertien",
      ][Int(number)]
    case 15..<20: return dutch(number - 10) + "tien"
    case 20..<100:
      let tens = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"][Int(number / 10 - 2)]
      let one = dutch(number % 10)
      return number % 10 == 0 ? tens : one + (one.hasSuffix("e") ? "ën" : "en") + tens
    case 100..<1000: return (number < 200 ? "" : dutch(number / 100)) + "honderd" + (number % 100 == 0 ? "" : dutch(number % 100))
    case 1000..<1_000_000:
      return (number < 2000 ? "" : dutch(number / 1000)) + "duizend" + (number % 1000 == 0 ? "" : " " + dutch(number % 1000))
    default: return large(number, dutch, one: "een miljoen", many: "miljoen", oneBillion: "een miljard", billions: "miljard")
    }
  }

  static func dutchYear(_ year: Int) -> String? {
    guard (1100...1999).contains(year) else { return nil }
    return dutch(UInt64(year / 100)) + (year % 100 == 0 ? "honderd" : dutch(UInt64(year % 100)))
  }

  static func french(_ number: UInt64) -> String {
    switch number {
    case 0..<17:
      return [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize",
      ][Int(number)]
    case 17..<20: return "dix-" + french(number - 10)
    case 20..<70:
      let tens = ["vingt", "trente", "quarante", "cinquante", "soixante"][Int(number / 10 - 2)]
      return number % 10 == 0 ? tens : tens + (number % 10 == 1 ? " et un" : "-" + french(number % 10))
    case 70..<80: return number == 71 ? "soixante et onze" : "soixante-" + french(number - 60)
    case 80: return "quatre-vingts"
    case 81..<100: return "quatre-vingt-" + french(number - 80)
    case 100..<1000:
      let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
      return (hundreds == 1 ? "cent" : french(hundreds) + (rest == 0 ? " cents" : " cent"))
        + (rest == 0 ? "" : " " + french(rest))
    case 1000..<1_000_000: return thousand(number, french, "mille", "mille")
    default: return large(number, french, one: "un million", many: "millions", oneBillion: "un milliard", billions: "milliards")
    }
  }

  static func spanish(_ number: UInt64) -> String {
    switch number {
    case 0..<30:
      return [
        "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
        "catorce", "quince",
        "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro",
        "veinticinco",
        "veintiséis", "veintisiete", "veintiocho", "veintinueve",
      ][Int(number)]
    case 30..<100:
      let tens = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"][Int(number / 10 - 3)]
      return number % 10 == 0 ? tens : tens + " y " + spanish(number % 10)
    case 100: return "cien"
    case 101..<1000:
      let hundreds = [
        "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
        "novecientos",
      ]
      return hundreds[Int(number / 100 - 1)] + (number % 100 == 0 ? "" : " " + spanish(number % 100))
    case 1000..<1_000_000: return thousand(number, spanish, "mil", "mil")
    default:
      return large(number, spanish, one: "un millón", many: "millones", oneBillion: "mil millones", billions: "mil millones")
    }
  }

  static func italian(_ number: UInt64) -> String {
    switch number {
    case 0..<20:
      return [
        "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici",
        "quattordici",
        "quindici", "sedici", "diciassette", "diciotto", "diciannove",
      ][Int(number)]
    case 20..<100:
      let tens = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"][Int(number / 10 - 2)]
      let one = number % 10
      return one == 0 ? tens : (one == 1 || one == 8 ? String(tens.dropLast()) : tens) + (one == 3 ? "tré" : italian(one))
    case 100..<1000:
      return (number < 200 ? "" : italian(number / 100)) + "cento" + (number % 100 == 0 ? "" : italian(number % 100))
    case 1000..<1_000_000:
      return (number < 2000 ? "mille" : italian(number / 1000) + "mila") + (number % 1000 == 0 ? "" : italian(number % 1000))
    default: return large(number, italian, one: "un milione", many: "milioni", oneBillion: "un miliardo", billions: "miliardi")
    }
  }

  static func portuguese(_ number: UInt64) -> String {
    switch number {
    case 0..<20:
      return [
        "zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze",
        "catorze", "quinze",
        "dezasseis", "dezassete", "dezoito", "dezanove",
      ][Int(number)]
    case 20..<100:
      let tens = ["vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"][Int(number / 10 - 2)]
      return number % 10 == 0 ? tens : tens + " e " + portuguese(number % 10)
    case 100: return "cem"
    case 101..<1000:
      let hundreds = [
        "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos", "novecentos",
      ]
      return hundreds[Int(number / 100 - 1)] + (number % 100 == 0 ? "" : " e " + portuguese(number % 100))
    case 1000..<1_000_000:
      let rest = number % 1000
      let joint = rest == 0 ? "" : rest < 100 || rest.isMultiple(of: 100) ? " e " : " "
      return (number < 2000 ? "mil" : portuguese(number / 1000) + " mil") + (rest == 0 ? "" : joint + portuguese(rest))
    default:
      return large(number, portuguese, one: "um milhão", many: "milhões", oneBillion: "mil milhões", billions: "mil milhões")
    }
  }

  private static func thousand(_ number: UInt64, _ words: (UInt64) -> String, _ one: String, _ many: String) -> String {
    let (count, rest) = number.quotientAndRemainder(dividingBy: 1000)
    return (count == 1 ? one : words(count) + " " + many) + (rest == 0 ? "" : " " + words(rest))
  }

  private static func large(
    _ number: UInt64, _ words: (UInt64) -> String, one: String, many: String, oneBillion: String, billions: String
  ) -> String {
    let isBillion = number >= 1_000_000_000
    let (count, rest) = number.quotientAndRemainder(dividingBy: isBillion ? 1_000_000_000 : 1_000_000)
    let head = count == 1 ? (isBillion ? oneBillion : one) : words(count) + " " + (isBillion ? billions : many)
    return head + (rest == 0 ? "" : " " + words(rest))
  }
}
