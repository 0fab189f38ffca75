package import Production

/// What a command asks of the service, over its local socket or, when none runs, of the same code in its own process.
package enum Request: Sendable, Codable, Equatable {
  case boards
  case jobs(JobFilter)
  case story(JobName)
  /// The script as it was drafted, with the place of each statement in the document.
  case sources(JobName)
  case leads(LeadFilter)
  /// How videos were watched, client by client, and of several what they come to together.
  case views(ClientName?, ViewScope, ViewDays)
  /// Batches, or the rows of one.
  case batches(BatchFilter)
  case budget
  /// What some days cost, client by client, or one job in them; with an invoice's month its files are written, too.
  case costs(ClientName?, ViewDays, invoice: String?, job: JobName?)
  /// What voices said day by day, and what was there from before.
  case voiceUsage(ClientName?, limit: Int)
  /// The voices of the account that is paid.
  case paidVoices
  /// What lies among the assets, of one client or of all.
  case assets(ClientName?)
  case brands(ClientName?)
  /// Looks at a brand, or at all of them, and draws their style sheets.
  case checkBrands(ClientName?, name: String?)
  case decide(job: JobName, decision: Decision, notes: String)
  case retry(JobName)
  /// Further formats of a finished video, as somebody wrote them.
  case reformat(JobName, formats: String)
  /// Onto a host, or what its host says of it changed.
  case publish(JobName, PublishChange)
  /// Away from its host.
  case unpublish(JobName)
  case hosts(ClientName?, limit: Int)
  /// All that was made of a job, here and at its host.
  case delete(JobName)
  /// A person, by e-mail address or name, of all clients or one; unless `isSure`, only what that would mean.
  case forget(String, ClientName?, isSure: Bool)
  /// By what viewers are told from each other.
  case forgetViewers
  case verify
  case backup(to: String)
  case health
  /// What the service finds when it looks at itself: only it has its rights, its groups and its view of the disk.
  case examine
  /// From now on the folder at the client's path is its share, whatever mark it carries.
  case adopt(ClientName)
}

package struct JobFilter: Sendable, Codable, Equatable {
  package var client: ClientName?
  package var states: Set<JobState>
  package var limit: Int

  package init(client: ClientName? = nil, states: Set<JobState> = [], limit: Int = 200) {
    self.client = client
    self.states = states
    self.limit = limit
  }
}

package struct LeadFilter: Sendable, Codable, Equatable {
  package var client: ClientName?
  /// What their name, e-mail address or company holds.
  package var text: String
  package var limit: Int

  package init(client: ClientName? = nil, text: String = "", limit: Int = 200) {
    self.client = client
    self.text = text
    self.limit = limit
  }
}

package struct BatchFilter: Sendable, Codable, Equatable {
  package var client: ClientName?
  package var name: JobName?
  package var limit: Int

  package init(client: ClientName? = nil, name: JobName? = nil, limit: Int = 200) {
    self.client = client
    self.name = name
    self.limit = limit
  }
}

package enum Reply: Sendable, Codable, Equatable {
  case boards([StatusBoard])
  case jobs([JobCard])
  case story(JobStory)
  case text(String)
  case leads([LeadStory])
  case views([ViewReport])
  case batches([BatchCard], rows: [JobCard])
  case budget([Allowance])
  case costs([CostReport])
  case voiceUsage([VoiceUsage])
  case voices([KnownVoice])
  case assets([ClientAssets])
  case brands([ClientBrands])
  case hosts(HostBoard)
  case done(String)
  /// Empty when all is well.
  case verified(problems: [String], checked: Int)
  case health(Health)
  case examined([ExaminedItem])
  case refused(Refusal)
}

/// How the service itself is.
package struct Health: Sendable, Codable, Equatable {
  package var process: Int32
  package var startedAt: Moment
  package var isStopping: Bool
  package var runningStages: Int
  package var notices: [String]
  package var watch: WatchHealth

  package init(
    process: Int32, startedAt: Moment, isStopping: Bool, runningStages: Int, notices: [String],
    watch: WatchHealth = WatchHealth()
  ) {
    self.process = process
    self.startedAt = startedAt
    self.isStopping = isStopping
    self.runningStages = runningStages
    self.notices = notices
    self.watch = watch
  }
}
