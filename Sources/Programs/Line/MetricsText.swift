/// The text format of Prometheus: families of samples, each under its help and its type. A value of a label may be any text.
package struct MetricsText: Sendable {
  package enum Kind: String, Sendable { case counter, gauge, histogram }
  package typealias Labels = [(name: String, value: String)]

  package private(set) var text = ""

  package init() {}

  /// Samples of one family, in the order that they are given. A family without samples is left out.
  package mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [(labels: Labels, value: Double)]) {
    if samples.isEmpty { return }
    head(name, kind, help)
    for sample in samples { line(name, sample.labels, sample.value) }
  }

  package mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    add(name, kind, help, [([], value)])
  }

  package mutating func add(_ name: String, _ help: String, _ histograms: [(labels: Labels, times: StageTimes)]) {
    if histograms.isEmpty { return }
    head(name, .histogram, help)
    for (labels, times) in histograms {
      var count = 0
      for (bound, part) in zip(StageTimes.bounds, times.counts) {
        count += part
        line(name + "_bucket", labels + [("le", Self.number(bound))], Double(count))
      }
      line(name + "_bucket", labels + [("le", "+Inf")], Double(times.total))
      line(name + "_sum", labels, times.seconds)
      line(name + "_count", labels, Double(times.total))
    }
  }

  private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  private mutating func line(_ name: String, _ labels: Labels, _ value: Double) {
    let pairs = labels.map { "\($0.name)=\"\(Self.quoted($0.value))\"" }.joined(separator: ",")
    text += name + (pairs.isEmpty ? "" : "{\(pairs)}") + " \(Self.number(value))\n"
  }

  private static func quoted(_ text: String) -> String {
    // Names of stages and of clients need nothing, and the code that replaces is large.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") }) else {
      return text
    }
    // Scalar by scalar: a mark that joins a quotation mark would hide it from whoever compares letters.
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == "\"" || scalar == "\n" { quoted.append("\\") }
      quoted.append(scalar == "\n" ? "n" : scalar)
    }
    return String(quoted)
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}
