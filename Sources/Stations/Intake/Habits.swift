import Files

/// What intake learnt of the ways in which files come: a scanner opens its file again for every page, and pauses in between.
///
/// Learnt for a folder and an ending, after it was seen a few times; bounded, and forgotten when it does not come again.
struct Habits: Sendable {
  private struct Habit {
    var times = 0
    var longestGap: Duration = .zero
    var seenLast: ContinuousClock.Instant
  }

  private struct Key: Hashable {
    let folders: [FileName]
    let ending: String
  }

  private var habits: [Key: Habit] = [:]
  private static let most = 256
  private static let timesBeforeItCounts = 3

  var isEmpty: Bool { habits.isEmpty }

  /// A file grew again, so long after it had been closed.
  mutating func grewAgain(_ path: InboxPath, after gap: Duration, at now: ContinuousClock.Instant, _ patience: Patience) {
    guard gap <= patience.longestGap else { return }
    let key = Key(folders: path.folders, ending: ContentKind.fileExtension(of: path.name))
    if habits.count >= Self.most, habits[key] == nil {
      habits = habits.filter { now - $0.value.seenLast < patience.habitMemory }
      if habits.count >= Self.most { return }
    }
    var habit = habits[key] ?? Habit(seenLast: now)
    if now - habit.seenLast > patience.habitMemory { habit = Habit(seenLast: now) }
    habit.times += 1
    habit.longestGap = max(habit.longestGap, gap)
    habit.seenLast = now
    habits[key] = habit
  }

  /// How long such a file must rest: twice the longest pause that was seen.
  func quiet(for path: InboxPath, at now: ContinuousClock.Instant, _ patience: Patience) -> Duration {
    guard !habits.isEmpty,
      let habit = habits[Key(folders: path.folders, ending: ContentKind.fileExtension(of: path.name))],
      habit.times >= Self.timesBeforeItCounts, now - habit.seenLast < patience.habitMemory
    else { return .zero }
    return min(habit.longestGap * 2 + patience.quiet, patience.longestHabit)
  }
}
