import Glibc
import Journal

/// Talks to whoever supervises it, as its environment says.
func notify() {
  let supervisor = Supervisor()
  supervisor.notifyReady()
  supervisor.notifyStatus("2 jobs\nREADY=0")
  supervisor.notifyWatchdog()
  supervisor.notifyReloading()
  supervisor.notifyStopping()
  say("watchdog \(supervisor.watchdogInterval.map { "\($0)" } ?? "none")")
}

/// What form the journal takes here, with and without a claim that the error stream leads to systemd's journal.
func forms() {
  say("\(Journal.Form.fitting())")
  var status = stat()
  fstat(2, &status)
  setenv("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino)", 1)
  say("\(Journal.Form.fitting())")
  setenv("JOURNAL_STREAM", "\(status.st_dev):\(status.st_ino + 1)", 1)
  say("\(Journal.Form.fitting())")
}
