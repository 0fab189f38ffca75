import Files
import Pages
package import Production

extension Outbox {
  /// Shows how videos were watched, in reports/, or, of one video, campaign or site, in a folder there. Where a person changed a file of ours, a
  /// new one comes beside it. `others` are the campaigns and sites that have pages, too.
  package func showViews(_ report: ViewReport, beside others: [ViewScope] = []) throws {
    let page = ViewReportPage(report, beside: others)
    try show(page.name, ViewReportPage.endings, in: report.scope.kind) { page.bytes(of: $0, named: $1) }
  }

  /// Shows what became of a person: the videos that were made for them, and how they watched.
  package func showLead(_ story: LeadStory) throws {
    let page = LeadPage(story)
    try show(page.name, LeadPage.endings, in: .lead) { page.bytes(of: $0, named: $1) }
    // A list that was corrected calls them otherwise; one that somebody changed is theirs.
    for (pages, name) in try self.pages(about: story.card.id) where !LeadPage.isPage(name.description, called: page.name) {
      try Workshop.takeOurs(name, outOf: pages, atMost: Workshop.largestText)
    }
  }

  /// Takes away what there is about a person.
  package func forgetPages(of id: Int64) throws { for (pages, name) in try pages(about: id) { try pages.remove(name) } }

  /// They are known by a number, whatever somebody was called when these were written.
  private func pages(about id: Int64) throws -> [(Folder, FileName)] {
    guard let kind = ViewReportPage.folder(of: .lead), let pages = try folder(.reports).folderIfThere(.safe(kind)) else {
      return []
    }
    return try pages.entries().filter { $0.kind == .file && LeadPage.isPage($0.name.description, of: id) }.map {
      (pages, $0.name)
    }
  }

  /// Shows what a month cost, in reports/.
  package func showCosts(_ page: CostPage) throws {
    let reports = try folder(.reports)
    for file in page.names { try workshop().put(.safe(file), in: reports) { page.bytes(of: file, named: $0.bytes) } }
  }

  private func show(
    _ name: String, _ endings: [String], in kind: ViewScope.Kind, _ bytes: (String, [UInt8]) -> [UInt8]
  ) throws {
    let reports = try folder(.reports)
    let folder = try ViewReportPage.folder(of: kind).map { try reports.makeFolder(.safe($0)) } ?? reports
    for ending in endings {
      try workshop().put(.safe("\(name).\(ending)"), in: folder) { bytes(ending, $0.bytes) }
    }
  }
}

/// A report for who asked for it, as a file of its own.
package enum ViewReportFile {
  package static func html(_ report: ViewReport) -> String { ViewReportPage(report, hasNeighbours: false).page.source }

  package static func csv(_ report: ViewReport) -> String {
    "\u{FEFF}" + ([["what", "which", "count"]] + ViewReportPage(report).rows).map(CSV.row).joined()
  }
}
