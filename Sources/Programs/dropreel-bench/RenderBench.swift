import Glibc
import Production

/// The explainer of the benchmark kit, 60 seconds of 1080x1920 with 246 different pictures, made by us and by what else could make it, in turn.
///
/// The kit's inputs are drawn by its `make_inputs.sh`. All are measured by the processor time of their whole processes, and by the peak of the
/// largest.
struct RenderBench {
  let inputs: String
  let kit: String
  let rounds: Int
  /// What our film takes to be as near to what was drawn as x264 with all frames at 23.
  let rateFactor: Int
  private let place: Playground

  struct Run {
    let cpu: Double
    let wall: Double
    let peak: Double
  }

  init(inputs: String?, kit: String?, rounds: Int, rateFactor: Int) throws {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    guard let inputs = inputs ?? variable("DROPREEL_KIT_INPUTS"), TextFile.isThere("\(inputs)/captions.tsv"),
      let kit = kit ?? variable("DROPREEL_KIT"), TextFile.isThere("\(kit)/baseline_explainer.sh")
    else {
      throw Refusal(
        "The benchmark kit is not there.",
        wayOut: "Run its make_inputs.sh, then: dropreel-bench render INPUTS KIT, or set DROPREEL_KIT_INPUTS and DROPREEL_KIT.")
    }
    let hasEncoder = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg"].contains(where: TextFile.isThere)
    guard hasEncoder else { throw Refusal("ffmpeg is not installed.", wayOut: "Run: scripts/setup bench") }
    self.inputs = inputs
    self.kit = kit
    self.rounds = max(1, rounds)
    self.rateFactor = rateFactor
    place = try Playground(name: "render")
  }

  func run() throws {
    var best: [Run] = [], decimated: [Run] = [], ours: [Run] = []
    for _ in 0..<rounds {
      best.append(try peer("full"))
      ours.append(try film("ours.mp4"))
      decimated.append(try peer("vfr"))
    }
    let mine = median(ours)
    ratios("render", best, decimated, mine)
    try quality()
    try others(mine)
    try edit(mine)
    try moving()
  }

  private func ratios(_ name: String, _ best: [Run], _ decimated: [Run], _ mine: Run) {
    Figure.say("\(name).cpu_s", mine.cpu, "s", places: 2)
    Figure.say("\(name).wall_s", mine.wall, "s", places: 2)
    Figure.say("\(name).best_ffmpeg_cpu_s", median(best).cpu, "s", places: 2)
    Figure.say("\(name).x_best_ffmpeg", median(best).cpu / mine.cpu, "x", places: 2)
    Figure.say("\(name).wall_x_best_ffmpeg", median(best).wall / mine.wall, "x", places: 2)
    Figure.say("\(name).x_mpdecimate", median(decimated).cpu / mine.cpu, "x", places: 2)
    Figure.say("\(name).peak_mb", mine.peak, "MB")
    Figure.say("\(name).best_ffmpeg_peak_mb", median(best).peak, "MB")
  }

  /// Beside x264 alone, given each of the same frames.
  private func quality() throws {
    let alone = try alone("still")
    Figure.say("render.x264_alone_cpu_s", alone.cpu, "s", places: 2)
    Figure.say("render.psnr_db", try noise("ours.mp4", "still"), "dB", places: 2)
    Figure.say("render.psnr_x264_alone_db", try noise("alone.mp4", "still"), "dB", places: 2)
    // The sound of the two is not the same; x264's own file has none.
    Figure.say("render.bytes_vs_ffmpeg", pictureBytes("ours.mp4") / pictureBytes("explainer_filter_still.mp4"), "x", places: 2)
  }

  private func others(_ mine: Run) throws {
    let loop = try peer("full", ["LOOPING": "demuxer"])
    Figure.say("render.x_loop1", loop.cpu / mine.cpu, "x", places: 1)
    unsetenv("LOOPING")
    let python = "\(kit)/../venv/bin/python"
    if TextFile.isThere(python), try run(python, ["-c", "import moviepy"], mayFail: true) != nil,
      let other = try run(python, ["\(kit)/baseline_moviepy.py"], mayFail: true)
    {
      Figure.say("render.x_moviepy", other.cpu / mine.cpu, "x", places: 1)
    } else {
      Figure.note("MoviePy is not installed beside the kit; render.x_moviepy is not measured.")
    }
  }

