import Media
import Production
import Transforms

/// A dropped video into a changed one: a file of the job's name, and a sentence of what was done.
enum TransformStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    guard let order = bench.order.settings.transform else {
      throw Refusal("Nobody said what is to be done with the video.", wayOut: "Drop it again, with its job file beside it.")
    }
    let sources = bench.order.inputs.compactMap { input in
      NumberedName(input.name).map { TransformSource(name: $0.name, descriptor: input.descriptor) }
    }
    let transforming = Transforming(
      order, of: sources, named: bench.order.notes["job"] ?? "video", in: ".", threads: StageCard.card(of: .transform).cores,
      progress: bench.progress)
    let result = try transforming.run()
    for file in result.files { try bench.keepFile(file) }
    bench.progress(1, "finished")
    return [TransformFact.done: result.done]
  }
}
