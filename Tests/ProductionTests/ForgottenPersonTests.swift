import Production
import Testing

/// A row is taken out of a list, and nothing else.
@Suite struct ForgottenPersonTests {
  private func person(_ values: [String: String]) throws -> ForgottenPerson {
    let (moment, client) = (Moment(microseconds: 0), try #require(ClientName("acme")))
    let card = LeadCard(id: 1, client: client, values: values, lists: 1, created: moment, changed: moment)
    return try #require(ForgottenPerson(card))
  }

  private func struck(_ text: String, _ values: [String: String]) throws -> String? {
    try person(values).struck(from: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func linesKeepTheirNumbers() throws {
    let list = "name,email\r\nAda,ada@x.org\r\nBo,bo@x.org\r\n"
    #expect(try struck(list, ["email": "ADA@x.org"]) == "name,email\r\n\r\nBo,bo@x.org\r\n")
    let broken = "name,email,words\nAda,ada@x.org,\"one\ntwo\"\nBo,bo@x.org,three"
    #expect(try struck(broken, ["email": "ada@x.org"]) == "name,email,words\n\n\nBo,bo@x.org,three")
    #expect(try struck(broken, ["email": "bo@x.org"]) == "name,email,words\nAda,ada@x.org,\"one\ntwo\"\n")
  }

  @Test func nobodyElseGoes() throws {
    #expect(try struck("name,email\nAda,ada@x.org\n", ["email": "da@x.org"]) == nil)
    #expect(
      try struck("name,company\nAda,ACME\nAda,Other\n", ["name": "Ada", "company": "Other"]) == "name,company\nAda,ACME\n\n")
    #expect(try struck("", ["name": "Ada"]) == nil)
    #expect(
      try struck(
        "first_name;last_name\nAda;Lovelace\nBo;Byron\n", ["name": "Ada Lovelace", "first_name": "Ada", "last_name": "Lovelace"])
        == "first_name;last_name\n\nBo;Byron\n")
  }

  @Test func anEncodingStaysAsItIs() throws {
    let list = "Name\tE-Mail\nZoë\tzoe@x.org\nJürgen\tj@x.org\n"
    let bytes = [0xFF, 0xFE] + TextEncoding.utf16LittleEndian.encode(list)
    let rest = try #require(try person(["email": "zoe@x.org"]).struck(from: bytes))
    #expect(rest == [0xFF, 0xFE] + TextEncoding.utf16LittleEndian.encode("Name\tE-Mail\n\nJürgen\tj@x.org\n"))
  }

  @Test func namesAreFoundAsWords() throws {
    let ann = try person(["name": "Ann Lee", "email": "ann@x.org"])
    #expect(ann.isNamed(in: "For ANN LEE, with love") && ann.isNamed(in: "<ann@x.org>"))
    #expect(!ann.isNamed(in: "Joann Leeds") && !ann.isNamed(in: "joann@x.org"))
  }
}
