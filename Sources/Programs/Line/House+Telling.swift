import Files
import Journal
import Ledger
import Production
import Sandbox

extension House {
  /// For lines about one job: its name, and the drop that it was made of, which together are the one id from the inbox to the outbox.
  func journal(of job: JobName) async -> Journal {
    guard let drop = try? await ledger.drop(of: job) else { return journal.about(["job": job.text]) }
    return journal.about(["job": job.text, "drop": "\(drop)"])
  }

  func journal(about lease: Lease) -> Journal {
    journal.about(["job": lease.job.text, "client": lease.client.text, "stage": lease.stage.rawValue])
  }

  func journal(of work: LeasedWork) -> Journal {
    journal.about([
      "job": work.lease.job.text, "drop": "\(work.job.claim)", "client": work.lease.client.text,
      "stage": work.lease.stage.rawValue, "try": "\(work.lease.attempt)",
    ])
  }

  func began(_ work: LeasedWork) { journal(of: work).log(.info, "A stage began") }

  /// However it ended, and before that is written down.
  func ended(_ work: LeasedWork, _ outcome: StageOutcome, after time: Duration) {
    let seconds = time.inSeconds
    let journal = journal(of: work).about(["seconds": Self.short(seconds)])
    switch outcome {
    case .done:
      meter.count(.stageEnded(work.lease.stage, seconds: seconds, nil))
      journal.log(.info, "A stage is done")
    case .notNow(let refusal, _): journal.log(.info, "A stage has to wait", fields: ["why": refusal.sentence])
    case .overBudget(_, let needs): journal.log(.info, "A stage waits for money", fields: ["needs": "\(needs)"])
    case .failed(let failure):
      if failure.kind != .restart { meter.count(.stageEnded(work.lease.stage, seconds: seconds, failure.kind)) }
      journal.log(.info, "A stage broke off", fields: ["kind": failure.kind.rawValue])
    }
  }

  /// A worker's own end: what it used, and what it said on its error pipe. How one ends that has told its result says nothing: the
  /// service does not wait for it.
  func workerEnded(_ lease: Lease, _ end: ChildEnd, toldResult: Bool, _ journal: Journal) {
    let seconds = end.use.processorTime.inSeconds
    meter.count(.workerEnded(lease.stage, processorSeconds: seconds, peakBytes: end.use.peakMemoryBytes))
    var fields = [
      "end": toldResult ? "told its result" : end.sentence, "processor_seconds": Self.short(seconds),
      "peak_megabytes": "\(end.use.peakMemoryBytes >> 20)",
    ]
    if !end.detail.isEmpty { fields["said"] = end.detail }
    journal.log(.debug, "A worker ended", fields: fields)
  }

  /// Writes down what a worker used of the processor, for the costs. Where that fails, work goes on.
  func keepUse(of order: StageOrder, _ end: ChildEnd) async {
    let time = end.use.processorTime
    do {
      if order.isOfJob {
        try await ledger.used(processor: time, by: order.lease)
      } else {
        try await ledger.usedAside(processor: time, by: order.lease)
      }
    } catch {
      heard(error)
      journal(about: order.lease).log(.notice, "What a worker used could not be written down", fields: ["error": "\(error)"])
    }
  }

  /// To a thousandth.
  private static func short(_ seconds: Double) -> String {
    let thousandths = Int64((seconds * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
