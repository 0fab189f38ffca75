import Pages

/// What servers ask of a schema that they are to hold a model to.
enum SchemaRules {
  /// What is wrong with it; nil where nothing is.
  static func fault(_ schema: JSON, at place: String = "schema") -> String? {
    guard let members = schema.members else { return "\(place): must be an object" }
    let allowed = ["type", "properties", "required", "additionalProperties", "items", "enum", "description", "const", "anyOf"]
    if let strange = members.first(where: { !allowed.contains($0.name) }) {
      return "\(place): '\(strange.name)' is not supported"
    }
    switch schema["type"]?.text {
    case "object":
      guard schema["additionalProperties"] == .flag(false) else {
        return "\(place): For 'object' type, 'additionalProperties' must be explicitly set to false"
      }
      let properties = schema["properties"]?.members ?? []
      let required = (schema["required"]?.array ?? []).compactMap(\.text)
      guard Set(required) == Set(properties.map(\.name)) else { return "\(place): every property must be required" }
      return properties.lazy.compactMap { fault($0.value, at: "\(place).\($0.name)") }.first
    case "array":
      guard let items = schema["items"] else { return "\(place): an array needs items" }
      return fault(items, at: place + "[]")
    case "string", "integer", "boolean", "number": return nil
    default: return "\(place): the type is missing"
    }
  }
}
