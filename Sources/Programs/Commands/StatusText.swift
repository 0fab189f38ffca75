import Pages
import Production

/// A board as lines of text.
enum StatusText {
  static func lines(of board: StatusBoard, width: Int, isLive: Bool) -> [String] {
    var lines = ["\(board.client): \(summary(of: board))"]
    lines += board.notices.map { "  ! \($0)" }
    for job in board.jobs { lines.append(line(of: job, width: width, isLive: isLive)) }
    for upload in board.uploads { lines.append("  \(upload.job.text.padded(to: 36)) \(upload.words)") }
    for batch in board.batches where batch.open > 0 {
      let asks = batch.asking > 0 ? ", \(batch.asking) wait for you: review/\(batch.name)" : ""
      lines.append("  \(batch.name.text.padded(to: 36)) batch        \(batch.finished) of \(batch.total) finished\(asks)")
    }
    for drop in board.waiting.prefix(10) { lines.append("  \(drop.name.padded(to: 36)) waits: \(drop.reason)") }
    if board.waiting.count > 10 { lines.append("  and \(board.waiting.count - 10) more that wait") }
    for drop in board.refused.prefix(5) { lines.append("  \(drop.name.padded(to: 36)) given back: \(drop.why.sentence)") }
    let open = Set(board.batches.filter { $0.open > 0 }.map(\.name))
    for job in board.recent.filter({ !open.contains($0.name) }).prefix(5) {
      let why = job.note.map { ": \($0.sentence)" } ?? ""
      lines.append("  \(job.name.text.padded(to: 36)) \(job.state.rawValue)\(job.state == .completed ? "" : why)")
    }
    return lines.map { String(TerminalText.safe($0).prefix(isLive ? width - 1 : 400)) }
  }

  private static func summary(of board: StatusBoard) -> String {
    let words = JobState.allCases.compactMap { state in board.counts[state].flatMap { $0 > 0 ? "\($0) \(state.rawValue)" : nil } }
    return words.isEmpty ? "nothing yet; drop a document into the inbox" : words.joined(separator: ", ")
  }

  private static func line(of job: JobCard, width: Int, isLive: Bool) -> String {
    let start = "  \(job.name.text.padded(to: 36)) \(job.state.rawValue.padded(to: 12))"
    guard let progress = job.progress else {
      return start + (job.waitsForPerson && job.note == nil ? "waits for you: review/\(job.name.path)" : job.note?.sentence ?? "")
    }
    let percent = Int((progress.fraction * 100).rounded(.down))
    let left = progress.timeLeft.map { ", about \(max(1, Int($0.inSeconds))) s left" } ?? ""
    guard isLive else { return start + "\(percent) % \(progress.doing)\(left)" }
    return start + bar(progress.fraction, width: 20) + " \(percent) % \(progress.doing)\(left)"
  }

  private static func bar(_ fraction: Double, width: Int) -> String {
    let filled = min(width, max(0, Int((fraction * Double(width)).rounded(.down))))
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
  }
}
