import Files
import Journal
import Ledger
import Production
import Settings

/// Shows one client's people how things stand: STATUS.html and the WORKING files.
///
/// Each share has a loop of its own, so that one that hangs keeps no other from being shown.
struct StatusLoop: Sendable {
  let house: House
  let foreman: Foreman
  let keeper: ShareKeeper
  let wake: Wake

  func run() async {
    while !Task.isCancelled {
      let progress = await foreman.progress
      do {
        if let desk = keeper.desk, await desk.standing() == .present {
          keeper.saw(await desk.view())
          for (job, progress) in progress { try await desk.showWorking(job, progress) }
          let board = try await board(progress)
          try await desk.showStatus(board)
          try await desk.showBatches(board.batches.filter { $0.open > 0 })
        }
      } catch {
        house.heard(error)
        house.journal.log(
          .debug, "A status could not be shown", fields: ["client": keeper.client.name.text, "error": "\(error)"])
      }
      house.supervisor.notifyStatus(words(progress.count))
      // While something runs, its bar moves; else the next look is the next change, or the next rescan.
      let uploads = await foreman.uploads(of: keeper.client.name)
      await wake.wait(until: .now + (progress.isEmpty && uploads.isEmpty ? house.settings.intake.rescan : .seconds(1)))
      // Changes come in bunches: one page for all of them.
      try? await Task.sleep(for: .milliseconds(200))
    }
    await sayStopped()
  }

  /// The page stays where it is: it must not say for ever that something is being made.
  private func sayStopped() async {
    guard let desk = keeper.desk, await desk.standing() == .present, var board = try? await board([:]) else { return }
    board.notices.insert("\(StatusBoard.stopped) What is begun goes on when it is started again.", at: 0)
    try? await desk.showStatus(board)
  }

  /// From the ledger, and from what was seen of the share last: it is told also while the share does not answer.
  func board(_ progress: [JobName: Progress]) async throws -> StatusBoard {
    var board = try await house.ledger.board(keeper.client.name, limit: 100)
    board.jobs = board.jobs.map { card in
      var card = card
      card.progress = progress[card.name]
      return card
    }
    board.uploads = await foreman.uploads(of: keeper.client.name)
    board.waiting = keeper.view.waiting
    board.notices += house.notices.words(for: keeper.client.name)
    if house.settings.line.isPaused {
      board.notices.append("The work is paused by the administrator; drops are taken in and wait.")
    }
    board.diskFree = keeper.view.diskFree
    house.meter.count(.diskFree(keeper.client.name, board.diskFree))
    return board
  }

  private func words(_ running: Int) -> String {
    running == 0
      ? "Waiting for drops" : running == 1 ? "One step of the work is running" : "\(running) steps of the work are running"
  }
}
