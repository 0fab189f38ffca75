import Files
package import Production

extension Outbox {
  /// Puts a finished job into outbox/: its files, the drop, how it was made, and last of all the receipt.
  ///
  /// Killed at any instant and called again, it ends in the same folder: what lies there already is found by its content, and where
  /// the receipt lies, all does. `checkpoint` is called before each step; what it throws ends the work there.
  ///
  /// Answers with what lies there now, each under the name that it has got.
  @discardableResult
  package func publish(_ publication: Publication, checkpoint: () throws -> Void = {}) throws -> [Artifact] {
    let job = publication.story.card.name
    let folder = try folder(.outbox, of: job)
    let names: [FileName]
    if try isPublished(in: folder) {
      names = try publication.deliveries.map { try name(of: $0, in: self.place(of: $0, in: folder)) ?? .safe($0.name) }
    } else {
      names = try place(publication.deliveries, of: job, in: folder, checkpoint)
      try checkpoint()
      // What lies in another job's folder leaves no empty one here.
      for original in publication.originals where !original.isElsewhere {
        try checkpoint()
        try giveBack(original, to: try folder.makeFolder(Self.source))
      }
      try checkpoint()
      try archiveReview(job, into: folder)
      try checkpoint()
      let files = zip(publication.deliveries, names).map {
        Receipt.File(name: $0.shown(as: $1), digest: $0.digest, size: $0.size)
      }
      try writePapers(publication, files: files, in: folder, checkpoint)
    }
    try checkpoint()
    try endWorking(job)
    try checkpoint()
    try workshop().folder.removeTree(job.folderName)
    return zip(publication.deliveries, names).map { Artifact(name: $0.shown(as: $1), digest: $0.digest, size: $0.size) }
  }

  /// Whether anything of a job lies in outbox/ that is more than a note.
  package func hasDelivered(_ job: JobName) throws -> Bool {
    guard let folder = try folderIfThere(.outbox, of: job) else { return false }
    return try folder.entries().contains { !Litter.isLitter($0.name) && !isOurs($0.name, in: folder) }
  }

  private static let receipt = FileName(NoteTexts.receiptName) ?? .known("receipt.json")

  private func isPublished(in folder: Folder) throws -> Bool {
    guard let status = try folder.status(of: Self.receipt), status.kind == .file, status.size <= Int64(Receipt.largest),
      let bytes = try folder.read(Self.receipt, atMost: Receipt.largest)
    else { return false }
    return Seal.isOurs(name: Self.receipt.bytes, bytes: bytes)
  }

  private func writePapers(
    _ publication: Publication, files: [Receipt.File], in folder: Folder, _ checkpoint: () throws -> Void
  ) throws {
    let workshop = try workshop()
    let paper = HowItWasMade(publication, files: files, clock: clock)
    try workshop.put(paper.note, in: folder, atMost: Receipt.largest)
    try checkpoint()
    let receipt = Receipt(publication, files: files)
    try workshop.put(Self.receipt, in: folder, atMost: Receipt.largest) { receipt.bytes(named: $0) }
  }

  /// Copies what is not there yet beside each other, syncs all at once, and renames one after the other. Returns the names.
  private func place(
    _ deliveries: [Delivery], of job: JobName, in folder: Folder, _ checkpoint: () throws -> Void
  ) throws -> [FileName] {
    let making = try workshop().folder
    try making.removeTree(job.folderName)
    let bench = try making.makeFolder(job.folderName)
    var names: [FileName?] = []
    for (index, delivery) in deliveries.enumerated() {
      try checkpoint()
      let present = try self.name(of: delivery, in: self.place(of: delivery, in: folder))
      names.append(present)
      if present == nil, try !share(delivery, at: index, with: deliveries[..<index], names, in: folder, bench) {
        try copy(delivery, to: Self.benchName(index), in: bench)
      }
    }
    try checkpoint()
    try bench.syncFileSystem()
    var placed: [FileName] = []
    for (index, delivery) in deliveries.enumerated() {
      try checkpoint()
      placed.append(
        try names[index]
          ?? bench.moveBeside(
            Self.benchName(index), to: self.place(of: delivery, in: folder), as: .safe(delivery.name)))
    }
    try checkpoint()
    // Files in folders of their own: one sync for all.
    if deliveries.contains(where: { !$0.folders.isEmpty }) { try folder.syncFileSystem() } else { try folder.sync() }
    return placed
  }

  /// Gives an earlier delivery's file a second name, where this one is the same and may be shared. False where it cannot: not every file system
  /// knows files of two names.
  private func share(
    _ delivery: Delivery, at index: Int, with earlier: ArraySlice<Delivery>, _ names: [FileName?], in folder: Folder,
    _ bench: Folder
  ) throws -> Bool {
    guard delivery.mayBeShared, delivery.size > 0,
      let same = earlier.firstIndex(where: { $0.digest == delivery.digest && $0.size == delivery.size })
    else { return false }
    let present = names[same]
    let home = try present == nil ? bench : place(of: earlier[same], in: folder)
    return try home.linkIfPossible(present ?? Self.benchName(same), to: bench, as: Self.benchName(index))
  }

  private func place(of delivery: Delivery, in folder: Folder) throws -> Folder {
    var place = folder
    for name in delivery.folders { place = try place.makeFolder(.safe(name)) }
    return place
  }

  private static func benchName(_ index: Int) -> FileName { .safe("part \(index)") }

  /// The name under which a delivery lies in a folder already, left by a try that was cut short.
  func name(of delivery: Delivery, in folder: Folder) throws -> FileName? {
    let found: FileName?? = try folder.withNames(like: .safe(delivery.name)) { name in
      guard let status = try folder.status(of: name) else { return .some(nil) }
      guard status.kind == .file, status.size == delivery.size else { return nil }
      return try folder.file(name).digest() == delivery.digest ? .some(name) : nil
    }
    return found ?? nil
  }

  func copy(_ delivery: Delivery, to name: FileName, in bench: Folder) throws {
    var writer = try bench.create(name)
    switch delivery.content {
    case .bytes(let bytes): try writer.write(bytes)
    case .stored(let store):
      guard let file = try store.open(delivery.digest) else {
        throw Refusal(
          "The finished file \"\(delivery.name)\" is missing from the service's store.",
          wayOut: "Try the job again; it is made anew.", detail: "no content \(delivery.digest)")
      }
      try file.copy(to: &writer)
    }
  }
}
