import Line
import Production

/// `dropreel reformat JOB --formats A,B`: a finished video for other platforms too.
enum Reformat: Verb {
  static let name = "reformat"
  static let usage = "reformat JOB --formats LIST"
  static let summary = "make further formats of a finished video, with its script and its voices"

  static func run(_ call: Call) async throws -> ExitCode {
    let job = try call.jobName()
    guard let formats = call.values["formats"] else {
      throw Misuse("In which formats?", wayOut: "Name them: dropreel reformat \(job) --formats youtube,instagram_post")
    }
    return try call.finish(try await call.ask(.reformat(job, formats: formats)))
  }
}
