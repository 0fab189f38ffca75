package import Production

/// What becomes of a video on its way to a host, and from there. Pure.
extension HostedVideo {
  /// Whether others can see it, or soon will.
  package var isThere: Bool { [.ready, .processing].contains(state) }

  /// The host has it, as `begun` was asked for. Answers with how long to wait until it is looked at again; nil where there is nothing to look at.
  package mutating func arrived(_ copy: HostedCopy, at host: HostAccount, as begun: HostedVideo) -> Duration? {
    // Where it lies is so, whatever was asked meanwhile.
    self.copy = copy
    self.host = host.name
    if begun.task != .look { inForce = begun.wish.details.privacy }
    (address, files) = (begun.address, begun.files)
    state = copy.state == .uploading ? .processing : copy.state
    note = nil
    handle = nil
    tries = 0
    if begun.task != .look || state != .processing { looksInVain = nil }
    if state == .failed {
      note = Refusal(
        "\(host.name) could not use the video.",
        wayOut: "Take it away there with dropreel unpublish \(job), then publish it again.",
        detail: copy.note)
    }
    if task == .unpublish { return .zero }
    if number != begun.number {
      task = .change
      return .zero
    }
    switch state {
    case .processing:
      task = .look
      let looks = looksInVain ?? 0
      looksInVain = looks + 1
      return .seconds(min(60 << min(looks, 10), 6 * 3600))
    // How often it was watched; or a link that ends before the video does, and is drawn anew in time.
    case .ready where !host.showsFiles || copy.linkEndsAt != nil:
      task = .look
      return .seconds(86_400)
    default:
      task = nil
      return nil
    }
  }

  /// It is not at its host any more. `isOver`: because its time is.
  package mutating func left(isOver: Bool, as begun: HostedVideo) -> Duration? {
    copy = nil
    handle = nil
    note = nil
    tries = 0
    // Somebody wanted it there again meanwhile.
    if number != begun.number, task != .unpublish {
      beginAnew()
      return .zero
    }
    state = isOver ? .expired : .unpublished
    task = nil
    inForce = nil
    return nil
  }

  /// The host did not do it. Answers with how long to wait until the next try; nil where there is none.
  package mutating func met(
    _ problem: HostProblem, at host: HostAccount, as begun: HostedVideo, retry: RetryPolicy, dice: Double
  ) -> Duration? {
    if number != begun.number { return .zero }
    note = problem.refusal
    if problem.cause == .gone, task != .put {
      let isMissed = task != .unpublish
      _ = left(isOver: false, as: begun)
      if isMissed { note = problem.refusal }
      return nil
    }
    tries += 1
    let isPassing = problem.cause == .passing || problem.cause == .key
    let pause = max(problem.pause ?? .zero, again(retry, dice) ?? retry.longestPause)
    // What is to go away is not left there; and what was begun at one host is not begun at another as well.
    if task == .unpublish, copy != nil || isPassing { return isPassing ? pause : max(pause, .seconds(6 * 3600)) }
    if task == .unpublish { return left(isOver: false, as: begun) }
    // Nor is what is to be hidden left for all to see.
    if task == .change, isPassing || showsTooMuch { return isPassing ? pause : max(pause, .seconds(6 * 3600)) }
    // How often it was watched is no matter of haste.
    if isPassing, task == .look, state == .ready, tries > retry.tries { return max(pause, .seconds(6 * 3600)) }
    if isPassing, task == .look || handle != nil || !mayGoElsewhere { return pause }
    if problem.cause == .passing, again(retry, dice) != nil { return pause }
    if mayGoElsewhere {
      reasons.append("Not \(host.name): \(problem.refusal.sentence)")
      // What passes says nothing of the next time.
      if !isPassing { refusedBy.append(host.name) }
      self.host = nil
      handle = nil
      tries = 0
      return .zero
    }
    // A full host has room again some time, and its quota comes back.
    if problem.cause == .full, let pause = problem.pause { return pause }
    if task == .put {
      state = .failed
      self.host = nil
    }
    task = nil
    tries = 0
    return nil
  }

  /// More people can see it there than are to see it.
  package var showsTooMuch: Bool {
    guard isThere, let inForce else { return false }
    let fromFewToMany = PublishDetails.Privacy.allCases
    return (fromFewToMany.firstIndex(of: inForce) ?? 0) > (fromFewToMany.firstIndex(of: wish.details.privacy) ?? 0)
  }

  private var mayGoElsewhere: Bool { task == .put && wish.host == PublishSettings.anyHost }

  private func again(_ retry: RetryPolicy, _ dice: Double) -> Duration? {
    if case .again(let pause) = retry.verdict(.passing, tries: tries, crashes: 0, dice: dice) { pause } else { nil }
  }
}
