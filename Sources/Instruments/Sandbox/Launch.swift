import CConfinement
import Glibc

/// A child that was just started, with the service's ends of its pipes.
struct Launch {
  let pid: Int32
  /// Readable once the child has ended.
  let handle: Descriptor
  let orders: Descriptor
  let answers: Descriptor
  let complaints: Descriptor

  /// Starts the child. Only the permanent thread may do so: a child's death signal follows the thread that started it.
  /// The corresponding C function is `posix_spawn`.
  init(_ plan: ChildPlan) throws(SandboxError) {
    try Self.check(plan)
    let ends: (orders: Pipe, answers: Pipe, complaints: Pipe)
    let lent: [Descriptor]
    do throws(SystemCode) {
      // Above all numbers that the child will know, so that giving it one cannot overwrite another.
      let floor = 3 + Int32(clamping: plan.descriptors.count)
      ends = (try Pipe.open(notBelow: floor), try Pipe.open(notBelow: floor), try Pipe.open(notBelow: floor))
      lent = try plan.descriptors.map { number throws(SystemCode) in try Descriptor(duplicating: number, notBelow: floor) }
    } catch { throw .refused(call: "pipe or fcntl F_DUPFD_CLOEXEC", code: error.code) }
    for end in [ends.orders.writing, ends.answers.reading, ends.complaints.reading] { end.stopBlocking() }

    let childEnds = [ends.orders.reading, ends.answers.writing, ends.complaints.writing] + lent
    // Numbers do not keep descriptors open.
    pid = try withExtendedLifetime(childEnds) { () throws(SandboxError) in
      try Self.spawn(plan, descriptors: childEnds.map(\.number))
    }
    // All threads that it may have by now; a refusal only means that it works at ordinary niceness.
    if plan.niceness != 0 { setpriority(__priority_which_t(PRIO_PGRP.rawValue), id_t(pid), plan.niceness) }
    (orders, answers, complaints) = (ends.orders.writing, ends.answers.reading, ends.complaints.reading)

    let number = ccf_pidfd_open(pid)
    guard number >= 0 else {
      let (code, child) = (errno, pid)
      kill(child, SIGKILL)
      _ = try? trying { waitpid(child, nil, 0) }
      throw .refused(call: "pidfd_open", code: code)
    }
    handle = Descriptor(owning: number)
  }

  /// What C would cut short or misread.
  private static func check(_ plan: ChildPlan) throws(SandboxError) {
    let texts = [plan.program, plan.workFolder] + plan.arguments + plan.environment.flatMap { [$0.key, $0.value] }
    let isFit = !texts.contains { $0.utf8.contains(0) } && !plan.environment.keys.contains { $0.contains("=") }
    guard isFit else { throw .unfit(what: "What \"\(plan.program)\" is to be given has a zero byte, or a name with \"=\" in it") }
  }

  private static func spawn(_ plan: ChildPlan, descriptors: [Int32]) throws(SandboxError) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var codes: [Int32] = []
    for (target, source) in descriptors.enumerated() {
      unsafe codes.append(posix_spawn_file_actions_adddup2(&actions, source, Int32(target)))
    }
    unsafe codes.append(ccf_spawn_closes_from(&actions, Int32(descriptors.count)))
    unsafe codes.append(ccf_spawn_changes_folder(&actions, plan.workFolder))

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    // What the service blocks or ignores is its own affair.
    unsafe codes.append(posix_spawnattr_setsigmask(&attributes, &none))
    unsafe codes.append(posix_spawnattr_setsigdefault(&attributes, &all))
    unsafe codes.append(posix_spawnattr_setpgroup(&attributes, 0))
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe codes.append(posix_spawnattr_setflags(&attributes, Int16(flags)))
    if let code = codes.first(where: { $0 != 0 }) { throw .refused(call: "posix_spawn_file_actions", code: code) }

    let words = CStrings([plan.program] + plan.arguments)
    let pairs = CStrings(plan.environment.map { "\($0.key)=\($0.value)" })
    var pid: pid_t = 0
    let code = unsafe words.withList { words in
      unsafe pairs.withList { pairs in unsafe posix_spawn(&pid, plan.program, &actions, &attributes, words, pairs) }
    }
    guard code == 0 else { throw .cannotStart(program: plan.program, workFolder: plan.workFolder, code: code) }
    return pid
  }
}
