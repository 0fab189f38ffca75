import FoundationEssentials
import Journal
import Production
import Sandbox

/// Runs the administrator's program for one alert: without a shell, within a time, what it says goes to the log.
struct AlertCommand: Sendable {
  let nursery: Nursery
  let journal: Journal
  let words: [String]

  private static let patience = Duration.seconds(30)
  /// More lines of its talk than this are not kept.
  private static let mostLines = 50

  func tell(_ alert: Alert) async {
    guard let program = words.first else { return }
    let journal = journal.about(["topic": alert.topic.description, "program": program])
    do {
      let child = try await nursery.spawn(
        ChildPlan(
          program: program, arguments: Array(words.dropFirst()), environment: Self.environment(of: alert), workFolder: "/",
          niceness: 5))
      let patience = Task {
        if (try? await Task.sleep(for: Self.patience)) != nil { child.kill() }
      }
      defer { patience.cancel() }
      // A program that does not read its words has them in its environment.
      try? child.send(line: try Self.object(of: alert))
      child.closeOrders()
      var said = 0
      for await line in child.lines {
        said += 1
        if said <= Self.mostLines {
          journal.log(.info, "The alert's command says", fields: ["line": String(decoding: line, as: UTF8.self)])
        }
      }
      let end = await child.waitUntilEnded()
      let fields = end.detail.isEmpty ? [:] : ["detail": end.detail]
      if end.wentWell {
        journal.log(.info, "An administrator was told", fields: fields)
      } else {
        journal.log(.warning, "An administrator could not be told: the command \(Self.sentence(of: end))", fields: fields)
      }
    } catch {
      journal.log(.warning, "An administrator could not be told", fields: ["error": "\(error)"])
    }
  }

  private static func sentence(of end: ChildEnd) -> String {
    end.cause == .stopped ? "took longer than \(patience.components.seconds) s" : end.sentence
  }

  private static func environment(of alert: Alert) -> [String: String] {
    [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
      "DROPREEL_ALERT_TOPIC": alert.topic.kind.rawValue, "DROPREEL_ALERT_STATE": alert.stands ? "raised" : "cleared",
      "DROPREEL_ALERT_CLIENT": alert.topic.client?.text ?? "", "DROPREEL_ALERT_WORDS": text(of: alert),
    ]
  }

  private static func text(of alert: Alert) -> String {
    alert.stands ? "\(alert.what.sentence) \(alert.what.wayOut)" : "It is over: \(alert.what.sentence)"
  }

  private struct Words: Encodable {
    let topic: String
    let state: String
    let client: String?
    let words: String
    let what: String
    let wayOut: String
    let raised: Date
    let cleared: Date?
  }

  private static func object(of alert: Alert) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let words = Words(
      topic: alert.topic.kind.rawValue, state: alert.stands ? "raised" : "cleared", client: alert.topic.client?.text,
      words: text(of: alert), what: alert.what.sentence, wayOut: alert.what.wayOut, raised: Date(alert.raised),
      cleared: alert.cleared.map { Date($0) })
    return Array(try encoder.encode(words))
  }
}

extension Date {
  fileprivate init(_ moment: Moment) { self.init(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000) }
}
