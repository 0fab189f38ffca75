import Glibc
import Production

/// The processes of `RenderBench`: each way to make the kit's film, and what is asked of the result.
struct RenderKit {
  let place: Playground
  let inputs: String
  let kit: String

  struct Run {
    let cpu: Double
    let wall: Double
    let peak: Double
    /// Of `cpu`, what x264 took; only of our own films.
    var encoder = 0.0
  }

  init(inputs: String?, kit: String?) throws {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    guard let inputs = inputs ?? variable("DROPREEL_KIT_INPUTS"), TextFile.isThere("\(inputs)/captions.tsv"),
      let kit = kit ?? variable("DROPREEL_KIT"), TextFile.isThere("\(kit)/baseline_explainer.sh")
    else {
      throw Refusal(
        "The benchmark kit is not there.",
        wayOut: "Run its make_inputs.sh, then: dropreel-bench render INPUTS KIT, or set DROPREEL_KIT_INPUTS and DROPREEL_KIT.")
    }
    let hasEncoder = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg"].contains(where: TextFile.isThere)
    guard hasEncoder else { throw Refusal("ffmpeg is not installed.", wayOut: "Run: scripts/setup test") }
    self.inputs = inputs
    self.kit = kit
    place = try Playground(name: "render")
  }

  func film(
    _ name: String, _ factor: Double, _ motion: String = "still", _ how: String = "skip", shelf: [String] = []
  ) throws -> Run {
    let words = ["kit-film", inputs, "\(place.root)/\(name)", motion, how, "\(factor)", "2"] + shelf
    var run = try start(Playground.program("dropreel-bench"), words)
    run.encoder = TextFile.lines("\(place.root)/output").last.flatMap { Double($0) } ?? .nan
    return run
  }

  func formats(_ names: [String], in folder: String, _ factor: Double) throws -> Run {
    try start(Playground.program("dropreel-bench"), ["kit-formats", inputs, folder, "\(factor)", "2"] + names)
  }

  /// The best command of ffmpeg, or another that `settings` ask for.
  func peer(_ what: String, _ settings: [String: String] = [:]) throws -> Run {
    let common = [
      "IN": inputs, "OUT": place.root, "PRESET": "fast", "CRF": "23", "NICE": "0", "MOTION": "still", "LOOPING": "filter",
    ]
    return try start("bash", ["\(kit)/baseline_explainer.sh", what], common.merging(settings) { $1 })
  }

  /// x264 on all frames, with the settings of the kit; what draws them for it is not counted.
  func alone(_ motion: String) throws -> Run {
    let pipe = "\(place.root)/frames"
    unlink(pipe)
    mkfifo(pipe, 0o600)
    // Opening the pipe waits for the encoder: that is for a shell, as nobody can wait while a program is being started.
    let words = [
      "-c", "exec \"$0\" kit-frames \"$1\" \"$2\" > \"$3\"", Playground.program("dropreel-bench"), inputs, motion, pipe,
    ]
    let drawer = try ChildProgram("sh", words)
    defer { drawer.stop(by: SIGKILL) }
    let settings =
      "-c:v libx264 -preset fast -crf 23 -g 60 -pix_fmt yuv420p -colorspace bt709 -color_primaries bt709 -color_trc bt709"
    let command =
      "-v error -nostdin -y -f rawvideo -pix_fmt yuv420p -s 1080x1920 -r 30 -i \(pipe) \(settings) \(place.root)/alone.mp4"
    return try start("ffmpeg", command.split(separator: " ").map(String.init))
  }

  /// MoviePy; nil where it is not installed.
  func python() throws -> Run? {
    let program = getenv("DROPREEL_KIT_PYTHON").map { String(cString: $0) } ?? "\(kit)/../venv/bin/python"
    guard TextFile.isThere(program), try run(program, ["-c", "import moviepy"]) != nil else { return nil }
    return try run(program, ["\(kit)/baseline_moviepy.py", inputs, place.root, "fast"])
  }

  /// How near a film's brightness is to what was drawn, in dB over all frames.
  func nearness(_ name: String, _ motion: String) throws -> Double {
    _ = try start(Playground.program("dropreel-bench"), ["kit-noise", inputs, "\(place.root)/\(name)", motion])
    return TextFile.lines("\(place.root)/output").last.flatMap { Double($0) } ?? .nan
  }

  /// The bytes of a film without its sound.
  func pictureBytes(_ name: String) -> Double {
    let path = "\(place.root)/pictures.mp4"
    let words = ["-v", "error", "-nostdin", "-y", "-i", "\(place.root)/\(name)", "-map", "0:v", "-c", "copy", path]
    _ = try? ChildProgram("ffmpeg", words).waitForEnd()
    var facts = stat()
    return stat(path, &facts) == 0 ? Double(facts.st_size) : .nan
  }

  func median(_ runs: [Run]) -> Run {
    Run(
      cpu: Figure.median(runs.map(\.cpu)), wall: Figure.median(runs.map(\.wall)), peak: Figure.median(runs.map(\.peak)),
      encoder: Figure.median(runs.map(\.encoder)))
  }

  func start(_ program: String, _ words: [String], _ environment: [String: String] = [:]) throws -> Run {
    guard let run = try run(program, words, environment) else {
      let said = TextFile.text("\(place.root)/output") + TextFile.text("\(place.root)/output.errors")
      throw Refusal("\(program) failed.", wayOut: "See what it said.", detail: "\(words.joined(separator: " "))\n\(said)")
    }
    return run
  }

  /// Nil when it failed.
  private func run(_ program: String, _ words: [String], _ environment: [String: String] = [:]) throws -> Run? {
    let begin = ContinuousClock.now
    let ending = try ChildProgram(program, words, output: "\(place.root)/output", environment: environment).waitForEnd()
    guard ending.code == 0 else { return nil }
    return Run(cpu: ending.processorSeconds, wall: (ContinuousClock.now - begin) / .seconds(1), peak: ending.peakMegabytes)
  }
}
