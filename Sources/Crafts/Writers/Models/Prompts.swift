import Production

/// The texts that models are sent; each is a file of its own, with `{{names}}` where values go.
enum Prompts {
  static var system: [UInt8] { PackageResources.system_txt }
  static var task: [UInt8] { PackageResources.task_txt }
  static var emphasis: [UInt8] { PackageResources.emphasis_txt }
  static var wishes: [UInt8] { PackageResources.wishes_txt }
  static var repair: [UInt8] { PackageResources.repair_txt }
  static var pairSystem: [UInt8] { PackageResources.pair_system_txt }
  static var pair: [UInt8] { PackageResources.pair_txt }

  static func style(_ style: VideoStyle) -> String {
    let bytes =
      switch style {
      case .educational: PackageResources.style_educational_txt
      case .finance: PackageResources.style_finance_txt
      case .tech: PackageResources.style_tech_txt
      case .motivation: PackageResources.style_motivation_txt
      }
    return String(decoding: bytes, as: UTF8.self).trimmed
  }

  static func tone(_ tone: ScriptTone) -> String {
    let bytes =
      switch tone {
      case .professional: PackageResources.tone_professional_txt
      case .casual: PackageResources.tone_casual_txt
      case .technical: PackageResources.tone_technical_txt
      case .sales: PackageResources.tone_sales_txt
      }
    return String(decoding: bytes, as: UTF8.self).trimmed
  }

  /// A file with its values in their places; what looks like a place inside a value stays as it is.
  static func filled(_ file: [UInt8], _ values: [String: String]) -> String {
    var result = ""
    var rest = String(decoding: file, as: UTF8.self)[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      let name = String(rest[open.upperBound..<close.lowerBound])
      result += rest[..<open.lowerBound] + (values[name] ?? "")
      rest = rest[close.upperBound...]
    }
    return (result + rest).trimmed
  }
}
