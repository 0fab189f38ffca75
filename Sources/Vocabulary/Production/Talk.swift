/// What a worker says to the daemon, one JSON line each.
package enum WorkerWord: Sendable, Codable, Equatable {
  /// It is alive; `fraction` of the stage is done. Silence longer than the card's patience ends it.
  case progress(fraction: Double, doing: String)
  /// It is about to spend at most this much, and waits for the committed id.
  case intent(key: String, provider: String, atMost: Money)
  /// The call of that id was answered and cost this much. The answer lies in the work folder, where it is worth keeping: the same call is
  /// not paid for again.
  case charged(call: Int64, cost: Money, answer: Artifact? = nil)
  /// Nobody can say whether the call of that id was charged; the work goes on without it.
  case unclear(call: Int64)
  /// A provider refuses our key, or has no money of ours left: it is left alone for a while.
  case refused(key: String, Refusal)
  /// A finished take, named by its key: kept at once, whatever becomes of the rest.
  case part(Artifact, of: TakeLabel)
  /// A coded scene of a film, named by its key: kept at once, as a take is.
  case scene(Artifact)
  /// A look-up that only the daemon can do; bulk data goes by file.
  case ask(question: Question, key: String)
  case finished(WorkResult)
  case failed(Failure)
}

/// What a worker may want to know.
package enum Question: String, Sendable, Codable {
  /// The secret of that name, for a network stage that may use it.
  case key
  /// The take of that key: the answer is the name under which it lies in the work folder now.
  case take
  /// The coded scene of that key: the answer is the name under which it lies in the work folder now.
  case scene
  /// What viewers are digested with, as `SaltName` says it: hexadecimal digits; none where it was thrown away.
  case salt
  /// Whether the paid call of that key was answered before, so that it need not be paid again: the answer is the key again.
  case knowsCall
  /// To remember, for the next try of the same upload, what this one has at the host: the answer is the same, once it is committed.
  case handle
  /// How many bytes a second this upload may take now; 0 for as many as it can.
  case pace
}

/// What the daemon says to a worker, one JSON line each. The end of the pipe means: stop now.
package enum DaemonWord: Sendable, Codable, Equatable {
  case order(WorkOrder)
  /// The intent is in the ledger under this id: the call may go out.
  case granted(call: Int64)
  /// The same was paid for before under this id, and what came back lies in the work folder.
  case paid(call: Int64, answer: Artifact)
  /// The same went out at that time, in seconds since 1970, and nobody knows what became of it. It is to be looked up; it counts under this id.
  case lookUp(call: Int64, since: Int64)
  /// The call must not go out.
  case denied(Refusal)
  /// The same call is out just now for another job: after a while its answer may be there.
  case later(Refusal, after: Duration)
  case answer(key: String, value: String?)
  /// Finish what was paid for, start nothing new, then end.
  case wrapUp
}
