import Glibc

/// What lies in the folders is exchanged under the service's hands, or is no file at all.
extension Trial {
  static let hostile = [
    Trial("swapped-drop", "a drop is exchanged with a link to a secret, as fast as the kernel can") { bench in
      let scene = try Scene(bench)
      let (drop, link) = ("\(scene.rig.share)/inbox/swap.md", "\(scene.aside)/link")
      return try scene.swap(drop, link, seconds: bench.isLong ? 120 : 4) { round in
        // What was taken in is replaced, so that there is always something to exchange.
        guard !scene.isThere(drop) || !scene.isThere(link) else { return }
        unlink(drop)
        unlink(link)
        try FileTree.write("# Round \(round)\n\nThis is round \(round) of the swaps.\n", to: drop)
        symlink(scene.secret, link)
      } after: {
        unlink(drop)
      }
    },
    Trial("swapped-script", "a script under review is exchanged with a link to a secret") { bench in
      let scene = try Scene(bench)
      try scene.rig.drop(.rain)
      let script = "\(scene.rig.share)/review/rain/script.txt"
      try scene.rig.wait(for: "the script") { FileTree.isThere(script) }
      let approved = "\(scene.rig.share)/review/rain/script approved.txt"
      let link = "\(scene.aside)/link"
      symlink(scene.secret, link)
      rename(script, approved)
      return try scene.swap(approved, link, seconds: bench.isLong ? 120 : 3) { _ in
      } after: {
        scene.putRegular(link, at: approved)
      }
    },
    Trial("swapped-review", "the folder of a script is exchanged with a link to another folder") { bench in
      let scene = try Scene(bench)
      try scene.rig.drop(.rain)
      let folder = "\(scene.rig.share)/review/rain"
      try scene.rig.wait(for: "the script") { FileTree.isThere("\(folder)/script.txt") }
      symlink(scene.trap, "\(scene.aside)/link")
      return try scene.swap(folder, "\(scene.aside)/link", seconds: bench.isLong ? 120 : 3) { _ in
      } after: {
        scene.putRegular("\(scene.aside)/link", at: folder)
      }
    },
    Trial("swapped-outbox", "the outbox is exchanged with a link to another folder while a video is published") { bench in
      let scene = try Scene(bench)
      try scene.rig.drop(.rain)
      let outbox = "\(scene.rig.share)/outbox"
      try scene.rig.wait(for: "the outbox") { FileTree.isThere(outbox) }
      symlink(scene.trap, "\(scene.aside)/link")
      return try scene.swap(outbox, "\(scene.aside)/link", seconds: bench.isLong ? 120 : 4) { _ in
        scene.rig.approveWhatWaits()
      } after: {
        scene.putRegular("\(scene.aside)/link", at: outbox)
      }
    },
    Trial("special", "devices, pipes, links, holes and names of every kind lie in the inbox") { bench in try special(bench) },
  ]

  /// Everything with the same bytes as a document that was made before, so that it takes no time.
  private static func special(_ bench: Bench) throws -> [String] {
    let scene = try Scene(bench)
    let rig = scene.rig
    try rig.drop(.rain)
    try rig.attend([.rain])
    let inbox = "\(rig.share)/inbox"
    let names: [[UInt8]] =
      [
        "CON.txt", "aux.md", "trail. .txt", "a:b.txt", "x*y.md", "q?.txt", "line\nnew.txt", "tab\t.md", "-rf.txt", "--help.md",
        "%s%n.txt",
        "$(reboot).md", "`id`.txt", "'; DROP TABLE jobs; --.txt", "<img src=x onerror=alert(1)>.txt", "\u{202E}txt.evil.txt",
        "\u{FEFF}bom.txt",
        "e\u{301}.txt", "\u{E9}.txt", "\u{1F600}.md", "=cmd().txt", "script approved.txt", "WORKING - 50 %.txt",
        "HOW TO APPROVE.txt",
        "STATUS.html.txt", "...dots.txt", "name with  two blanks .txt", " lead.txt", "\\back\\slash.txt",
        String(repeating: "n", count: 251) + ".txt",
      ].map { Array($0.utf8) } + [
        [0xFF, 0xFE, 0x2E, 0x74, 0x78, 0x74], [0x61, 0xC3, 0x2E, 0x6D, 0x64], [0x1B, 0x5B, 0x31, 0x6D, 0x2E, 0x6D, 0x64],
      ]
    for name in names { try write(Document.rain.text, to: inbox, name) }
    mkfifo("\(inbox)/pipe.md", 0o666)
    mknod("\(inbox)/null.txt", S_IFCHR | 0o666, 0x103)
    mknod("\(inbox)/disk.txt", S_IFBLK | 0o666, 0x700)
    symlink(scene.secret, "\(inbox)/link.md")
    symlink("/nowhere", "\(inbox)/dangling.md")
    symlink("loop.md", "\(inbox)/loop.md")
    symlink(scene.trap, "\(inbox)/folder link")
    mkdir("\(inbox)/folder.md", 0o777)
    try FileTree.write("", to: "\(inbox)/empty.txt")
    let hole = open("\(inbox)/hole.txt", O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    ftruncate(hole, 1 << 40)
    close(hole)
    try rig.drop(.bees)
    let staying = [
      "pipe.md", "null.txt", "disk.txt", "link.md", "dangling.md", "loop.md", "empty.txt", "hole.txt", "folder link",
    ]
    // What a program left lying about, and a folder with nothing in it.
    let ignored = ["...dots.txt", "folder.md"]
    // All that is a file with a name that can be told is taken in; the rest stays, and is told of.
    var problems: [String] = []
    do {
      try rig.wait(for: "the files to be taken in") {
        rig.approveWhatWaits()
        // Beside what has lain there for long, notes say why.
        let notes = FileTree.names(in: inbox).count { name in staying.contains { name.hasPrefix("\($0) - ") } }
        return rig.isDelivered([.bees]) && FileTree.rawCount(in: inbox) - notes <= staying.count + ignored.count
      }
    } catch is FaultProblem {
      problems.append("names are left: \(FileTree.names(in: inbox))")
    }
    // A page of what waits is written after the next look.
    var untold = staying
    for _ in 0..<600 where !untold.isEmpty {
      let status = FileTree.text("\(rig.share)/STATUS.html") ?? ""
      untold = staying.filter { !status.contains($0) }
      usleep(100_000)
    }
    if !untold.isEmpty { problems.append("not told in STATUS.html: \(untold)") }
    if let process = rig.service?.process, let read = read(process), read > 64 << 20 { problems.append("it read \(read) bytes") }
    return try problems + scene.end([])
  }

  private static func read(_ process: Int32) -> Int? {
    FileTree.text("/proc/\(process)/io")?.split(separator: "\n").first.flatMap { Int($0.drop { $0 != " " }.dropFirst()) }
  }

  private static func write(_ text: String, to folder: String, _ name: [UInt8]) throws {
    let path = Array(folder.utf8) + [0x2F] + name + [0]
    let file = path.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666) } ?? -1
    }
    guard file >= 0 else { throw FaultProblem("no file: \(String(cString: strerror(errno)))") }
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
  }
}
