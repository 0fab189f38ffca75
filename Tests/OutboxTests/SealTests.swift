import Production
import Testing

@Suite struct SealTests {
  private let name = Array("HOW TO APPROVE - 43 s.txt".utf8)

  @Test(arguments: Seal.Ending.allCases) func ownWritingIsKnown(_ ending: Seal.Ending) {
    let bytes = Seal.sealed("Read this.\n", name: name, ending: ending)
    #expect(Seal.isOurs(name: name, bytes: bytes))
  }

  @Test func whatAPersonChangedIsTheirs() {
    let bytes = Seal.sealed("Read this.\n(", name: name, ending: .text)
    #expect(!Seal.isOurs(name: name, bytes: Array("Please shorter. ".utf8) + bytes))
    #expect(!Seal.isOurs(name: name, bytes: bytes + Array("Please shorter.\n".utf8)))
    #expect(!Seal.isOurs(name: Array("approved.txt".utf8), bytes: bytes), "a note that was renamed is a person's word")
    var changed = bytes
    changed[0] ^= 1
    #expect(!Seal.isOurs(name: name, bytes: changed))
    #expect(!Seal.isOurs(name: name, bytes: []))
  }

  @Test func theMovingNoteMayBeRenamedAsItGoes() {
    let bytes = Seal.sealed("At work.\n(", name: Array("WORKING 1 percent.txt".utf8), ending: .text)
    #expect(Seal.isOurs(name: Array("WORKING 99 percent - about 10 s left.txt".utf8), bytes: bytes))
    #expect(!Seal.isOurs(name: Array("WORKINGS.txt".utf8), bytes: bytes))
  }
}