  /// All is kept; then one sentence of ten is mended.
  private func edit(_ mine: Run) throws {
    var runs: [Run] = []
    for round in 0..<rounds {
      let scenes = try place.folder("scenes-\(round)")
      _ = try film("kept.mp4", shelf: [scenes])
      runs.append(try film("edited.mp4", shelf: [scenes, "edit"]))
    }
    let edited = median(runs)
    Figure.say("render.edit_one_line", edited.cpu / mine.cpu, "x", places: 3)
    Figure.say("render.edit_one_line_wall_s", edited.wall, "s", places: 2)
  }

  /// A background that moves slowly; and every frame of it, whether it differs or not.
  private func moving() throws {
    let peer = try peer("full", ["MOTION": "pan"])
    unsetenv("MOTION")
    let mine = try film("pan.mp4", "pan")
    Figure.say("render.pan_x_best_ffmpeg", peer.cpu / mine.cpu, "x", places: 2)
    let every = try film("every.mp4", "pan", "every")
    Figure.say("render.limit_ratio", every.cpu / (try alone("pan")).cpu, "x", places: 3)
  }

  // The processes.

  private func film(_ name: String, _ motion: String = "still", _ how: String = "skip", shelf: [String] = []) throws -> Run {
    let words = ["kit-film", inputs, "\(place.root)/\(name)", motion, how, "\(rateFactor)", "2"] + shelf
    return try start(Playground.program("dropreel-bench"), words)
  }

  private func peer(_ what: String, _ settings: [String: String] = [:]) throws -> Run {
    let common = ["IN": inputs, "OUT": place.root, "PRESET": "fast", "CRF": "23", "NICE": "0"]
    return try start("bash", ["\(kit)/baseline_explainer.sh", what], common.merging(settings) { $1 })
  }

  /// x264 on all frames, with the settings of the kit; what draws them for it is not counted.
  private func alone(_ motion: String) throws -> Run {
    let pipe = "\(place.root)/frames"
    unlink(pipe)
    mkfifo(pipe, 0o600)
    let drawer = try ChildProgram(Playground.program("dropreel-bench"), ["kit-frames", inputs, motion], output: pipe)
    defer { drawer.stop(by: SIGKILL) }
    let settings =
      "-c:v libx264 -preset fast -crf 23 -g 60 -pix_fmt yuv420p -colorspace bt709 -color_primaries bt709 -color_trc bt709"
    let words =
      "-v error -nostdin -y -f rawvideo -pix_fmt yuv420p -s 1080x1920 -r 30 -i \(pipe) \(settings) \(place.root)/alone.mp4"
    return try start("ffmpeg", words.split(separator: " ").map(String.init))
  }

  private func noise(_ name: String, _ motion: String) throws -> Double {
    let output = "\(place.root)/noise"
    let child = try ChildProgram(
      Playground.program("dropreel-bench"), ["kit-noise", inputs, "\(place.root)/\(name)", motion], output: output)
    _ = child.waitForEnd()
    return TextFile.lines(output).last.flatMap { Double($0) } ?? .nan
  }

  /// The bytes of a film without its sound.
  private func pictureBytes(_ name: String) -> Double {
    let path = "\(place.root)/pictures.mp4"
    let words = ["-v", "error", "-nostdin", "-y", "-i", "\(place.root)/\(name)", "-map", "0:v", "-c", "copy", path]
    _ = try? ChildProgram("ffmpeg", words).waitForEnd()
    var facts = stat()
    return stat(path, &facts) == 0 ? Double(facts.st_size) : .nan
  }

  private func start(_ program: String, _ words: [String], _ environment: [String: String] = [:]) throws -> Run {
    guard let run = try run(program, words, environment) else {
      throw Refusal("\(program) failed.", wayOut: "Look at its words in \(place.root).", detail: words.joined(separator: " "))
    }
    return run
  }

  private func run(
    _ program: String, _ words: [String], _ environment: [String: String] = [:], mayFail: Bool = true
  ) throws -> Run? {
    let begin = ContinuousClock.now
    let ending = try ChildProgram(program, words, output: "\(place.root)/output", environment: environment).waitForEnd()
    guard ending.code == 0 else { return nil }
    return Run(cpu: ending.processorSeconds, wall: (ContinuousClock.now - begin) / .seconds(1), peak: ending.peakMegabytes)
  }

  private func median(_ runs: [Run]) -> Run {
    Run(cpu: Figure.median(runs.map(\.cpu)), wall: Figure.median(runs.map(\.wall)), peak: Figure.median(runs.map(\.peak)))
  }
}
