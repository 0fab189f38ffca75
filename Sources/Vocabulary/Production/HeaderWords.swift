/// What people call the columns of a list, in the languages that lists come in.
package enum HeaderWords {
  /// The field that a header names, whatever it is spelled like.
  package static func field(of header: String) -> LeadField? { known[folded(header)] }

  /// Letters and digits alone, small and without accents: "E-Mail Adresse" is "emailadresse".
  package static func folded(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() where character.isLetter || character.isNumber {
      result += accents[character] ?? String(character)
    }
    return result
  }

  private static let words: [LeadField: [String]] = [
    .firstName: [
      "first name", "firstname", "fname", "first", "given name", "givenname", "forename", "vorname", "rufname", "prénom",
      "prenom",
      "nombre", "primer nombre", "nombre de pila", "primeiro nome", "voornaam", "imię", "förnamn", "fornavn", "etunimi", "jméno",
      "křestní jméno", "keresztnév", "prenume", "adı", "ad", "имя", "όνομα", "名", "名字", "이름", "الاسم الأول", "contact first name",
      "lead first name", "kontakt vorname",
    ],
    .lastName: [
      "last name", "lastname", "lname", "last", "surname", "family name", "familyname", "nachname", "familienname", "zuname",
      "nom de famille", "apellido", "apellidos", "cognome", "sobrenome", "apelido", "último nome", "achternaam", "familienaam",
      "nazwisko",
      "efternamn", "etternavn", "efternavn", "sukunimi", "příjmení", "vezetéknév", "nume de familie", "soyadı", "soyad",
      "фамилия",
      "επώνυμο", "姓", "성", "contact last name", "lead last name",
    ],
    .name: [
      "name", "full name", "fullname", "contact", "contact name", "contact person", "person", "lead", "lead name", "customer",
      "customer name", "vollständiger name", "ansprechpartner", "ansprechpartnerin", "kontakt", "kontaktperson", "kunde",
      "kundenname",
      "vor und nachname", "vorname nachname", "nom complet", "nom et prénom", "prénom et nom", "contacto", "nombre completo",
      "nombre y apellidos", "nome completo", "nome e cognome", "contatto", "nominativo", "naam", "volledige naam",
      "contactpersoon",
      "imię i nazwisko", "namn", "navn", "nimi", "фио", "姓名", "氏名", "名前", "성명", "isim", "ad soyad",
    ],
    .email: [
      "email", "e-mail", "mail", "email address", "e-mail address", "mailadresse", "e-mail-adresse", "emailadresse", "courriel",
      "adresse e-mail", "adresse email", "adresse mail", "mél", "correo", "correo electrónico", "email contacto",
      "posta elettronica",
      "indirizzo email", "e-mailadres", "adres e-mail", "adres email", "e-post", "epost", "epostadress", "sähköposti", "эл почта",
      "почта", "电子邮件", "邮箱", "メール", "メールアドレス", "이메일", "e-posta", "work email", "business email", "contact email",
    ],
    .company: [
      "company", "company name", "companyname", "organisation", "organization", "organisation name", "organization name",
      "business",
      "employer", "account", "account name", "firma", "firmenname", "unternehmen", "betrieb", "société", "entreprise",
      "raison sociale",
      "empresa", "compañía", "azienda", "società", "ditta", "ragione sociale", "bedrijf", "bedrijfsnaam", "organisatie",
      "nazwa firmy",
      "företag", "virksomhed", "bedrift", "yritys", "společnost", "cég", "companie", "şirket", "компания", "организация",
      "εταιρεία",
      "公司", "会社", "会社名", "회사",
    ],
    .industry: [
      "industry", "sector", "vertical", "branche", "industrie", "wirtschaftszweig", "secteur", "secteur d'activité", "industria",
      "settore", "setor", "indústria", "branża", "bransch", "toimiala", "отрасль", "行业", "業界", "업종", "sektör",
    ],
    .jobTitle: [
      "job title", "jobtitle", "title", "position", "role", "job", "job role", "funktion", "berufsbezeichnung", "stelle", "beruf",
      "rolle", "poste", "fonction", "cargo", "puesto", "ruolo", "mansione", "função", "functie", "stanowisko", "befattning",
      "titel",
      "stilling", "должность", "职位", "役職", "직책", "unvan",
    ],
    .salutation: ["salutation", "anrede", "civilité", "tratamiento", "titolo", "aanhef", "prefix", "honorific"],
    .phone: [
      "phone", "phone number", "telephone", "tel", "mobile", "cell", "telefon", "telefonnummer", "handy", "mobil", "téléphone",
      "teléfono",
      "móvil", "telefono", "cellulare", "telefone", "telefoon", "телефон", "电话", "電話", "전화",
    ],
    .city: [
      "city", "town", "stadt", "ort", "ville", "ciudad", "città", "cidade", "plaats", "miasto", "stad", "by", "город", "城市", "市",
    ],
    .country: ["country", "land", "pays", "país", "paese", "kraj", "страна", "国家", "国", "ülke"],
    .website: [
      "website", "web", "url", "homepage", "domain", "webseite", "internet", "site web", "sitio web", "sito", "sito web",
    ],
  ]

  private static let known: [String: LeadField] = words.reduce(into: [:]) { known, entry in
    for word in entry.value { known[folded(word)] = entry.key }
  }

  private static let accents: [Character: String] = [
    "à": "a", "á": "a", "â": "a", "ã": "a", "ä": "a", "å": "a", "ą": "a", "æ": "ae", "ç": "c", "ć": "c", "č": "c", "ď": "d",
    "è": "e",
    "é": "e", "ê": "e", "ë": "e", "ę": "e", "ě": "e", "ğ": "g", "ì": "i", "í": "i", "î": "i", "ï": "i", "ı": "i", "ł": "l",
    "ñ": "n",
    "ń": "n", "ň": "n", "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ö": "o", "ø": "o", "ő": "o", "œ": "oe", "ř": "r", "ś": "s",
    "š": "s",
    "ş": "s", "ß": "ss", "ť": "t", "ù": "u", "ú": "u", "û": "u", "ü": "u", "ů": "u", "ű": "u", "ý": "y", "ź": "z", "ż": "z",
    "ž": "z",
  ]
}
