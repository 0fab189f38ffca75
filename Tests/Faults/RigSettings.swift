/// The settings of a rig that experiments differ in.
package struct RigSettings: Sendable {
  package var settleSeconds = 0.2
  package var rescanSeconds = 1
  package var crashes = 100
  package var isPaused = false
  package var cores = 0
  package var graceSeconds = 0

  package init() {}

  func text(state: String, share: String) -> String {
    """
    state = "\(state)"
    [intake]
    settle_seconds = \(settleSeconds)
    rescan_seconds = \(rescanSeconds)
    [line]
    cores = \(cores)
    paused = \(isPaused)
    first_pause_seconds = 0.1
    longest_pause_seconds = 1
    tries = 4
    crashes = \(crashes)
    [review]
    grace_seconds = \(graceSeconds)
    previews = false
    [video]
    formats = ["tiny"]
    music = "none"
    [voices]
    engine = "flite"
    [log]
    format = "text"
    [[client]]
    name = "acme"
    share = "\(share)"
    """
  }
}

/// A small disk of its own for one of the folders of a rig; only root may mount one.
package struct SmallDisk: Sendable {
  /// Below the rig's folder: "share", "state" or "state/content".
  package var place: String
  package var megabytes: Int
  /// How many files it can hold; nil: many.
  package var files: Int?

  package init(_ place: String, megabytes: Int, files: Int? = nil) {
    self.place = place
    self.megabytes = megabytes
    self.files = files
  }

  var options: String { "size=\(megabytes)m" + (files.map { ",nr_inodes=\($0)" } ?? "") }
}
