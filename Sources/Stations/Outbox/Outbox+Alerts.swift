import Files
import Production

extension Outbox {
  /// Shows a client's people what alerts concern them, in reports/. Where a person changed a file of ours, a new one comes beside it.
  package func showAlerts(_ report: AlertReport) throws {
    let reports = try folder(.reports)
    for file in AlertReport.names {
      try workshop().put(.safe(file), in: reports) { report.bytes(of: file, named: $0.bytes) }
    }
  }
}
