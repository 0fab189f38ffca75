import Settings

/// What systemd must be told about the folders that config.toml names: a drop-in for the unit. A value, made of the settings.
struct UnitPaths: Sendable {
  private let shares: [String]
  private let others: [String]
  private let needsNetwork: Bool

  init(_ settings: ServiceSettings) {
    needsNetwork = settings.needsNetwork
    shares = settings.clients.map(\.share)
    var others: [String] = []
    // The unit's own state folder is writable anyhow.
    if settings.state != "/var/lib/dropreel" { others.append(settings.state) }
    if let slash = settings.metrics.file.lastIndex(of: "/") {
      let folder = String(settings.metrics.file[..<slash])
      if folder != settings.state, !folder.hasPrefix(settings.state + "/") { others.append(folder) }
    }
    self.others = others
  }

  /// Folders that the unit's ProtectHome hides.
  private var hidden: [String] {
    (shares + others).filter { path in ["/home/", "/root/", "/run/user/"].contains { path.hasPrefix($0) } }
  }

  var dropIn: String {
    let all = shares + others
    var lines = [
      "# Made by: dropreel doctor --unit. Put it into /etc/systemd/system/dropreel.service.d/shares.conf, then run:",
      "#   systemctl daemon-reload && systemctl restart dropreel",
      "[Unit]",
      "# The service starts when these are mounted, and not on an empty folder below them.",
      "RequiresMountsFor=\(Self.listed(all))",
      "",
      "[Service]",
      "# In place of the unit's own list: these, and nothing else.",
      "ReadWritePaths=",
      "ReadWritePaths=\(Self.listed(all))",
    ]
    if !hidden.isEmpty {
      lines += ["# The rest of the homes stays out of sight.", "ProtectHome=tmpfs", "BindPaths=\(Self.listed(hidden))"]
    }
    if needsNetwork {
      lines += [
        "# Providers are asked over the network, by workers that see no file of a user's.", "PrivateNetwork=no",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK", "IPAddressDeny=",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// As systemd reads lists: a word in quotation marks where it must be, and a percent sign twice.
  private static func listed(_ paths: [String]) -> String {
    paths.map { path in
      let text = path.replacing("\\", with: "\\\\").replacing("%", with: "%%")
      let isPlain = text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789/._-%+@".unicodeScalars.contains($0)
      }
      return isPlain ? text : "\"" + text.replacing("\"", with: "\\\"") + "\""
    }.joined(separator: " ")
  }
}
