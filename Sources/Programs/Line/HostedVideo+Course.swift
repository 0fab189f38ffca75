package import Production

/// What becomes of a video on its way to a host, and from there. Pure.
extension HostedVideo {
  /// Whether others can see it, or soon will.
  package var isThere: Bool { [.ready, .processing].contains(state) }

  /// The host has it. Answers with how long to wait until it is looked at again; nil where there is nothing to look at.
  package mutating func arrived(_ copy: HostedCopy, at host: HostAccount) -> Duration? {
    self.copy = copy
    state = copy.state
    note = nil
    handle = nil
    tries = 0
    if state == .failed {
      note = Refusal(
        "\(host.name) could not use the video.", wayOut: "Look at it there, then publish it again.", detail: copy.note)
    }
    // Somebody wanted it away again while it was on its way.
    if task == .unpublish { return .zero }
    switch state {
    case .processing:
      task = .look
      return .seconds(60)
    // How often it was watched; or a link that ends before the video does, and is drawn anew in time.
    case .ready where !host.showsFiles || copy.linkEndsAt != nil:
      task = .look
      return .seconds(86_400)
    default:
      task = nil
      return nil
    }
  }

  package mutating func left(_ state: HostedCopy.State) {
    self.state = state
    task = nil
    copy = nil
    handle = nil
    note = nil
    tries = 0
    host = nil
  }

  /// The host did not do it. Answers with how long to wait until the next try; nil where there is none.
  package mutating func met(_ problem: HostProblem, at host: HostAccount, retry: RetryPolicy, dice: Double) -> Duration? {
    note = problem.refusal
    if problem.cause == .gone, task != .put {
      left(.unpublished)
      return nil
    }
    tries += 1
    let isPassing = problem.cause == .passing || problem.cause == .key
    if isPassing, case .again(let pause) = retry.verdict(.passing, tries: tries, crashes: 0, dice: dice) {
      // What is wrong with a key lasts: another host takes it, where there may be one.
      guard problem.cause == .key, task == .put, wish.host == PublishSettings.anyHost else {
        return max(pause, problem.pause ?? .zero)
      }
    }
    if task == .put, wish.host == PublishSettings.anyHost {
      reasons.append("Not \(host.name): \(problem.refusal.sentence)")
      refusedBy.append(host.name)
      self.host = nil
      handle = nil
      tries = 0
      return .zero
    }
    // A full host has room again some time, and its quota comes back.
    if problem.cause == .full, let pause = problem.pause { return pause }
    let wasTask = task
    task = nil
    tries = 0
    if wasTask == .put {
      state = .failed
      self.host = nil
    }
    return nil
  }
}
