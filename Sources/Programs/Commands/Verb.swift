import Line
import Production

/// One command. One file each in this folder; the folder's listing is the list of commands.
protocol Verb: Sendable {
  static var name: String { get }
  /// What stands behind the name in `dropreel help`.
  static var usage: String { get }
  static var summary: String { get }
  /// Returns the exit code.
  static func run(_ call: Call) async throws -> ExitCode
}

/// How a command ends, in the tradition of sysexits.
package enum ExitCode: Int32, Sendable {
  case ok = 0
  /// Something was looked at and is not as it should be.
  case problems = 1
  case usage = 64
  case input = 66
  case unavailable = 69
  case software = 70
  case tryLater = 75
  case configuration = 78
}

enum Verbs {
  static let all: [any Verb.Type] = [
    Watch.self, Status.self, Jobs.self, Batches.self, Show.self, Leads.self, Views.self, Report.self, Budgets.self, Costs.self,
    Approve.self,
    Reject.self,
    Redo.self,
    Hold.self,
    Cancel.self,
    Retry.self, Reformat.self, Publish.self, Unpublish.self, Delete.self, Erase.self, Hosts.self, DropFiles.self,
    TransformFiles.self, Topics.self,
    Voices.self, Formats.self, Assets.self,
    Brands.self, Estimate.self,
    Doctor.self,
    Verify.self, Backup.self, Restore.self,
    Adopt.self,
    Help.self,
    Version.self,
  ]

  static func named(_ name: String) -> (any Verb.Type)? { all.first { $0.name == name } }
}
