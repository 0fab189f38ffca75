import Production
import Testing

/// A row is taken out of a list, and nothing else.
@Suite struct ForgottenPersonTests {
  private func person(_ values: [String: String]) throws -> ForgottenPerson {
    let (moment, client) = (Moment(microseconds: 0), try #require(ClientName("acme")))
    let card = LeadCard(id: 1, client: client, values: values, lists: 1, created: moment, changed: moment)
    return try #require(ForgottenPerson(card))
  }

  private func struck(_ text: String, _ values: [String: String], at lines: Set<Int> = [2]) throws -> String? {
    try person(values).struck(from: Array(text.utf8), lines: lines).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func linesKeepTheirNumbers() throws {
    let list = "name,email\r\nAda,ada@x.org\r\nBo,bo@x.org\r\n"
    #expect(try struck(list, ["email": "ADA@x.org"]) == "name,email\r\n\r\nBo,bo@x.org\r\n")
    let broken = "name,email,words\nAda,ada@x.org,\"one\ntwo\"\nBo,bo@x.org,three"
    #expect(try struck(broken, ["email": "ada@x.org"]) == "name,email,words\n\n\nBo,bo@x.org,three")
    #expect(try struck(broken, ["email": "bo@x.org"], at: [4]) == "name,email,words\nAda,ada@x.org,\"one\ntwo\"\n")
  }

  @Test func nobodyElseGoes() throws {
    #expect(try struck("name,email\nAda,ada@x.org\n", ["email": "da@x.org"]) == nil)
    // Who looks after others stands in their rows, and is not who they are.
    let owned = "email,owner\nbo@x.org,rep@x.org\nrep@x.org,bo@x.org\nrep@x.org,\ncy@x.org,rep@x.org\n"
    #expect(try struck(owned, ["email": "rep@x.org"], at: [3]) == "email,owner\nbo@x.org,rep@x.org\n\n\ncy@x.org,rep@x.org\n")
    // Without an address only the row that is known to be theirs.
    #expect(
      try struck("name,company\nAda,ACME\nAda,Other\n", ["name": "Ada", "company": "Other"], at: [3])
        == "name,company\nAda,ACME\n\n")
    #expect(try struck("name,words\nBo,x\nCy,y\n", ["name": "Ada"], at: [3]) == nil)
    #expect(try struck("", ["name": "Ada"]) == nil)
    let halves = ["name": "Ada Lovelace", "first_name": "Ada", "last_name": "Lovelace"]
    #expect(try struck("first_name;last_name\nAda;Lovelace\nBo;Byron\n", halves) == "first_name;last_name\n\nBo;Byron\n")
  }

  @Test func theRowsOfABatchAreKnownByTheirLine() throws {
    let sheet = "folder,line,state,why,email\n0001,2,completed,,ada@x.org\n0002,12,completed,,bo@x.org\n"
    #expect(try struck(sheet, ["email": "bo@x.org"], at: [12]) == "folder,line,state,why,email\n0001,2,completed,,ada@x.org\n\n")
  }

  @Test func anEncodingStaysAsItIs() throws {
    let list = "Name\tE-Mail\nZoë\tzoe@x.org\nJürgen\tj@x.org\n"
    let bytes = [0xFF, 0xFE] + TextEncoding.utf16LittleEndian.encode(list)
    let rest = try #require(try person(["email": "zoe@x.org"]).struck(from: bytes, lines: [2]))
    #expect(rest == [0xFF, 0xFE] + TextEncoding.utf16LittleEndian.encode("Name\tE-Mail\n\nJürgen\tj@x.org\n"))
  }

  @Test func namesAreFoundAsWords() throws {
    let ann = try person(["name": "Ann Lee", "email": "ann@x.org"])
    #expect(ann.isNamed(in: "For ANN LEE, with love.") && ann.isNamed(in: "<ann@x.org>") && ann.isNamed(in: "To ann@x.org."))
    #expect(!ann.isNamed(in: "Joann Leeds") && !ann.isNamed(in: "joann@x.org, big.ann@x.org") && !ann.isNamed(in: "ann@x.org.uk"))
    #expect(try !person(["name": "Will"]).isNamed(in: "It will rain."))
  }
}
