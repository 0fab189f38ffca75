package import Production
import Speech
package import Voices

extension Workbench {
  /// The neural voices; nil where they are not to be used. They can be taken up once.
  var speechHost: HostEngine? {
    let lines = descriptors("voices")
    return lines.isEmpty ? nil : HostEngine(descriptors: lines, edition: order.notes[SpeechNotes.edition] ?? "")
  }

  /// How much is done at once: as much as the stage has cores, and lines to the speech host.
  var cores: Int { StageCard.card(of: order.lease.stage).cores }
}

/// The takes that the service keeps for this client. Nothing here fails a stage: what is not there is said again.
extension Workbench: TakeShelf {
  package func take(_ key: TakeKey) -> Take? {
    guard case .answer(_, let name?)? = ask(.ask(question: .take, key: key.digest.hex)),
      let bytes = try? handed(name, atMost: TakeLabel.largestTake)
    else { return nil }
    return try? Take(encoded: bytes)
  }

  package func keep(_ take: Take, as key: TakeKey, _ label: TakeLabel) {
    guard let bytes = try? take.encoded(), let part = try? putAside(key.digest.hex, bytes) else { return }
    say(.part(part, of: label))
  }
}
