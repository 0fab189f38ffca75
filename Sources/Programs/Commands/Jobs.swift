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
    filter.client = try call.client()
    if let limit = try call.limit() { filter.limit = limit }
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
