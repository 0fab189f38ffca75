import Digests
import Production
import Rig
import Testing

/// What lies about after something is tried again.
@Suite(.timeLimit(.minutes(10))) struct SecondTryTests {
  private static let document = "# Tides\n\nThe moon pulls the sea. Twice a day the water rises. The sun helps twice a month.\n"

  private func cancelled() async throws -> Rig {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.write(Self.document, to: "acme/inbox/tides.md")
    try await rig.wait(for: "tides", toBe: .draft)
    try await rig.wait("the script") { rig.exists("acme/review/tides/script.txt") }
    try rig.write("", to: "acme/inbox/tides.cancel")
    try await rig.wait(for: "tides", toBe: .cancelled)
    try await rig.wait("it to come back") { rig.isReturned("acme/failed/tides") && !rig.exists("acme/review/tides") }
    return rig
  }

  @Test func aCancelThatWasDroppedDoesNotCountOnceMore() async throws {
    let rig = try await cancelled()
    try rig.move("acme/failed/tides", to: "acme/failed/tides retry")
    try await rig.wait(for: "tides", toBe: .draft)
    try await rig.settle()
    #expect(rig.names("acme/inbox") == [] && rig.names("acme/failed") == [], "\(rig.tree())")
    #expect(try rig.story("tides")?.card.state == .draft)
  }

  /// While it is being made, a cancel ends it at once, and comes back beside the document.
  @Test(arguments: [false, true]) func aCancelInTheMidstOfTheWorkDoesNotCountOnceMore(_ isMended: Bool) async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure()
    try rig.makeFolder("signs")
    try await rig.start()
    let document = DecisionTests.script("I am slow. [voice: wait \(rig.path)/signs]")
    try rig.write(document, to: "acme/inbox/slow.txt")
    try await rig.wait("the script") { rig.exists("acme/review/slow/script.txt") }
    try rig.move("acme/review/slow/script.txt", to: "acme/review/slow/script approved.txt")
    try await rig.wait(for: "slow", toBe: .speaking)
    try rig.write("", to: "acme/inbox/slow.cancel")
    try await rig.wait(for: "slow", toBe: .cancelled)
    try await rig.wait("the cancel to come back") { rig.exists("acme/failed/slow/slow.cancel") }

    if isMended { try rig.write(DecisionTests.script("I am not."), to: "acme/failed/slow/slow.txt") }
    try rig.move("acme/failed/slow", to: "acme/failed/slow retry")
    if isMended {
      try await rig.wait(for: "slow-2", toBe: .draft)
      try await rig.settle()
      #expect(rig.names("acme/failed") == ["slow retry - the rest"], "\(rig.tree())")
      #expect(rig.names("acme/failed/slow retry - the rest").contains("slow.cancel"))
    } else {
      try await rig.wait(for: "slow", toBe: .speaking)
      try await rig.settle()
      #expect(try rig.story("slow")?.card.state == .speaking)
      #expect(rig.names("acme/failed") == [] && rig.exists("acme/review/slow/script approved.txt"), "\(rig.tree())")
      #expect(rig.names("acme/review/slow/versions").contains { $0.contains("slow.cancel") }, "\(rig.tree())")
    }
    #expect(rig.names("acme/inbox") == [])
  }

  @Test func theSameTwiceIsCalledSo() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.write(Self.document, to: "acme/inbox/tides.md")
    try await rig.wait(for: "tides", toBe: .draft)
    try rig.write(Self.document, to: "acme/inbox/water.md")
    try await rig.wait("the pointer") { rig.exists("acme/outbox/water/ALREADY-MADE.txt") }
    try await rig.wait("the page to say so") { try rig.read("acme/STATUS.html").contains("Finished</h2>") }
    let page = try rig.read("acme/STATUS.html")
    let list = page[(page.firstRange(of: "Finished</h2>")?.upperBound ?? page.startIndex)...]
    #expect(list.contains("outbox/water/") && list.contains("made before"), "\(list)")
  }

  /// One that cannot be tried again says why, and the others are.
  @Test func whatCannotBeTriedAgainIsInNobodysWay() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    for name in ["alone", "other"] {
      try rig.write("read: refuse\n\(name)", to: "acme/inbox/\(name).txt")
      try await rig.wait(for: name, toBe: .failed)
      try await rig.wait("\(name) to come back") { rig.isReturned("acme/failed/\(name)") }
    }
    // The service has no copy any more, and its people threw theirs away.
    let digest = Digest(of: try rig.bytes("acme/failed/alone/alone.txt")).hex
    for file in try rig.files("state/content") where file.replacing("/", with: "").hasSuffix(digest) { try rig.remove(file) }
    try rig.remove("acme/failed/alone/alone.txt")
    try rig.move("acme/failed/alone", to: "acme/failed/alone retry")
    try rig.move("acme/failed/other", to: "acme/failed/other retry")
    try await rig.wait("the other one to be tried again") {
      try rig.story("other")?.events.contains { $0.kind == "retried" } ?? false
    }
    try await rig.wait("why not") {
      try rig.names("acme/failed/alone").contains {
        try rig.read("acme/failed/alone/\($0)").contains("What was dropped for alone is not there any more.")
      }
    }
    #expect(!rig.exists("acme/failed/alone retry"), "\(rig.tree())")
    try await rig.settle()
    #expect(try !rig.read("acme/STATUS.html").contains("cannot be used at the moment"))
  }
}
