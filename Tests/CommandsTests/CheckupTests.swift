import Files
import Production
import Settings
import Testing

@testable import Commands

/// What the doctor concludes, from values.
@Suite struct CheckupTests {
  private func client(_ share: String = "/srv/shares/acme") throws -> ClientSettings {
    ClientSettings(name: try #require(ClientName("acme")), share: share)
  }

  // MARK: - File systems

  @Test func theKindOfAFileSystemIsThatOfTheNearestMount() {
    let table = MountTable(
      """
      /dev/vda / ext4 rw 0 0
      proc /proc proc rw 0 0
      nas:/x /srv/shares nfs4 rw 0 0
      //nas/y /srv/shares/with\\040blank cifs rw 0 0
      tmpfs /srv/shares/over tmpfs rw 0 0
      me@x: /srv/shares/over fuse.sshfs rw 0 0
      """)
    let kinds = ["/srv", "/srv/shares", "/srv/shares/acme", "/srv/shares/with blank/a", "/srv/shares/over", "/srv/sharesandmore"]
    #expect(kinds.map { table.kind(at: $0) } == ["ext4", "nfs4", "nfs4", "cifs", "fuse.sshfs", "ext4"])
    #expect(["nfs4", "cifs", "fuse.sshfs", "9p"].allSatisfy(MountTable.isRemote))
    #expect(!["ext4", "xfs", "btrfs", "tmpfs", "zfs", "overlay", "fuseblk"].contains(where: MountTable.isRemote))
    #expect(MountTable("").kind(at: "/srv") == nil)
  }

  // MARK: - Permissions

  private func words(_ mode: UInt32, groups: Set<UInt32> = [7_000_001], owner: UInt32 = 0) -> [String] {
    let status = FileStatus(
      kind: .folder, size: 0, modified: Moment(microseconds: 0), changed: Moment(microseconds: 0), device: 1, inode: 1,
      owner: owner, group: 7_000_001, mode: mode)
    let found = SharePermissions(path: "/s", status: status, service: ("dropreel", 998, groups)).findings
    return found.map { "\($0.grade.rawValue): \($0.mend ?? "")" }
  }

  @Test func theModesThatMatterAreSeen() {
    #expect(words(0o2770) == [])
    #expect(words(0o2775) == [])
    #expect(words(0o0770) == ["notable: chmod g+s \"/s\""])
    #expect(words(0o2750) == ["bad: chmod g+rwx \"/s\""])
    #expect(words(0o3770) == ["bad: chmod -t \"/s\""])
    #expect(words(0o2777) == ["notable: chmod o-w \"/s\""])
    #expect(words(0o2770, groups: []) == ["bad: adduser dropreel group 7000001, then systemctl restart dropreel"])
    #expect(words(0o2770, groups: [], owner: 998) == [])
  }

  // MARK: - systemd

  @Test func theDropInNamesEachFolderAsSystemdReadsIt() throws {
    var settings = ServiceSettings()
    settings.clients = [try client(), try client("/mnt/100% \"ours\""), try client("/home/maria/share")]
    settings.metrics.file = "/var/lib/prometheus/node-exporter/dropreel.prom"
    let text = UnitPaths(settings).dropIn
    #expect(
      text.contains(
        "ReadWritePaths=/srv/shares/acme \"/mnt/100%% \\\"ours\\\"\" /home/maria/share /var/lib/prometheus/node-exporter\n"))
    #expect(text.contains("ProtectHome=tmpfs\nBindPaths=/home/maria/share\n"))
    #expect(!text.contains("/var/lib/dropreel"))
  }

  // MARK: - Samba

  @Test func aShareAsTheManualHasItIsWell() throws {
    let text = """
      [global]
      Wide Links = No
      [videos]
         path = /srv/shares/acme/
         read only = no
         follow symlinks = no
         ; a comment
         force create mode = 0660
         force directory \\
           mode = 2770
         veto files = /.dropreel/
      [other]
         path = /srv/other
      """
    #expect(SambaHints(text).findings(for: try client()).map(\.grade) == [.good])
    #expect(
      SambaHints(text).findings(for: try client("/srv/shares/bolt")).map(\.words) == ["smb.conf has no share with this path"])
    #expect(SambaHints("include = /etc/more.conf\n").findings(for: try client()).isEmpty)
    let whole = SambaHints("[global]\ninclude = /etc/more.conf\n") { $0 == "/etc/more.conf" ? text : nil }
    #expect(try whole.findings(for: client()).map(\.grade) == [.good])
    // One that includes itself ends, too.
    #expect(try SambaHints("include = /a\n") { _ in "include = /a\n" }.findings(for: client()).isEmpty)
  }

  @Test func theExampleThatIsInstalledIsWell() throws {
    let top = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let folder = try Folder.open("\(top)/systemd/samba")
    let bytes = try #require(try folder.read(.known("dropreel.conf"), atMost: 1 << 20))
    let findings = SambaHints(String(decoding: bytes, as: UTF8.self)).findings(for: try client())
    #expect(findings.map(\.grade) == [.good], "\(findings)")
  }

  @Test func whatASharesSettingsLackIsSaidByLine() throws {
    let found = SambaHints("[v]\npath = \"/srv/shares/acme\"\nwide links = yes\n").findings(for: try client())
    #expect(found.filter { $0.grade == .bad }.compactMap(\.mend) == ["Write: read only = no", "Write: wide links = no"])
    #expect(
      Set(found.filter { $0.grade == .notable }.compactMap(\.mend)) == [
        "Write: follow symlinks = no", "Write: force create mode = 0660", "Write: force directory mode = 2770",
        "Write: veto files = /.dropreel/",
      ])
    let writable = SambaHints("[v]\npath=/srv/shares/acme\nWriteable = Yes\ninherit permissions = yes\n").findings(
      for: try client())
    #expect(!writable.contains { $0.grade == .bad || $0.words.contains("group") })
  }
}

/// What the doctor says of language models.
@Suite struct ModelCheckupTests {
  private func settings(_ writers: [String]) throws -> ServiceSettings {
    var settings = ServiceSettings()
    settings.models = [
      ModelCard(name: "sonnet", provider: .anthropic, model: "claude-x"),
      ModelCard(name: "local", provider: .compatible, model: "q", base: "http://localhost:1/v1", key: ""),
      ModelCard(name: "unused", provider: .openRouter, model: "x"),
    ]
    var writer = WriterSettings()
    writer.models = writers
    settings.clients = [ClientSettings(name: try #require(ClientName("acme")), share: "/srv/acme", writer: writer)]
    return settings
  }

  @Test func aModelThatWritesNeedsItsKeyAndAMonthsMoney() throws {
    let checkup = Checkup(try settings(["sonnet", "local"]))
    let without = checkup.models(.none)
    #expect(without.map(\.grade) == [.bad, .good, .notable])
    #expect(without.first?.mend?.contains("DROPREEL_KEY_ANTHROPIC") == true)
    let secrets = try Secrets.load(environment: ["DROPREEL_KEY_ANTHROPIC": "sk-very-secret"])
    let with = checkup.models(secrets)
    #expect(with.map(\.grade) == [.good, .good, .notable])
    #expect(!with.contains { $0.words.contains("sk-very") })
    #expect(Checkup(try settings([])).models(secrets).isEmpty)
  }

  @Test func theUnitHasANetworkOnlyWhereModelsAreAsked() throws {
    #expect(UnitPaths(try settings(["sonnet"])).dropIn.contains("PrivateNetwork=no\n"))
    #expect(!UnitPaths(try settings([])).dropIn.contains("PrivateNetwork"))
  }
}
