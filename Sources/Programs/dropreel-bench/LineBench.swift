import Glibc
import Production

/// The example document from its drop to its video, with the natural voices: how long each stage takes, and what it costs.
struct LineBench {
  func run() async throws {
    let place = try Playground(name: "line")
    let service = try await place.startService(
      settings: "[review]\ngrace_seconds = 0\npreviews = false\n[voices]\nengine = \"\(engine)\"\n[video]\nformats = [\"tiktok\"]"
    )
    let tree = Playground.program("../../../../inbox-example")
    guard let document = TextFile.names(in: tree).first(where: { $0.hasSuffix(".md") }) else {
      throw Refusal("The example document is not there.", wayOut: "Run it in the source tree.", detail: tree)
    }
    let job = document.dropLast(3)
    let stages = StageSampling(service: service.process)
    let sampling = Task { await stages.run() }
    let dropped = ContinuousClock.now
    try TextFile.write(TextFile.text("\(tree)/\(document)"), to: "\(place.inbox)/\(document)")
    let review = "\(place.share)/review/\(job)"
    try await place.wait(seconds: 120, for: "the script") { TextFile.isThere("\(review)/script.txt") }
    let drafted = ContinuousClock.now
    rename("\(review)/script.txt", "\(review)/script approved.txt")
    try await place.wait(seconds: 900, for: "the video") {
      if TextFile.isThere("\(place.share)/failed/\(job)/WHY.txt") {
        throw Refusal("The job failed.", wayOut: "Read why.", detail: TextFile.text("\(place.share)/failed/\(job)/WHY.txt"))
      }
      return TextFile.isThere("\(place.share)/outbox/\(job)/receipt.json")
    }
    let finished = ContinuousClock.now
    sampling.cancel()
    let servicePart = service.processorSeconds
    let peak = service.peakMegabytes
    let whole = service.stop().processorSeconds
    for use in await stages.uses {
      Figure.say("line.\(use.name)_s", use.seconds, "s")
      Figure.say("line.\(use.name)_cpu_s", use.processorSeconds, "s")
      Figure.say("line.\(use.name)_peak_mb", use.peakMegabytes, "MB")
    }
    Figure.say("line.service_cpu_s", servicePart, "s", places: 2)
    Figure.say("line.service_peak_mb", peak, "MB")
    Figure.say("line.to_script_s", (drafted - dropped) / .seconds(1), "s")
    Figure.say("line.approved_to_video_s", (finished - drafted) / .seconds(1), "s")
    Figure.say("line.cpu_s", whole, "s")
  }

  /// `DROPREEL_BENCH_VOICES=flite` measures without the natural voices.
  private var engine: String { getenv("DROPREEL_BENCH_VOICES").map { String(cString: $0) } ?? "neural" }
}
