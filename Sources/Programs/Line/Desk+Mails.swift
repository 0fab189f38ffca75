import Digests
import Files
import Hosting
import Ledger
import Outbox
import Pages
import Production

// What leads people to a finished video: its page's words, e-mails, and for a list of people a table for mail programs.
extension Desk {
  /// What is put into the outbox, with the page written again where a person changed what it says.
  func saying(_ details: PublishDetails?, of record: JobRecord, _ deliveries: [Delivery]) async throws -> [Delivery] {
    guard let details, let made = try house.page(of: record), let page = try house.page(of: record, saying: details), page != made
    else {
      return deliveries
    }
    let bytes = Array(page.source.utf8)
    let artifact = Artifact(
      name: PageFile.artifact(PageFile.page), digest: try await store(bytes, of: record.name), size: Int64(bytes.count))
    return deliveries.map { delivery in
      guard delivery.folders == [PageFile.folder], delivery.name == PageFile.page else { return delivery }
      return Delivery(artifact, named: PageFile.page, in: PageFile.folder, from: house.store)
    }
  }

  // MARK: - E-mails

  /// Lays the e-mails beside a demo that lead to where it can be seen now, or takes them away where it cannot be seen. Only demos go to people
  /// who do not ask for them.
  func showMails(of record: JobRecord, hosted: HostedVideo?) throws {
    guard record.isDemo, !record.isBatch, record.state != .deleted else { return }
    guard let address = address(of: record.name, record.settings, hosted) else { return try outbox.takeMails(of: record.name) }
    guard let page = try house.page(of: record, saying: hosted?.wish.details ?? house.publishing(of: record)?.details),
      let artifact = record.results[.picture]?.artifacts.first(where: { $0.name == PageFile.movingPicture }),
      let bytes = try house.store.read(artifact.digest, atMost: Self.largestPicture)
    else { return }
    let mail = ShareMail(
      to: page, at: address, campaign: (record.name.batch ?? record.name).text,
      picture: .init(file: PageFile.movingPicture, bytes: bytes))
    if let mail { try outbox.showMails(html: mail.html, message: mail.message, of: record.name) }
  }

  /// Where a video's host shows it; else where people copy its page to.
  private func address(of job: JobName, _ settings: JobSettings, _ hosted: HostedVideo?) -> VideoAddress? {
    if let address = hosted.flatMap({ VideoAddress(of: $0) }) { return address }
    if !settings.publish.host.isEmpty || settings.page.baseAddress.isEmpty { return nil }
    return VideoAddress(base: settings.page.baseAddress, job: job)
  }

  // MARK: - Tables for mail programs

  /// Nil for a list that names nobody's e-mail address.
  func campaign(of batch: JobRecord, _ table: BatchRows, _ jobs: [JobCard]) async throws -> CampaignSheet? {
    guard table.keys.contains(LeadField.email.rawValue) else { return nil }
    let finished = Set(jobs.filter { $0.state == .completed }.map(\.name))
    let hosted = Dictionary(try await house.ledger.hostedVideos(ofBatch: batch.name).map { ($0.job, $0) }) { $1 }
    let records = try await house.ledger.artifacts(called: PageFile.record, ofBatch: batch.name)
    let rows = try table.rows.compactMap { row -> CampaignSheet.Row? in
      guard let job = row.number.map({ batch.name.row($0) }) else { return nil }
      guard finished.contains(job), let address = address(of: job, batch.settings, hosted[job]) else {
        return CampaignSheet.Row(values: row.values)
      }
      let page = hosted[job] == nil ? try house.page(in: records[job]) : nil
      return CampaignSheet.Row(
        values: row.values, title: hosted[job]?.wish.details.title ?? page?.title ?? "",
        link: address.link(inMailsOf: batch.name.text)?.address ?? "",
        thumbnail: Self.poster(hosted[job], page).flatMap { address.file($0)?.address } ?? "",
        picture: batch.isRecorded ? address.file(PageFile.movingPicture)?.address ?? "" : "")
    }
    return CampaignSheet(keys: table.keys, rows: rows)
  }

  /// The widest picture that lies beside the page.
  private static func poster(_ hosted: HostedVideo?, _ page: SharePage?) -> String? {
    guard let hosted else { return page?.films.first?.poster }
    let posters = hosted.files.map(\.name).filter(PageFile.isPoster)
    return posters.first { $0.contains("wide") } ?? posters.min()
  }

  private static let largestPicture = 8 << 20
}
