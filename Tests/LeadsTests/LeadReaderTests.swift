import Leads
import Production
import Testing

@Suite struct LeadReaderTests {
  private func columns(_ header: String) -> [String] {
    LeadReader(Array("\(header)\nx,y,ada@x.org\n".utf8)).header.columns.map(\.key)
  }

  private func leads(_ text: String) -> [[String: String]] { LeadReader(Array(text.utf8)).read().leads.map(\.values) }

  @Test(arguments: [
    ("First Name,Last Name,E-mail", ["first_name", "last_name", "email"]),
    ("Vorname,Nachname,E-Mail-Adresse", ["first_name", "last_name", "email"]),
    ("Prénom,Nom,Courriel", ["first_name", "last_name", "email"]), ("Nom,Société,Mail", ["name", "company", "email"]),
    ("Nombre,Apellidos,Correo electrónico", ["first_name", "last_name", "email"]),
    ("Nome,Cognome,Email", ["first_name", "last_name", "email"]), ("Nome,Empresa,Email", ["name", "company", "email"]),
    ("Voornaam,Achternaam,E-mailadres", ["first_name", "last_name", "email"]), ("姓名,公司,邮箱", ["name", "company", "email"]),
    ("FIRSTNAME,company_name,Email Address", ["first_name", "company", "email"]),
    ("Favourite Colour,Firma,E-Mail", ["favourite_colour", "company", "email"]), ("Name,Name,Mail", ["name", "name_2", "email"]),
    ("Vorname,Name,Mail", ["first_name", "last_name", "email"]), ("Pet,Town of birth,Shoe", ["pet", "town_of_birth", "shoe"]),
  ])
  func `Headers are understood in many languages`(header: String, keys: [String]) {
    #expect(columns(header) == keys)
  }

  @Test func `What a header was taken for is known`() {
    let header = LeadReader(Array("Vorname;Firma\nAda;ACME\n".utf8)).header
    let expected = [LeadColumn(key: "first_name", header: "Vorname"), LeadColumn(key: "company", header: "Firma")]
    #expect(header.columns == expected)
  }

  @Test func `Without a header, the cells tell`() {
    let reader = LeadReader(Array("Ada;Lovelace;ada@x.org;ACME\nAlan;Turing;alan@y.org;NPL\n".utf8))
    #expect(!reader.header.isWritten)
    #expect(reader.header.columns.map(\.key) == ["first_name", "last_name", "email", "company"])
    #expect(reader.read().leads.map(\.line) == [1, 2])
    #expect(LeadReader(Array("Ada Lovelace,ada@x.org\n".utf8)).header.columns.map(\.key) == ["name", "email"])
  }

  @Test(arguments: [
    ("Ada Lovelace", "Ada", "Lovelace", "Ada Lovelace"), ("\"Lovelace, Ada\"", "Ada", "Lovelace", "Ada Lovelace"),
    ("Dr. Ada de la Cruz", "Ada", "de la Cruz", "Ada de la Cruz"), ("\"Lovelace, Dr. Ada\"", "Ada", "Lovelace", "Ada Lovelace"),
    ("Prof. Dr. Frau", "Prof.", "Dr. Frau", "Prof. Dr. Frau"),
  ])
  func `A whole name is halved`(name: String, first: String, last: String, whole: String) {
    let values = leads("Name,E-mail\n\(name),a@x.org\n").first
    #expect(values?["first_name"] == first)
    #expect(values?["last_name"] == last)
    #expect(values?["name"] == whole)
  }

  @Test func `One word is a first name, and halves make a whole`() {
    #expect(leads("Name\nCher\n") == [["name": "Cher", "first_name": "Cher"]])
    #expect(leads("Vorname,Nachname\nAda,Lovelace\n").first?["name"] == "Ada Lovelace")
  }

  @Test func `The same person twice is one, and nothing is lost`() {
    let text = "name,email,company,phone\nAda,ADA@x.org,ACME,\nBo,,NPL,\nAda L,ada@X.org,Other,123\nbo,,npl,456\nBo,,Elsewhere,\n"
    let (leads, remarks) = LeadReader(Array(text.utf8)).read()
    #expect(leads.map(\.line) == [2, 3, 6])
    guard leads.count == 3, remarks.count == 2 else { return }
    #expect(leads[0].values["phone"] == "123")
    #expect(leads[0].values["company"] == "ACME")
    #expect(leads[1].values["phone"] == "456")
    #expect(remarks.map(\.line) == [4, 5])
    #expect(remarks.allSatisfy { $0.kind == .merged })
    #expect(remarks[0].why.contains("line 2"))
  }

  @Test func `Bad rows are told by their line and spoil no other`() {
    let text = """
      name,email,company
      Ada,ada@x.org,ACME
      ,,
      "open,b@x.org,NPL
      Cy,cy@x.org,"Two
      lines"
      Di,di@x.org,D,too,many
      ,null,N/A
      Eve,not an address,E
      """
    let (leads, remarks) = LeadReader(Array(text.utf8)).read()
    #expect(leads.map(\.shownName) == ["Ada", "Cy", "Eve"])
    guard leads.count == 3 else { return }
    #expect(leads[1].company == "Two lines")
    #expect(leads[2].email == nil)
    #expect(Set(remarks.map(\.line)) == [4, 7, 8, 9])
    #expect(remarks.first { $0.line == 9 }?.kind == .mended)
    #expect(remarks.first { $0.line == 7 }?.why.contains("5 cells") == true)
  }

  @Test(arguments: ["a,\u{301}b@x.org", "a;\u{301}b@x.org", "a@b@\u{301}x.org", "<\u{301}a@x.org"])
  func `A letter hides no mark that an address may not have`(_ address: String) {
    #expect(leads("name,email\nAda,\"\(address)\"\n") == [["name": "Ada", "first_name": "Ada"]])
  }

  @Test func `What spreadsheets write for nothing is nothing`() {
    #expect(leads("name,company,industry\nAda,#N/A,null\n") == [["name": "Ada", "first_name": "Ada"]])
  }

  @Test(arguments: ["Love\u{0}lace", "\u{202E}x", "=cmd|' /C calc'!A0", "<script>", "{{first_name}}"])
  func `Cells are data`(cell: String) {
    let (leads, _) = LeadReader(Array("name,company\nAda,\(cell)\n".utf8)).read()
    #expect(leads.count == 1)
    #expect(leads.first?.values["company"]?.unicodeScalars.contains(where: \.isDeceptive) != true)
  }

  @Test func `As many rows are read as it says, and the next one is told`() {
    var text = "name,email\n"
    for number in 0...500 { text += "P\(number),p\(number)@x.org\n" }
    let (leads, remarks) = LeadReader(Array(text.utf8), mostRows: 500).read()
    #expect(leads.count == 500)
    #expect(remarks.map(\.line) == [502])
  }

  @Test(arguments: ["", "\n", "name", "name\n", "@", "a@b.c", "\u{FEFF}", "sep=,\nname\n"])
  func `A list of hardly anything is no trap`(text: String) {
    #expect(leads(text).count <= 1)
  }
}
