import Glibc
import Production

/// The benches by name, and the small programs that they start beside themselves.
enum Bench {
  static func run(_ arguments: [String]) async -> Int32 {
    do {
      switch arguments.first {
      case "intake": try await IntakeBench(fileCount: number(arguments, 1) ?? 100_000).run()
      case "ledger": try await IntakeBench(fileCount: number(arguments, 1) ?? 100_000).measureLedger()
      case "latency": try await LatencyBench(rounds: number(arguments, 1) ?? 15).run()
      case "line": try await LineBench().run()
      case "preview": try await PreviewBench().run()
      case "documents": try DocumentsBench().run()
      case "transform": try TransformBench().run()
      case "views": try await ViewsBench(lineCount: number(arguments, 1) ?? 1_000_000).run()
      case "views-reports": try await ViewsBench(lineCount: 0).measureReports(in: Playground(name: "reports"))
      case "views-memory": try ViewsBench(lineCount: 0).measureMemory()
      case "views-live": try await ViewsBench(lineCount: 0).measureLive()
      case "ingest-views": try await ViewsBench.ingest(arguments[1], into: arguments[2])
      case "upload": try await UploadBench(megabytes: number(arguments, 1) ?? 500).run()
      case "put-file": try UploadBench.put(arguments[2], to: arguments[1], as: arguments[3])
      case "read-document": try DocumentPrint.run(arguments[1])
      case "voices": try await VoicesBench().run()
      case "lengths": try await measureLengths(Array(arguments.dropFirst()))
      case "render":
        let words = Array(arguments.dropFirst())
        try RenderBench(inputs: words.first, kit: words.dropFirst().first, rounds: number(arguments, 3) ?? 5).run()
      case "compose":
        let words = Array(arguments.dropFirst())
        try ComposeBench(inputs: words.first, kit: words.dropFirst().first, rounds: number(arguments, 3) ?? 5).run()
      case "kit-compose": try KitCompose.make(Array(arguments.dropFirst()))
      case "kit-batch": try KitCompose.makeBatch(Array(arguments.dropFirst()))
      case "kit-film": try KitFilm.make(Array(arguments.dropFirst()))
      case "kit-formats": try KitFilm.makeFormats(Array(arguments.dropFirst()))
      case "kit-frames": try KitFilm.frames(Array(arguments.dropFirst()))
      case "kit-noise": try KitFilm.noise(Array(arguments.dropFirst()))
      case "burst": try Burst.write(into: arguments[1], count: number(arguments, 2) ?? 0)
      default:
        return complain(
          """
          usage: dropreel-bench intake [FILES] | ledger [FILES] | latency [ROUNDS] | line | preview | documents | transform | views [LINES] | upload [MB] | voices \
          | render [INPUTS KIT [ROUNDS]] | compose [INPUTS KIT [ROUNDS]] | lengths [neural|flite] [EARLIER.lines…] [DOCUMENT…]
          """
        )
      }
      return 0
    } catch let refusal as Refusal {
      return complain("\(refusal.sentence) \(refusal.wayOut) \(refusal.detail)")
    } catch {
      return complain("\(error)")
    }
  }

  private static func measureLengths(_ arguments: [String]) async throws {
    let files = arguments.filter { !["neural", "flite"].contains($0) }
    let known = files.filter { $0.hasSuffix(".lines") }.flatMap(TextFile.lines)
    let voices = try await BenchVoices(neural: !arguments.contains("flite"), known: known)
    try LengthsBench(voices: voices, documents: files.filter { !$0.hasSuffix(".lines") }).run()
  }

  private static func number(_ arguments: [String], _ place: Int) -> Int? {
    arguments.indices.contains(place) ? Int(arguments[place]) : nil
  }

  private static func complain(_ words: String) -> Int32 {
    TextFile.say("dropreel-bench: \(words)", to: STDERR_FILENO)
    return 1
  }
}
