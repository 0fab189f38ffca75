import Files
package import Production

extension Outbox {
  /// Lays the e-mails beside a video that lead to it. Where a person changed one of ours, a new one comes beside it; nothing where people took
  /// the folder away.
  package func showMails(html: String, message: [UInt8], of job: JobName) throws {
    guard let folder = try folderIfThere(.outbox, of: job) else { return }
    let workshop = try workshop()
    try workshop.put(.safe(PageFile.mail), in: folder) { Seal.sealed(html + "<!-- ", name: $0.bytes, ending: .html) }
    // Behind its last part mail programs read nothing.
    let text = String(decoding: message, as: UTF8.self) + "("
    try workshop.put(.safe(PageFile.message), in: folder, atMost: Self.largestMail) {
      Seal.sealed(text, name: $0.bytes, ending: .mail)
    }
  }

  /// Takes them away again, but for those that a person changed.
  package func takeMails(of job: JobName) throws {
    guard let folder = try folderIfThere(.outbox, of: job) else { return }
    for name in [PageFile.mail, PageFile.message] { try Workshop.takeOurs(.safe(name), outOf: folder, atMost: Self.largestMail) }
  }

  private static let largestMail = 16 << 20

  /// Lays the table for mail programs into a batch's folder.
  package func showCampaign(_ sheet: CampaignSheet, of batch: JobName) throws {
    guard let folder = try folderIfThere(.outbox, of: batch) else { return }
    try workshop().put(.safe(CampaignSheet.name), in: folder, atMost: BatchRows.largest) { sheet.bytes(named: $0.bytes) }
  }
}
