// A worker without crafts: it hands its document from stage to stage, and does on the way what the document tells it to. For tests only.
import Files
import FoundationEssentials
import Glibc
import Production
import Sandbox

let pipe = OrderPipe()

func say(_ word: WorkerWord) {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  // A service that is gone does not hear; what comes then is the test's to see.
  if let line = try? encoder.encode(word) { try? pipe.say(Array(line)) }
}

func hear() throws -> DaemonWord {
  guard let line = try pipe.nextLine() else { _exit(75) }
  return try JSONDecoder().decode(DaemonWord.self, from: Data(line))
}

do {
  guard case .order(let order) = try hear() else { exit(64) }
  var trial = try Trial(order)
  try trial.run()
} catch {
  say(.failed(Failure(Refusal("The trial could not be held.", wayOut: "Mend the test.", detail: "\(error)"), kind: .input)))
}
