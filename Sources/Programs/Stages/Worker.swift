import Files
import FoundationEssentials
import Glibc
import Media
import Production
import Sandbox

/// The worker program: it locks itself in, runs the one stage that it is told, and ends.
///
/// `dropreel-worker stage PROFILE MEMORY` works in its current folder; `dropreel-worker become MEMORY PROGRAM …` locks itself in and
/// becomes the program, which is how the speech host runs.
package enum Worker {
  /// Synchronous to the end: confinement must come before the first thread.
  package static func run(_ arguments: [String], environment: [String: String]) -> Int32 {
    guard let verb = arguments.first else { return complain("a worker is started by the service", EX_USAGE) }
    switch verb {
    case "stage": return runStage(Array(arguments.dropFirst()), environment)
    case "examine": return examine(environment)
    case "become": return become(Array(arguments.dropFirst()), environment)
    default: return complain("there is no verb \(verb)", EX_USAGE)
    }
  }

  private static func runStage(_ arguments: [String], _ environment: [String: String]) -> Int32 {
    guard arguments.count == 2, let profile = Confinement.Profile(rawValue: arguments[0]), let memory = Int(arguments[1]) else {
      return complain("usage: stage PROFILE MEMORY", EX_USAGE)
    }
    guard let here = currentFolder() else { return complain("the work folder is gone", EX_OSERR) }
    do {
      // One that speaks to the world sees nothing of the house.
      let places = profile == .network ? [] : ["DROPREEL_ASSETS", "DROPREEL_FONTS"].compactMap { environment[$0] }
      _ = try Confinement.enter(
        profile: profile, readable: places, writable: [here], memoryMegabytes: memory, largestFileMegabytes: 4096)
    } catch {
      return complain("\(error)", EX_OSERR)
    }
    return serve(OrderPipe(), in: here)
  }

  /// In the same confinement as a stage, so that what is found here is found there.
  private static func examine(_ environment: [String: String]) -> Int32 {
    guard let here = currentFolder() else { return complain("the work folder is gone", EX_OSERR) }
    do {
      let places = ["DROPREEL_ASSETS", "DROPREEL_FONTS"].compactMap { environment[$0] }
      _ = try Confinement.enter(
        profile: .media, readable: places, writable: [here], memoryMegabytes: 1024, largestFileMegabytes: 64)
      try OrderPipe().say(Array(try JSONEncoder().encode(SelfExamination.run())))
      return 0
    } catch {
      return complain("\(error)", EX_OSERR)
    }
  }

  private static func serve(_ pipe: OrderPipe, in here: String) -> Int32 {
    do {
      guard let line = try pipe.nextLine() else { return EX_TEMPFAIL }
      guard case .order(let order) = try JSONDecoder().decode(DaemonWord.self, from: Data(line)) else {
        return complain("the first word was no order", EX_PROTOCOL)
      }
      // From here on the end of the pipe is the end of the work, wherever it is.
      try pipe.endWhenClosed()
      let bench = Workbench(order: order, pipe: pipe, folder: try Folder.open(here))
      bench.say(outcome(of: order, at: bench))
      return 0
    } catch {
      return complain("\(error)", EX_SOFTWARE)
    }
  }

  private static func outcome(of order: WorkOrder, at bench: Workbench) -> WorkerWord {
    do {
      let facts = try order.lease.stage.work.run(at: bench)
      return .finished(bench.result(facts: facts))
    } catch let failure as Failure {
      return .failed(failure)
    } catch let refusal as Refusal {
      return .failed(Failure(refusal, kind: .input))
    } catch let error as FileError where error.isPassing {
      return .failed(
        Failure(unexpected(error, wayOut: "It is tried again by itself; make room if the disk is full."), kind: .passing))
    } catch let error as MediaError where error.kind == .input {
      let refusal = Refusal(
        "\(error.file) cannot be used as it is.",
        wayOut: "Save it again, or take it away; if it is none of yours, tell your administrator.",
        detail: "\(error)")
      return .failed(Failure(refusal, kind: .input))
    } catch {
      return .failed(
        Failure(unexpected(error, wayOut: "Try it again; tell your administrator if it happens twice."), kind: .passing))
    }
  }

  private static func unexpected(_ error: any Error, wayOut: String) -> Refusal {
    Refusal("Something went wrong inside the service.", wayOut: wayOut, detail: "\(error)")
  }

  private static func become(_ arguments: [String], _ environment: [String: String]) -> Int32 {
    guard arguments.count >= 2, let memory = Int(arguments[0]) else {
      return complain("usage: become MEMORY PROGRAM …", EX_USAGE)
    }
    let readable = (environment["DROPREEL_READABLE"] ?? "").split(separator: ":").map(String.init)
    do {
      _ = try Confinement.enter(
        profile: .media, readable: readable, executable: readable + [arguments[1]], memoryMegabytes: memory,
        largestFileMegabytes: 1)
      try Confinement.become(program: arguments[1], arguments: Array(arguments.dropFirst(2)), environment: environment)
    } catch {
      return complain("\(error)", EX_OSERR)
    }
  }

  /// The few pairs that the service gave to this process.
  package static func environment() -> [String: String] { ProcessInfo.processInfo.environment }

  private static func currentFolder() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&buffer, buffer.count) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func complain(_ words: String, _ code: Int32) -> Int32 {
    let line = Array("dropreel-worker: \(words)\n".utf8)
    write(STDERR_FILENO, line, line.count)
    return code
  }
}
