import Glibc
import Testing

/// Many operations of all kinds in random order: each content that was ever whole and quiet is taken exactly once, and nothing else.
///
/// `DROPREEL_CROWD=1000000` makes it a long run, `DROPREEL_CROWD_SEED` repeats one.
@Suite struct CrowdTests {
  private func variable(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

  @Test func whatIsWholeIsTakenOnceAndNothingElseEver() throws {
    let seed = UInt64(variable("DROPREEL_CROWD_SEED") ?? Int.random(in: 0..<1_000_000))
    let count = variable("DROPREEL_CROWD") ?? 20_000
    var crowd = try Crowd(seed: seed)
    try crowd.run(count)
    #expect(crowd.problems.isEmpty, "seed \(seed)")
    #expect(crowd.counts["taken", default: 0] > count / 200, "seed \(seed): hardly anything was taken")
    let counts = crowd.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    print("crowd: seed \(seed), \(crowd.operations) operations (\(counts))")
  }
}
