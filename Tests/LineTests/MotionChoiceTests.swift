import Production
import Rig
import Testing

/// What a drop asks for in its settings is what its video does, and its receipt says so.
@Suite(.timeLimit(.minutes(10))) struct MotionChoiceTests {
  static let script = """
    TITLE: How it grows

    THABO (thinking): Why does it grow?
      ICON: chart
    LERATO: Because 8 percent comes on top.

    """

  private func receipt(asking settings: String, _ name: String, of rig: Rig) async throws -> (receipt: String, story: String) {
    let box = "acme/inbox/\(name) box"
    try rig.makeFolder(box)
    try rig.write(settings, to: "\(box)/folder.toml")
    try rig.makeFolder("\(box)/\(name)")
    try rig.write(Self.script, to: "\(box)/\(name)/\(name).script.txt")
    try await rig.wait(for: name, toBe: .completed)
    let outbox = "acme/outbox/\(name)"
    return (try rig.read("\(outbox)/receipt.json"), try rig.read("\(outbox)/how-it-was-made.txt"))
  }

  @Test func `The receipt says how much moves, and what was left out`() async throws {
    let rig = try Rig()
    try rig.configure(clientLines: "gates = []")
    try await rig.start()
    let rich = try await receipt(asking: "text = \"pop\"\ntransition = \"slide\"\n", "moving", of: rig)
    #expect(rich.receipt.contains("\"render\": \"rich\""), "\(rich.receipt)")
    #expect(rich.receipt.contains("the transition \\\"slide\\\""))
    #expect(rich.story.contains("render: rich: for the text animation \"pop\" and the transition \"slide\""), "\(rich.story)")
    let simple = try await receipt(asking: "text = \"pop\"\nrender = \"simple\"\n", "still", of: rig)
    #expect(simple.receipt.contains("\"render\": \"simple\""))
    #expect(simple.story.contains("render: simple: it was asked for; without the text animation \"pop\""), "\(simple.story)")
  }
}
