import Files
import Production

/// What was dropped among the assets, into a verdict on each.
enum AssetsStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    var verdicts: [String: AssetVerdict] = [:]
    for (index, input) in bench.order.inputs.enumerated() {
      guard let path = AssetInput.path(of: input.name) else { continue }
      bench.progress(Double(index) / Double(bench.order.inputs.count), "looking at \(path)")
      verdicts[path] = try AssetCheck(path: path, input: input, bench: bench).verdict()
    }
    try bench.keep("verdicts.json", json: verdicts)
    return [:]
  }
}
