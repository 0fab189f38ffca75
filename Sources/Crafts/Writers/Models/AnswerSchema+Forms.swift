import Pages
import Production
import Scripts

/// The forms that models are asked for. No numbers of letters or lines in them: not every server can hold a model to such bounds, so
/// the checks of the script do.
extension AnswerSchema {
  static let script = AnswerSchema(
    name: "script",
    schema: object([
      ("title", text),
      (
        "lines",
        list(
          of: object([
            ("speaker", choice(ScriptAnswer.Role.allCases.map(\.rawValue))), ("pose", choice(Pose.allCases.map(\.rawValue))),
            ("text", text), ("from", list(of: text)),
          ]))
      ),
      ("takeaway", text),
    ]))

  static let pair = AnswerSchema(name: "pair", schema: object([("question", text), ("answer", text)]))

  private static let text = JSON.object([.init("type", .text("string"))])

  private static func choice(_ words: [String]) -> JSON {
    .object([.init("type", .text("string")), .init("enum", .array(words.map(JSON.text)))])
  }

  private static func list(of items: JSON) -> JSON {
    .object([.init("type", .text("array")), .init("items", items)])
  }

  /// Every member is required, and no other is allowed.
  private static func object(_ members: [(String, JSON)]) -> JSON {
    .object([
      .init("type", .text("object")), .init("additionalProperties", .flag(false)),
      .init("required", .array(members.map { .text($0.0) })), .init("properties", .object(members.map { .init($0.0, $0.1) })),
    ])
  }
}
