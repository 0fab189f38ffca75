import Production
import Settings

extension Desk {
  /// Takes over how the client's people want words to be said. Shows nothing, and so never changes what is shown.
  func readPronunciation() throws {
    let topic = "pronunciation \(client.name)"
    do {
      try house.pronunciations.take(from: share, of: client.name)
      house.notices.clear(topic)
    } catch let refusal as Refusal {
      house.notices.raise(topic, "\(refusal.sentence) \(refusal.wayOut)", for: .client(client.name), isTrouble: false)
    }
  }
}
