import Digests
import Production
import Testing

@testable import Line

/// What a worker may ask of the kept takes, and give to them. Whatever else it says ends it.
@Suite struct TakeDealingsTests {
  private let key = Digest(of: "a key")
  private let label = TakeLabel(engine: "flite", voice: "slt", characters: 12)

  private func part(_ name: String, size: Int64 = 1000) -> Artifact {
    Artifact(name: name, digest: Digest(of: "sound"), size: size)
  }

  @Test func onlyWhatItAskedForIsKeptAndOnlyOnce() {
    var takes = TakeDealings(isAllowed: true)
    #expect(!takes.mayKeep(part(key.hex), label))
    #expect(takes.mayAsk(.take, key.hex))
    takes.isAsked(key)
    #expect(takes.mayKeep(part(key.hex), label))
    #expect(!takes.mayKeep(part(Digest(of: "another").hex), label))
    takes.isKept(key)
    #expect(!takes.mayKeep(part(key.hex), label))
  }

  @Test func whoMayNotUseTakesKeepsNothing() {
    var takes = TakeDealings(isAllowed: false)
    #expect(!takes.mayAsk(.take, key.hex))
    takes.isAsked(key)
    #expect(!takes.mayKeep(part(key.hex), label))
  }

  @Test func whatIsBeyondAllMeasureIsNoTake() {
    var takes = TakeDealings(isAllowed: true)
    takes.isAsked(key)
    #expect(!takes.mayAsk(.take, "../../etc/passwd"))
    #expect(!takes.mayKeep(part(key.hex, size: 0), label))
    #expect(!takes.mayKeep(part(key.hex, size: 1 << 40), label))
    #expect(!takes.mayKeep(part(key.hex), TakeLabel(engine: "", voice: "slt", characters: 12)))
    #expect(!takes.mayKeep(part(key.hex), TakeLabel(engine: "flite", voice: "slt", characters: -1)))
    #expect(!takes.mayKeep(part(key.hex), TakeLabel(engine: "flite", voice: "slt", characters: 1, cost: Money(microDollars: -1))))
  }

  @Test func aTakeCountsAsOneHitHoweverOftenItIsAskedFor() {
    var takes = TakeDealings(isAllowed: true)
    takes.isHandedOut(key)
    takes.isHandedOut(key)
    #expect(takes.hits == [key])
  }
}
