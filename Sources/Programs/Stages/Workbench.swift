import Digests
package import Files
import FoundationEssentials
package import Production
package import Sandbox

/// What a stage works at: its order, its inputs, its folder for what it makes, and its line to the service.
package final class Workbench {
  package let order: WorkOrder
  private let pipe: OrderPipe
  private let folder: Folder
  private var made: [Artifact] = []
  private var lastWord: (at: ContinuousClock.Instant, percent: Int)?
  private var doing: (fraction: Double, words: String) = (0, "at work")
  /// The service stops: what was begun is finished, and nothing new is begun.
  private(set) var isWrappingUp = false

  /// `folder` is the work folder: the only place that a confined worker can write to.
  package init(order: WorkOrder, pipe: OrderPipe, folder: Folder) {
    self.order = order
    self.pipe = pipe
    self.folder = folder
  }

  /// Opens an input that the service handed over. It can be opened once.
  package func open(_ name: String) throws -> File {
    guard let input = order.inputs.first(where: { $0.name == name }) else { throw missing(name) }
    return try File.inherited(input.descriptor, shownAs: name)
  }

  /// Opens an input as often as one likes; the service's own handle stays with this worker.
  func reopen(_ name: String) throws -> File {
    guard let input = order.inputs.first(where: { $0.name == name }) else { throw missing(name) }
    return try File.duplicate(of: input.descriptor, shownAs: name)
  }

  package func read(_ name: String, atMost limit: Int) throws -> [UInt8] { try open(name).readAll(atMost: limit) }

  package func value<Value: Decodable>(_ type: Value.Type, from name: String, atMost limit: Int) throws -> Value {
    try JSONDecoder().decode(type, from: Data(try read(name, atMost: limit)))
  }

  /// The descriptor of an input that is read as a file elsewhere.
  package func descriptor(_ name: String) -> Int32? { descriptors(name).first }

  /// The descriptors of inputs that are no files: the lines to the speech host.
  package func descriptors(_ name: String) -> [Int32] { order.inputs.filter { $0.name == name }.map(\.descriptor) }

  private func missing(_ name: String) -> Failure {
    Failure(
      Refusal(
        "A part of the work is missing.", wayOut: "Try the job again; tell your administrator if it happens twice.",
        detail: "stage \(order.lease.stage.rawValue) was given no \(name)"), kind: .passing)
  }

  /// Keeps a small result.
  package func keep(_ name: String, _ bytes: [UInt8]) throws {
    try folder.write(try fileName(name), bytes, mode: 0o600)
    try keepFile(name)
  }

  package func keep(_ name: String, json value: some Encodable) throws {
    let encoder = JSONEncoder()
    // The same value gives the same bytes, and so the same digest.
    encoder.outputFormatting = [.sortedKeys]
    try keep(name, Array(try encoder.encode(value)))
  }

  /// Keeps a value beside the results: the service takes it with another word.
  package func putAside(_ name: String, _ bytes: [UInt8]) throws -> Artifact {
    try keep(name, bytes)
    return made.removeLast()
  }

  /// What the service laid into the work folder under this name, having looked that it is whole.
  func handed(_ name: String, atMost limit: Int) throws -> [UInt8]? {
    try folder.read(try fileName(name), atMost: limit)
  }

  /// What the service laid into the work folder; nil where it is not there, or not what it should be.
  package func handed(_ artifact: Artifact, atMost limit: Int) throws -> [UInt8]? {
    let bytes = try folder.read(try fileName(artifact.name), atMost: limit)
    return bytes.flatMap { Digest(of: $0) == artifact.digest ? $0 : nil }
  }

  /// Keeps a result that the stage has written into its folder by itself.
  package func keepFile(_ name: String) throws {
    let file = try folder.file(try fileName(name))
    made.append(Artifact(name: name, digest: try file.digest(), size: try file.status().size))
  }

  /// A file that the stage has written into its folder.
  func file(_ name: String) throws -> File { try folder.file(try fileName(name)) }

  /// Begins a file that is written piece by piece, to be kept when it is whole.
  func create(_ name: String) throws -> PartWriter { PartWriter(try folder.create(try fileName(name), mode: 0o600)) }

  /// Keeps the same bytes under another name too.
  func keepCopy(of name: String, as other: String) throws {
    let file = try file(name)
    var writer = try folder.create(try fileName(other), mode: 0o600)
    try file.copy(to: &writer)
    try keepFile(other)
  }

  private func fileName(_ name: String) throws -> FileName {
    guard let fileName = FileName(name) else { throw FileError(call: "name", name: name, code: 22) }
    return fileName
  }

  /// Says again what was said last: that this is alive, while it waits for others.
  package func isStillThere() { progress(doing.fraction, doing.words) }

  /// Says how far the stage is. May be called as often as one likes: the service hears at most five words a second.
  package func progress(_ fraction: Double, _ doing: String) {
    self.doing = (fraction, doing)
    let percent = fraction.isFinite ? Int(min(max(fraction, 0), 1) * 100) : 0
    let now = ContinuousClock.now
    if let lastWord, now - lastWord.at < .milliseconds(200), percent < 100 { return }
    lastWord = (now, percent)
    say(.progress(fraction: Double(percent) / 100, doing: doing))
  }

  func say(_ word: WorkerWord) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // A service that does not listen any more has closed the order pipe too, and that ends this process.
    if let line = try? encoder.encode(word) { try? pipe.say(Array(line)) }
  }

  /// The service's next word; nil when there is none, or it cannot be understood.
  func hear() -> DaemonWord? {
    guard let line = try? pipe.nextLine() else { return nil }
    return try? JSONDecoder().decode(DaemonWord.self, from: Data(line))
  }

  /// Hears whether the service stops, without waiting for a word of it. Nothing else comes unasked.
  func listen() {
    while !isWrappingUp, pipe.hasNews, hear() == .wrapUp { isWrappingUp = true }
  }

  /// Says something that is answered, and waits for the answer; nil when there is none.
  func ask(_ word: WorkerWord) -> DaemonWord? {
    say(word)
    while let answer = hear() {
      guard answer == .wrapUp else { return answer }
      isWrappingUp = true
    }
    return nil
  }

  func result(facts: [String: String]) -> WorkResult { WorkResult(artifacts: made, facts: facts) }
}
