import Glibc

/// Looks again and again at the service's children: each stage is a process, in a work folder that is named after it.
actor StageSampling {
  struct Use {
    let name: String
    let began: ContinuousClock.Instant
    var ended: ContinuousClock.Instant
    var processorSeconds: Double
    var peakMegabytes: Double
    var seconds: Double { (ended - began) / .seconds(1) }
  }

  private let service: pid_t
  private var found: [pid_t: Use] = [:]
  private let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))

  init(service: pid_t) { self.service = service }

  var uses: [Use] { found.values.sorted { $0.began < $1.began } }

  func run() async {
    while !Task.isCancelled {
      look()
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  private func look() {
    for thread in TextFile.names(in: "/proc/\(service)/task") {
      for word in TextFile.text("/proc/\(service)/task/\(thread)/children").split(separator: " ") {
        if let child = pid_t(word) { look(at: child) }
      }
    }
  }

  private func look(at child: pid_t) {
    // What stands behind the program's name, which may hold anything.
    let fields = TextFile.text("/proc/\(child)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 14, let user = Double(fields[11]), let system = Double(fields[12]), let name = name(of: child) else {
      return
    }
    let peak =
      TextFile.lines("/proc/\(child)/status").first { $0.hasPrefix("VmHWM:") }
      .flatMap { Double($0.split(whereSeparator: \.isWhitespace)[1]) } ?? 0
    var use = found[child] ?? Use(name: name, began: .now, ended: .now, processorSeconds: 0, peakMegabytes: 0)
    use.ended = .now
    use.processorSeconds = max(use.processorSeconds, (user + system) / ticks)
    use.peakMegabytes = max(use.peakMegabytes, peak * 1024 / 1e6)
    found[child] = use
  }

  private func name(of child: pid_t) -> String? {
    if let known = found[child] { return known.name }
    if TextFile.text("/proc/\(child)/cmdline").contains("host.py") { return "voice_host" }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/\(child)/cwd", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    let folder = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Before it is there, the child is not yet what it will be.
    guard folder.contains("/state/work/"), let last = folder.split(separator: "/").last else { return nil }
    return last.split(separator: "-").first.map(String.init)
  }
}
