import Production

extension RenderKit {
  /// The kit's recording, composed by us into four sizes.
  func compose(_ factor: Double, every: Bool = false) throws -> Run {
    let words = ["kit-compose", inputs, place.root, every ? "every" : "near", "\(factor)", "2"]
    var run = try start(Playground.program("dropreel-bench"), words)
    run.encoder = TextFile.lines("\(place.root)/output").last.flatMap { Double($0) } ?? .nan
    return run
  }

  /// The same for so many customers, who have most of it in common.
  func composeBatch(_ factor: Double, customers: Int) throws -> Run {
    try start(Playground.program("dropreel-bench"), ["kit-batch", inputs, place.root, "\(factor)", "2", "\(customers)"])
  }

  /// A command of ffmpeg that composes the same: `single`, `vfr` or `naive`.
  func composePeer(_ what: String) throws -> Run { try start("bash", ["\(kit)/baseline_compose.sh", what], kitSettings) }

  /// The processor seconds of decoding the recording, and of x264 alone on all frames of each size.
  func composeLimit() throws -> Double {
    _ = try start("bash", ["\(kit)/baseline_compose.sh", "decode"], kitSettings)
    var seconds = toldSeconds()
    _ = try start("bash", ["\(kit)/limit_encode.sh", "compose"], kitSettings.merging(["RUNS": "1", "RAW": "/dev/shm"]) { $1 })
    seconds += toldSeconds()
    return seconds
  }

  /// The kit tells of each of its commands in a line: name, wall seconds, processor seconds, megabytes.
  private func toldSeconds() -> Double {
    TextFile.lines("\(place.root)/output").reduce(0) { sum, line in
      let parts = line.split(separator: "\t")
      return sum + (parts.count == 4 ? Double(parts[2]) ?? .nan : 0)
    }
  }

  /// How like a film is to what ffmpeg composes and scales, before it is coded.
  func likeness(_ name: String, _ size: Int) throws -> Double {
    let width = [1080: 1920, 720: 1280, 480: 854, 360: 640][size] ?? 0
    let script = """
      source "$0/env.sh"; source "$0/graphs.sh"
      ffmpeg -hide_banner -nostdin -v info "${COMPOSE_IN[@]}" -i "$1" -filter_complex \
      "$COMPOSE_V;[f]scale=$2:$3,settb=1/30,setpts=N[a];[6:v]fps=30,settb=1/30,setpts=N[b];[b][a]ssim" -an -f null - 2>&1 \
      | grep -o 'All:[0-9.]*' | tail -1
      """
    _ = try start("bash", ["-c", script, kit, "\(place.root)/\(name)", "\(width)", "\(size)"], kitSettings)
    return TextFile.lines("\(place.root)/output").last.flatMap { Double($0.dropFirst(4)) } ?? .nan
  }

  private var kitSettings: [String: String] {
    ["IN": inputs, "OUT": place.root, "PRESET": "fast", "CRF": "23", "NICE": "0"]
  }
}
