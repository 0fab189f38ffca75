import CSystemd
import Glibc

/// Tells systemd how this program is. Without systemd it tells nobody. The corresponding C function is `sd_notify`.
package struct Supervisor: Sendable {
  package init() {}

  /// The program takes work.
  package func notifyReady() { notify("READY=1") }

  /// One short sentence for `systemctl status`.
  package func notifyStatus(_ text: String) { notify("STATUS=\(visible(text, atMost: 512))") }

  /// The program is alive; to be said at least twice in each `watchdogInterval`.
  package func notifyWatchdog() { notify("WATCHDOG=1") }

  package func notifyStopping() { notify("STOPPING=1") }

  /// The configuration is being read again; `notifyReady` ends it.
  package func notifyReloading() {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    notify("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
  }

  /// How soon systemd takes the program for dead when it hears nothing; nil when it does not watch.
  /// The corresponding C function is `sd_watchdog_enabled`.
  package var watchdogInterval: Duration? {
    var microseconds: UInt64 = 0
    guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return .microseconds(Int64(clamping: microseconds))
  }

  private func notify(_ state: String) { _ = unsafe sd_notify(0, state) }
}
