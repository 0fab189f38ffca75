import Glibc
import Line
import Production

/// How long people wait for an answer: from closing a dropped file to its row, and from renaming a script to the answer beside it.
struct LatencyBench {
  let rounds: Int
  private let settleSeconds = 2.0

  func run() async throws {
    let place = try Playground(name: "latency")
    // A long grace, so that the answers are timed and no video is made meanwhile.
    let service = try await place.startService(
      settings:
        "[intake]\nsettle_seconds = \(Int(settleSeconds))\n[review]\ngrace_seconds = 600\npreviews = false\n[voices]\nengine = \"flite\""
    )
    var rows: [Double] = []
    var answers: [Double] = []
    for round in 1...rounds {
      rows.append(try await timeRow(round, place) - settleSeconds * 1000)
      answers.append(try await timeAnswer(round, place))
    }
    service.stop()
    Figure.note("from a file's close to its row, beyond the settle time of \(settleSeconds) s: \(list(rows)) ms")
    Figure.note("from a rename to the answer: \(list(answers)) ms")
    Figure.say("latency.row_median_ms", Figure.median(rows), "ms")
    Figure.say("latency.row_worst_ms", rows.max() ?? .nan, "ms")
    Figure.say("latency.ack_median_ms", Figure.median(answers), "ms")
    Figure.say("latency.ack_worst_ms", answers.max() ?? .nan, "ms")
  }

  private func list(_ values: [Double]) -> String { values.sorted().map { Figure.rounded($0, 0) }.joined(separator: " ") }

  private func timeRow(_ round: Int, _ place: Playground) async throws -> Double {
    guard let job = JobName("latency-\(round)") else { return .nan }
    let text = "# Compound interest, part \(round)\n\nInterest earns interest. After \(round) years it is more than before.\n"
    try TextFile.write(text, to: "\(place.inbox)/\(job).md")
    let closed = ContinuousClock.now
    try await place.wait(seconds: 60, for: "the row of \(job)", every: .milliseconds(3)) {
      if case .story? = try ControlSocket.ask(.story(job), stateFolder: place.state) { true } else { false }
    }
    return (ContinuousClock.now - closed) / .milliseconds(1)
  }

  private func timeAnswer(_ round: Int, _ place: Playground) async throws -> Double {
    let review = "\(place.share)/review/latency-\(round)"
    try await place.wait(seconds: 120, for: "the script of round \(round)") {
      TextFile.names(in: review).contains { $0.hasPrefix("HOW TO APPROVE") }
    }
    // As a person does it: some time after the folder appeared.
    try await Task.sleep(for: .milliseconds(700))
    rename("\(review)/script.txt", "\(review)/script approved.txt")
    let renamed = ContinuousClock.now
    try await place.wait(seconds: 60, for: "the answer of round \(round)", every: .milliseconds(2)) {
      TextFile.names(in: review).contains { $0.hasPrefix("APPROVED") }
    }
    return (ContinuousClock.now - renamed) / .milliseconds(1)
  }
}
