import Files
import Glibc
import Line
import Production
import Settings

/// The doctor's looks: each tries the thing itself, and says how to mend it.
struct Checkup {
  let settings: ServiceSettings
  private let mounts: MountTable

  init(_ settings: ServiceSettings) {
    self.settings = settings
    mounts = MountTable(Self.text(of: "/proc/self", "mounts", atMost: 1 << 20) ?? "")
  }

  // MARK: - Folders

  func shares() -> [Finding] { settings.clients.flatMap(share) }

  private func share(_ client: ClientSettings) -> [Finding] {
    let topic = "share of \(client.name)"
    do throws(FileError) {
      let share = try Folder.open(client.share)
      var findings = [try writing(share, topic), fileSystem(client.share, topic)]
      findings += try permissions(share, client)
      findings.append(contentsOf: clock(of: share, topic))
      findings.append(room(try share.freeBytes(), topic))
      return findings
    } catch {
      return [
        Finding(
          .bad, topic, "\(client.share) cannot be used: \(error)",
          mend: "Make the folder, and let the service's account read and write it: chgrp and chmod 2770.")
      ]
    }
  }

  func state() -> [Finding] {
    do throws(FileError) {
      let state = try Folder.open(settings.state)
      var findings = [try writing(state, "state folder"), room(try state.freeBytes(), "state folder")]
      if let kind = kind(of: settings.state), MountTable.isRemote(kind) {
        findings.append(
          Finding(
            .bad, "state folder", "lies on \(kind), where a ledger cannot be kept safely",
            mend: "Set \"state\" in config.toml to a folder on a local disk."))
      }
      if try state.status().mode & 0o007 != 0 {
        findings.append(
          Finding(
            .notable, "state folder", "everybody on this machine may look into it", mend: "chmod o-rwx \"\(settings.state)\""))
      }
      return findings
    } catch {
      return [
        Finding(
          .bad, "state folder", "\(settings.state) cannot be used: \(error)",
          mend: "Make the folder, owned by the service's account, on a local disk.")
      ]
    }
  }

  /// Writes, renames, leases and removes a file, as the service will.
  private func writing(_ folder: Folder, _ topic: String) throws(FileError) -> Finding {
    let name = TemporaryName.next()
    try folder.write(name, Array("x".utf8))
    let lease: File.Writers
    do throws(FileError) {
      let file = try folder.file(name)
      lease = file.writers()
    } catch {
      try? folder.remove(name)
      throw error
    }
    try folder.remove(name)
    switch lease {
    case .none: return Finding(.good, topic, "can be written to, and an open file is noticed")
    case .some, .cannotTell:
      return Finding(
        .notable, topic, "can be written to, but the kernel cannot tell here whether a file is still open",
        mend: "Drops are then known to be complete by their rest only. A local file system and CAP_LEASE make it sure.")
    }
  }

  private func fileSystem(_ path: String, _ topic: String) -> Finding {
    guard let kind = kind(of: path) else { return Finding(.notable, topic, "its file system is not known") }
    guard MountTable.isRemote(kind) else {
      return Finding(.good, topic, "lies on \(kind), where the kernel tells of changes at once")
    }
    return Finding(
      .notable, topic,
      "lies on \(kind), where nobody tells of what others change: it is looked through every \(settings.intake.poll.components.seconds) s",
      mend: "Run the service on the machine that has the disk; or set intake.settle_seconds to 30 or more.")
  }

  private func kind(of path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return mounts.kind(at: String(cString: real))
  }

  /// The share itself, and what lies in it already.
  private func permissions(_ share: Folder, _ client: ClientSettings) throws(FileError) -> [Finding] {
    let account = try Folder.open(settings.state).status().owner
    let service = (name: Accounts.name(of: account), number: account, groups: Accounts.groups(of: account))
    let status = try share.status()
    var findings = SharePermissions(path: client.share, status: status, service: service).findings
    for place in ShareFolder.allCases {
      guard let name = FileName(place.rawValue), let own = try share.status(of: name) else { continue }
      let path = "\(client.share)/\(place.rawValue)"
      guard own.kind == .folder else {
        findings.append(Finding(.bad, path, "is no folder", mend: "Move it away; the service makes the folder."))
        continue
      }
      if own.device != status.device {
        findings.append(
          Finding(
            .bad, path, "is a mount of its own, so that nothing can be moved out of it in one step",
            mend: "Mount the share as a whole, and leave this folder to it."))
      }
      findings += SharePermissions(path: path, status: own, service: service).findings
    }
    let isWell = findings.isEmpty
    let group = Accounts.groupName(of: status.group)
    return isWell ? [Finding(.good, "share of \(client.name)", "people and service work in the group \(group)")] : findings
  }

  private func room(_ free: Int64, _ topic: String) -> Finding {
    let gigabytes = Double(free) / 1e9
    let words = "\((gigabytes * 10).rounded(.down) / 10) GB free"
    return free < 2_000_000_000
      ? Finding(.notable, topic, "only \(words)", mend: "A video takes about 50 MB while it is made; make some room.")
      : Finding(.good, topic, words)
  }

  // MARK: - The service

  /// Asks the one that runs, which has other rights and another view of the disk than whoever calls the doctor.
  func service() throws -> [Finding] {
    guard case .health(let health)? = try ControlSocket.ask(.health, stateFolder: settings.state) else {
      return [Finding(.notable, "service", "is not running", mend: "Start it: systemctl start dropreel, or dropreel watch")]
    }
    let notices = health.notices.isEmpty ? "" : "; it says: " + health.notices.joined(separator: " ")
    var findings = [
      Finding(health.notices.isEmpty ? .good : .notable, "service", "runs as process \(health.process)\(notices)")
    ]
    if case .examined(let items)? = try ControlSocket.ask(.examine, stateFolder: settings.state) {
      findings += items.map(Finding.init)
    }
    return findings
  }

  static func text(of folder: String, _ name: String, atMost limit: Int) -> String? {
    guard let folder = try? Folder.open(folder), let name = FileName(name) else { return nil }
    // A file of the kernel says of itself that it is empty.
    guard let bytes = try? folder.file(name).read(at: 0, count: limit) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Finding {
  init(_ item: ExaminedItem) {
    self.init(item.isGood ? .good : item.isNeeded ? .bad : .notable, item.topic, item.words, mend: item.mend)
  }
}
