/// The folders of a client's share, by the names that people see.
package enum ShareFolder: String, Sendable, CaseIterable {
  case inbox, review, outbox, failed, assets, reports

  /// Ours, in every share: what was just claimed and what is being put together. People need not look into it.
  package static let hidden = ".dropreel"
  package static let statusPage = "STATUS.html"
}
