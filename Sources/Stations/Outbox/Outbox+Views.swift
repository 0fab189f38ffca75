import Files
package import Production

extension Outbox {
  /// Shows how videos were watched, in reports/, or, of one video, in reports/views/. Where a person changed a file of ours, a new one comes
  /// beside it.
  package func showViews(_ report: ViewReport) throws {
    let reports = try folder(.reports)
    let folder = report.video == nil ? reports : try reports.makeFolder(.safe(ViewReportPage.folder))
    let page = ViewReportPage(report)
    for ending in ViewReportPage.endings {
      try workshop().put(.safe("\(page.name).\(ending)"), in: folder) { page.bytes(of: ending, named: $0.bytes) }
    }
  }
}
