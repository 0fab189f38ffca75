/// What a worker is to do on a host.
package enum HostOrder: Hashable, Sendable, Codable {
  case put(HostParcel)
  /// Only what is said of it; the films stay. The parcel's files are those that lie there otherwise than they should.
  case change(HostedCopy, HostParcel)
  case remove(HostedCopy)
  /// What an upload that is not wanted any more has left there, whether it came to its end or not.
  case withdraw(HostParcel)
  /// Whether it would take videos and show them as its settings say. `probe` is a file that lies in a web server's folder, and says its name.
  case examine(probe: String?)
  /// Whether it is ready by now, and how often it was watched.
  case look(HostedCopy)
  /// What it has of others' views.
  case logs(LogOrder)
}

/// A finished video on its way to a host.
package struct HostParcel: Hashable, Sendable, Codable {
  package var job: JobName
  package var details: PublishDetails
  /// Below the host's address: nobody guesses it of a video that is not public.
  package var address: String
  package var mayBeDownloaded = true
  /// From when on nobody sees it any more.
  package var expiresAt: Moment?
  package var files: [File]
  /// The code of the language that is spoken; nil where nobody knows it.
  package var language: String?
  /// What is made by a computer in it could be taken for real.
  package var passesForReal = false
  /// What an earlier try left at the host, as that try wrote it down.
  package var handle: String?

  /// One file of it. Its input in the work order has the same name.
  package struct File: Hashable, Sendable, Codable {
    /// Below the address, with slashes for folders.
    package var name: String
    package var digest: Digest
    package var size: Int64

    package init(name: String, digest: Digest, size: Int64) {
      self.name = name
      self.digest = digest
      self.size = size
    }
  }

  package init(job: JobName, details: PublishDetails, address: String, files: [File]) {
    self.job = job
    self.details = details
    self.address = address
    self.files = files
  }

  package var size: Int64 { files.reduce(0) { $0 + $1.size } }

  /// What is said in it, to be read; nil where nobody knows in which language.
  package var captions: (file: File, language: String)? {
    guard let language, !language.isEmpty, language != "und", let file = files.first(where: { $0.name == PageFile.captions })
    else { return nil }
    return (file, language)
  }
}

extension [HostParcel.File] {
  /// Those that lie elsewhere otherwise, or not at all.
  package func otherThan(_ others: [HostParcel.File]) -> [HostParcel.File] {
    filter { file in !others.contains { $0.name == file.name && $0.digest == file.digest } }
  }

  package mutating func replace(with others: [HostParcel.File]) {
    for other in others {
      if let index = firstIndex(where: { $0.name == other.name }) { self[index] = other } else { append(other) }
    }
  }
}

/// A video that lies on a host.
package struct HostedCopy: Hashable, Sendable, Codable {
  /// How the host knows it: of files their common prefix.
  package var id: String
  /// What is passed on to others.
  package var link: String
  /// For a page of one's own; nil where it cannot be shown in one.
  package var embedCode: String?
  package var state: State
  /// Why it is not ready, in the host's words.
  package var note = ""
  /// What lies there, so that all of it can be taken away again.
  package var files: [HostParcel.File] = []
  package var views: HostViews?
  /// Until when the link can be used, where it ends before the video does.
  package var linkEndsAt: Moment?
  /// In which bucket, folder or server it lies (`HostAccount.place`): by the host's name somebody may mean another by now.
  package var place: String?
  /// How long it is, where that is known from its host alone.
  package var length: Timecode?

  package enum State: String, Sendable, Codable, CaseIterable {
    case uploading, processing, ready, unpublished, expired, failed
  }

  package init(id: String, link: String, embedCode: String? = nil, state: State) {
    self.id = id
    self.link = link
    self.embedCode = embedCode
    self.state = state
  }
}

/// What a host tells of a video's views: totals only.
package struct HostViews: Hashable, Sendable, Codable {
  package var views: Int64
  package var watchedSeconds: Double?
  package var likes: Int64?

  package init(views: Int64, watchedSeconds: Double? = nil, likes: Int64? = nil) {
    self.views = views
    self.watchedSeconds = watchedSeconds
    self.likes = likes
  }
}

/// Why a host did not do what it was asked.
package struct HostProblem: Error, Hashable, Sendable, Codable {
  package let cause: Cause
  package let refusal: Refusal
  /// How long to wait at least, where the host said so.
  package var pause: Duration?

  package enum Cause: String, Sendable, Codable {
    /// It refuses our key: a person has to act, and nothing is asked of it until then.
    case key
    /// It has no room, or no uploads left for now: another host may take it.
    case full
    /// It does not take this video, and will not: another host may.
    case unfit
    /// It does not answer, or not as it should: later it may.
    case passing
    /// What was to be changed or removed is not there any more.
    case gone
  }

  package init(_ cause: Cause, _ refusal: Refusal, pause: Duration? = nil) {
    self.cause = cause
    self.refusal = refusal
    self.pause = pause
  }
}
