package import Production

/// One client: who it is, where its share is, and what holds for its jobs.
package struct ClientSettings: Sendable, Equatable {
  package let name: ClientName
  /// The folder that the client's people reach, as a whole path without a slash at its end.
  package let share: String
  /// The service's job settings with this client's own over them.
  package var job: JobSettings
  /// Whether folder.toml may change the gates, even to none.
  package var foldersMaySetGates: Bool
  /// The most that this client spends in a calendar month; nil for as much as all of them may.
  package var monthBudget: Money?
  /// Who writes for this client. No folder.toml may change it: it costs money, and sends documents away.
  package var writer: WriterSettings

  package init(
    name: ClientName, share: String, job: JobSettings = .defaults, foldersMaySetGates: Bool = true, monthBudget: Money? = nil,
    writer: WriterSettings = WriterSettings()
  ) {
    self.name = name
    self.share = share
    self.job = job
    self.foldersMaySetGates = foldersMaySetGates
    self.monthBudget = monthBudget
    self.writer = writer
  }
}

/// A client while its table is read: what must be there may still be missing.
struct ClientDraft: HoldsJobSettings {
  var name: ClientName?
  var share: String?
  var job: JobSettings
  var foldersMaySetGates = true
  var monthBudget: Money?
  var writer = WriterSettings()
}
