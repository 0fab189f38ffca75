import Documents
import Production
import Writers

extension Workbench {
  /// The document that was read; where the settings name a topic, only what is about it.
  func documentInFocus() throws -> StructuredDocument {
    let document = try value(StructuredDocument.self, from: "document.json", atMost: 64 << 20)
    let topic = order.settings.topic
    return topic.isEmpty ? document : TopicFocus.narrow(document, to: topic, fileName: order.notes["name"] ?? "")
  }
}
