import Glibc
import Production

/// A script of about 45 seconds: what its preview costs beside its film. The natural voices speak once, as the film takes over what the
/// preview said.
struct PreviewBench {
  private static let script = """
    TITLE: How compound interest works
    STYLE: finance

    THABO: Why does my savings account grow faster every year, although I never pay anything in?
    LERATO: Because you earn interest on the interest. What the bank paid you last year is part of your money now.
    THABO: That sounds like very little. Does it make a difference?
    LERATO: In the first year hardly any. At five percent, a thousand dollars become one thousand and fifty.
    THABO: And later?
    LERATO: After fourteen years they have doubled. After twenty-eight years they are four times as much, and you did nothing for it.
    THABO: So what should I do with the money that I have left each month?
    LERATO: Begin today, with a little. Whoever begins ten years later has to pay in more than twice as much for the same sum.
    TAKEAWAY: Start early. Time does the work.

    """

  func run() async throws {
    let place = try Playground(name: "preview")
    let service = try await place.startService(
      settings: "[review]\ngrace_seconds = 0\n[voices]\nengine = \"\(engine)\"\n[video]\nformats = [\"tiktok\"]")
    let stages = StageSampling(service: service.process)
    let sampling = Task { await stages.run() }
    // In a folder, as a script alone waits for its recording. Settled only when it is whole.
    mkdir("\(place.inbox)/interest", 0o770)
    try TextFile.write(Self.script, to: "\(place.inbox)/interest/interest.script.txt")
    let review = "\(place.share)/review/interest"
    try await place.wait(seconds: 120, for: "the script") { TextFile.isThere("\(review)/script.txt") }
    let drafted = ContinuousClock.now
    try await place.wait(seconds: 600, for: "the preview") { TextFile.isThere("\(review)/preview.mp4") }
    Figure.say("preview.to_preview_s", (ContinuousClock.now - drafted) / .seconds(1), "s")
    let hostBefore = await hostSeconds(stages)
    rename("\(review)/script.txt", "\(review)/script approved.txt")
    try await place.wait(seconds: 900, for: "the video") { TextFile.isThere("\(place.share)/outbox/interest/receipt.json") }
    sampling.cancel()
    let uses = await stages.uses
    let hostAfter = await hostSeconds(stages)
    func worker(_ names: [String]) -> Double { uses.filter { names.contains($0.name) }.reduce(0) { $0 + $1.processorSeconds } }
    let preview = worker(["preview"]) + hostBefore
    let film = worker(["voice", "picture", "finish"]) + hostAfter - hostBefore
    Figure.say("preview.cpu_s", preview, "s")
    Figure.say("preview.worker_cpu_s", worker(["preview"]), "s")
    Figure.say("preview.film_cpu_s", film, "s")
    Figure.say("preview.film_pictures_cpu_s", worker(["picture"]), "s")
    Figure.say("preview.peak_mb", uses.filter { $0.name == "preview" }.map(\.peakMegabytes).max() ?? 0, "MB")
    _ = service.stop()
  }

  private func hostSeconds(_ stages: StageSampling) async -> Double {
    await stages.uses.filter { $0.name == "voice_host" }.reduce(0) { $0 + $1.processorSeconds }
  }

  /// `DROPREEL_BENCH_VOICES=flite` measures without the natural voices.
  private var engine: String { getenv("DROPREEL_BENCH_VOICES").map { String(cString: $0) } ?? "neural" }
}
