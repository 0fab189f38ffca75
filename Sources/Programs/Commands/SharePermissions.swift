import Files
import Line
import Production

/// Whether people and the service can work together in a folder of a share: what its owner, group and mode say of that. Pure.
struct SharePermissions: Sendable {
  /// The path, as it is shown.
  let path: String
  let status: FileStatus
  /// The account that the service runs as, and its groups.
  let service: (name: String, number: UInt32, groups: Set<UInt32>)

  var findings: [Finding] {
    var findings: [Finding] = []
    let group = Accounts.groupName(of: status.group)
    if service.number != 0, status.owner != service.number, !service.groups.contains(status.group) {
      findings.append(
        Finding(
          .bad, path, "belongs to the group \(group), and the service's account \(service.name) is not in it",
          mend: "adduser \(service.name) \(group), then systemctl restart dropreel"))
    }
    if status.mode & 0o070 != 0o070 {
      findings.append(
        Finding(.bad, path, "its group \(group) may not do everything in it (\(octal))", mend: "chmod g+rwx \"\(path)\""))
    }
    if status.mode & 0o2000 == 0 {
      findings.append(
        Finding(
          .notable, path, "what is made in it belongs to whoever makes it, and not to the group \(group) (\(octal))",
          mend: "chmod g+s \"\(path)\""))
    }
    if status.mode & 0o1000 != 0 {
      findings.append(
        Finding(
          .bad, path,
          "nobody may rename or remove there what is somebody else's, and so the service cannot take drops (\(octal))",
          mend: "chmod -t \"\(path)\""))
    }
    if status.mode & 0o002 != 0 {
      findings.append(
        Finding(.notable, path, "everybody on this machine may write to it (\(octal))", mend: "chmod o-w \"\(path)\""))
    }
    return findings
  }

  private var octal: String {
    let digits = String(status.mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
