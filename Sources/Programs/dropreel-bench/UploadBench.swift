import Glibc
import Hosts
import Production

/// A film onto a storage service of this machine, in parts and with its sums, beside one `curl -T` that sends it in one go.
struct UploadBench {
  let megabytes: Int

  static let user = "BENCHKEY"
  static let secret = "open sesame"

  func run() async throws {
    let place = try Playground(name: "upload")
    let film = "\(place.root)/film.mp4"
    try makeNoise(film, megabytes: megabytes)
    let port = 20_000 + Int(getpid() % 9_000)
    let endpoint = "http://127.0.0.1:\(port)"
    let server = try startServer(place, port)
    defer {
      server.stop(by: SIGKILL)
      // It leaves them behind where all programs' temporary files are.
      for offset in 0..<8 { _ = try? ChildProgram("sh", ["-c", "rm -f /tmp/seaweedfs-*-\(port + offset).sock"]).waitForEnd() }
    }
    try await place.wait(seconds: 60, for: "the storage service") {
      try curl(["-f", "-X", "PUT", "\(endpoint)/films"]).code == 0
    }
    var (ours, theirs): ([Double], [Double]) = ([], [])
    var (ourTimes, theirTimes): ([Double], [Double]) = ([], [])
    var (peak, theirPeak) = (0.0, 0.0)
    for round in 0..<3 {
      var start = ContinuousClock.now
      let own = try ChildProgram(
        Playground.program("dropreel-bench"), ["put-file", endpoint, film, "round-\(round)"], output: "\(place.root)/own"
      ).waitForEnd()
      ourTimes.append((ContinuousClock.now - start) / .seconds(1))
      start = .now
      let peer = try curl(
        ["-f", "-T", film, "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD", "\(endpoint)/films/curl-\(round).mp4"])
      theirTimes.append((ContinuousClock.now - start) / .seconds(1))
      guard own.code == 0, peer.code == 0 else {
        throw Refusal(
          "An upload failed.", wayOut: "See what it says.", detail: TextFile.text("\(place.root)/own.errors"))
      }
      ours.append(own.processorSeconds)
      theirs.append(peer.processorSeconds)
      // As it says itself: the kernel counts what this process had when it started it, too.
      peak = max(peak, TextFile.lines("\(place.root)/own").last.flatMap { Double($0) } ?? .nan)
      theirPeak = max(theirPeak, peer.peakMegabytes)
    }
    let gigabytes = Double(megabytes) / 1000
    Figure.say("upload.cpu_s_per_gb", Figure.median(ours) / gigabytes, "s/GB", places: 2)
    Figure.say("upload.curl_cpu_s_per_gb", Figure.median(theirs) / gigabytes, "s/GB", places: 2)
    Figure.say("upload.mb_per_s", Double(megabytes) / Figure.median(ourTimes), "MB/s", places: 0)
    Figure.say("upload.curl_mb_per_s", Double(megabytes) / Figure.median(theirTimes), "MB/s", places: 0)
    Figure.say("upload.peak_mb", peak, "MB")
    Figure.say("upload.curl_peak_mb", theirPeak, "MB")
    try measureCuts(place, port: UInt16(port))
  }

  /// Puts one file as the service does, in a process of its own, and says what it had in memory.
  static func put(_ path: String, to endpoint: String, as address: String) throws {
    var account = HostAccount(name: "bench", kind: .s3)
    account.endpoint = endpoint
    account.bucket = "films"
    account.user = user
    let dock = BenchDock(path: path, secrets: ["": secret])
    let file = try dock.described()
    let parcel = HostParcel(
      job: JobName(fromDrop: address) { _ in false }, details: PublishDetails(title: address, privacy: .public), address: address,
      files: [file])
    _ = try S3Host(account).put(parcel, at: dock)
    TextFile.say("\(Figure.rounded(ChildProgram.ownPeakMegabytes, 1))")
  }

  private func curl(_ words: [String]) throws -> ChildProgram.Ending {
    try ChildProgram(
      "curl", ["-s", "-m", "300", "--aws-sigv4", "aws:amz:us-east-1:s3", "-u", "\(Self.user):\(Self.secret)"] + words
    ).waitForEnd()
  }

  func makeNoise(_ path: String, megabytes: Int) throws {
    let line = "head -c \(megabytes)000000 /dev/urandom >'\(path)'"
    guard try ChildProgram("sh", ["-c", line]).waitForEnd().code == 0 else {
      throw Refusal("There is no room for \(megabytes) MB.", wayOut: "Set TMPDIR to a folder with more room.")
    }
  }

  private func startServer(_ place: Playground, _ port: Int) throws -> ChildProgram {
    let folder = try place.folder("storage")
    try TextFile.write(
      #"{"identities":[{"name":"bench","credentials":[{"accessKey":"\#(Self.user)","secretKey":"\#(Self.secret)"}],"actions":["Admin","Read","Write","List"]}]}"#,
      to: "\(place.root)/s3.json")
    // Each of the four has a port to ask and one for the others.
    let ports = [
      "master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port.grpc",
    ]
    return try ChildProgram(
      Playground.tree(".build/storage/bin/weed"),
      ["server", "-dir=\(folder)", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false", "-filer", "-s3"]
        + ports.enumerated().map { "-\($0.element)=\(port + 1 + $0.offset)" }
        + [
          "-s3.port=\(port)", "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.config=\(place.root)/s3.json", "-volume.max=60",
          "-master.volumeSizeLimitMB=1024",
        ], output: "\(place.root)/storage.log")
  }
}
