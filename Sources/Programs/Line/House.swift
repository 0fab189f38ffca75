import Digests
import Files
import Ledger
import Journal
import Production
import Sandbox
import Settings

/// What every part of the service shares: built once from the settings, and passed in.
struct House: Sendable {
  let inForce: SettingsInForce
  let installation: Installation
  /// Of all that films are drawn with: other characters make another film of the same script.
  let assets: Digest
  /// Of the speech host's programs and of what they run on: another one may say the same text in another way.
  let speechEdition: String
  let ledger: Ledger
  let store: ContentStore
  let storekeeper: Storekeeper
  let journal: Journal
  let secrets: Secrets
  let supervisor: Supervisor
  let notices: Notices
  let pronunciations: Pronunciations
  let assetBook: AssetBook
  let disk: DiskKeeper
  let alarm = Alarm()
  let meter = Meter()
  let countries = CountryTable()
  let watchRecord = WatchRecord()
  let looseWork = LooseWork()

  /// Every error that is caught and lived with passes here: some concern the whole house.
  func heard(_ error: any Error) {
    disk.heard(error)
    alarm.heard(error)
  }

  /// As they are at this moment: ask anew for each use.
  var settings: ServiceSettings { inForce.settings }

  var retry: RetryPolicy {
    RetryPolicy(
      tries: settings.line.tries, firstPause: settings.line.firstPause, longestPause: settings.line.longestPause,
      crashesUntilQuarantine: settings.line.crashes)
  }

  /// Whether new sound is made by the neural voices: part of what a voice stage is recorded under.
  var voicesAreNeural: Bool { installation.speaksNeurally(settings) }

  /// The account of the paid voices; nil where none is set up.
  var voiceAccount: VoiceAccount? { settings.voiceAccount }
}
