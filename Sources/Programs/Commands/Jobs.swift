import Line
import Production

/// `dropreel jobs`: all jobs, the newest first.
enum Jobs: Verb {
  static let name = "jobs"
  static let usage = "jobs [STATE] [--client NAME]"
  static let summary = "list jobs, the newest first"

  static func run(_ call: Call) async throws -> ExitCode {
    var filter = JobFilter()
    if call.words.count > 1 {
      let word = call.words.dropFirst().joined(separator: " ")
      guard let state = JobState(rawValue: word) else {
        throw Misuse(
          "There is no state \"\(word)\".", wayOut: "There are: " + JobState.allCases.map(\.rawValue).joined(separator: ", "))
      }
      filter.states = [state]
    }
    if let text = call.values["client"] {
      guard let client = ClientName(text) else { throw Misuse("There is no client \"\(text)\".", wayOut: "See config.toml.") }
      filter.client = client
    }
    if let text = call.values["limit"] {
      guard let limit = Int(text), limit > 0 else {
        throw Misuse("--limit needs a number above 0.", wayOut: "For example: --limit 50")
      }
      filter.limit = limit
    }
    switch try await call.ask(.jobs(filter)) {
    case .jobs(let jobs):
      if call.wantsJSON {
        try call.say(json: jobs)
      } else if jobs.isEmpty {
        call.say("There are no such jobs.")
      } else {
        for job in jobs {
          call.say(
            "\(job.name.text.padded(to: 40)) \(job.state.rawValue.padded(to: 14)) \(job.client)  \(job.note?.sentence ?? "")")
        }
      }
      return .ok
    case let reply: return try call.finish(reply)
    }
  }
}
