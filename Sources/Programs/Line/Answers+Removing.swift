import Ledger
import Production
import Settings

extension Answers {
  func delete(_ job: JobName, by person: String) async throws -> Reply {
    try await house.ledger.askToDelete(job, by: person)
    try await keeper(of: job).errands.leave(.show(job))
    let grace = house.settings.review.grace.components.seconds
    return .done("\(job): it is deleted in \(grace) s. To keep it, take the file away that says so in outbox/\(job.path).")
  }

  func forget(_ words: String, of client: ClientName?, isSure: Bool, by person: String) async throws -> Reply {
    let cards = try await house.people(called: words, of: client)
    if cards.isEmpty { throw Refusal.nobody(called: words) }
    guard isSure else {
      var lines: [String] = []
      for card in cards { lines.append(Self.line(try await house.ledger.story(of: card))) }
      lines.append(
        "Their videos are deleted, here and at their hosts, and their rows are taken out of lists. Nobody can undo it.")
      return .done(lines.joined(separator: "\n") + "\nIf that is meant, say it again with --yes.")
    }
    var (videos, lists) = (0, 0)
    for card in cards {
      let (forgetting, ended) = try await house.forget(card, by: person)
      for lease in ended { await foreman.cancel(lease) }
      keepers.first { $0.client.name == card.client }?.errands.leave(forgetting)
      videos += forgetting.videos.count
      lists += forgetting.lists.count
    }
    foreman.wake.ring()
    publisher.look()
    return .done(
      "Forgotten. \(videos == 1 ? "1 video is" : "\(videos) videos are") being deleted, and \(lists == 1 ? "1 list is" : "\(lists) lists are") gone through; backups of the ledger are yours to renew."
    )
  }

  private static func line(_ story: LeadStory) -> String {
    let videos = story.videos.map(\.job.text)
    let made = videos.isEmpty ? "no videos" : videos.joined(separator: ", ")
    return
      "\(story.card.shownName) (client \(story.card.client)): \(made); in \(story.events.count == 1 ? "1 list" : "\(story.events.count) lists")."
  }
}

extension House {
  /// Everybody of this e-mail address or name, as all lists told of them; nobody where none did. Throws a `Refusal` where it is not clear who is meant.
  func people(called words: String, of client: ClientName?) async throws -> [LeadCard] {
    let wanted = words.trimmedOfBlanks.lowercased()
    guard !wanted.isEmpty else { return [] }
    var found = try await ledger.leads(client: client, matching: words.trimmedOfBlanks, limit: Self.page)
    if found.count == Self.page { found = [] }
    var people = Self.called(wanted, among: found)
    // The search knows capitals of ASCII only, and not the two ways to write an accent.
    if people.isEmpty { people = try await everybody(called: wanted, of: client) }
    let byMail = people.filter { $0.lead.email?.lowercased() == wanted }
    if !byMail.isEmpty { return byMail.map(\.card) }
    guard Set(people.map(\.lead.identity)).count <= 1 else {
      throw Refusal("Several people are called \"\(words)\".", wayOut: "Write the e-mail address of the one who is meant.")
    }
    return people.map(\.card)
  }

  /// Page by page: whoever else asks the ledger need not wait for all.
  private func everybody(called wanted: String, of client: ClientName?) async throws -> [(card: LeadCard, lead: Lead)] {
    var people: [(card: LeadCard, lead: Lead)] = []
    var last: Int64 = 0
    while true {
      let page = try await ledger.leads(client: client, after: last, limit: Self.page)
      guard let end = page.last else { return people }
      people += Self.called(wanted, among: page)
      last = end.id
    }
  }

  private static func called(_ wanted: String, among cards: [LeadCard]) -> [(card: LeadCard, lead: Lead)] {
    cards.map { (card: $0, lead: Lead(line: 0, values: $0.values)) }
      .filter { $0.lead.email?.lowercased() == wanted || $0.lead.shownName.lowercased() == wanted }
  }

  private static let page = 1000
}

extension Refusal {
  static func nobody(called words: String) -> Refusal {
    Refusal(
      "No list told of anybody called \"\(words)\".", wayOut: "Write their e-mail address, or the name as the list has it.")
  }
}
