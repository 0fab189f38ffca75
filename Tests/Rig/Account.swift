/// Somebody else than the one who runs the tests: the service runs as this user and group, with the one right that its unit grants.
package struct Account: Sendable {
  package let user: UInt32
  package let group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  /// As the unit does it: no right but to take leases on other people's files.
  var runner: [String] {
    [
      "/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--bounding-set=-all,+lease",
      "--inh-caps=-all,+lease", "--ambient-caps=-all,+lease", "--",
    ]
  }
}
