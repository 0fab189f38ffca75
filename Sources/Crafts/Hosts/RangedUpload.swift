import Courier
import Files
import Production

/// How far an upload is, as the host says.
enum UploadStanding {
  /// So many bytes from the beginning lie there.
  case holds(Int64)
  /// All of it lies there.
  case whole(CourierReply)
  /// The host knows nothing of this session, or not any more.
  case gone
  case busy(HostProblem)
  case keyRefused(HostProblem)
}

/// A place at a host that takes a file in pieces: what is asked there, and what its answers mean.
protocol UploadSession {
  /// How far it is.
  func question() throws -> CourierRequest
  /// Without its body.
  func piece(from offset: Int64, count: Int64) throws -> CourierRequest
  /// Throws where the host will not take the file.
  func standing(after reply: CourierReply) throws -> UploadStanding
  func renewKey() throws
}

/// Sends a file in pieces, and believes only what the host says of them.
///
/// After whatever goes wrong the host is asked how far it is, and the next piece begins there. Pieces are small for a while then: somebody
/// on the way may collect each before he passes it on, so that of one that is cut off nothing arrives.
struct RangedUpload {
  let talk: HostTalk
  let source: FileSource
  let size: Int64
  /// A multiple of 256 KiB, as Google wants it.
  let pieceSize: Int64

  private static let unit: Int64 = 256 << 10
  /// So many must go well one after the other before they are twice as large again; so many more with each cut.
  private static let carefully = 8

  init(_ film: HostParcel.File, of parcel: HostParcel, pieceSize: Int, talk: HostTalk) throws {
    self.talk = talk
    source = FileSource(try talk.dock.open(film))
    size = film.size
    self.pieceSize = Int64(pieceSize)
  }

  private var smallestPiece: Int64 { max(Self.unit, pieceSize / 8 / Self.unit * Self.unit) }

  /// The host's last answer; nil when the session is gone. A session that is not new is asked first.
  func run(_ session: any UploadSession, isNew: Bool) throws -> CourierReply? {
    var standing = isNew ? .holds(0) : try answer(session.question(), session)
    var best: Int64 = 0
    // Where the piece began that this is the answer to; nil where the host was only asked.
    var from: Int64?
    var tries = 0
    var (isRenewed, isDoubted) = (false, false)
    var (piece, went, cuts) = (pieceSize, 0, 0)
    func wait(_ trouble: HostProblem) throws -> UploadStanding {
      tries += 1
      try talk.rest(after: trouble, tries: tries)
      from = nil
      return try answer(session.question(), session)
    }
    while true {
      switch standing {
      case .whole(let reply):
        talk.dock.sent(size, of: size)
        return reply
      case .gone: return nil
      case .busy(let trouble):
        if from != nil { (piece, went, cuts) = (min(pieceSize, smallestPiece), 0, cuts + 1) }
        standing = try wait(trouble)
      case .keyRefused(let trouble):
        guard !isRenewed else { throw trouble }
        isRenewed = true
        try session.renewKey()
        from = nil
        standing = try answer(session.question(), session)
      case .holds(let count):
        guard (0...size).contains(count) else { throw isLost }
        if count > best {
          (best, tries, isRenewed, isDoubted) = (count, 0, false, false)
          talk.dock.sent(count, of: size)
        }
        if talk.dock.isWrappingUp { throw talk.stopped }
        // It moved on by nothing, or has everything and does not say what became of it.
        if count == size || from.map({ count <= $0 }) == true {
          standing = try wait(isLost)
          continue
        }
        if from != nil { went += 1 }
        if went >= Self.carefully * max(1, cuts) { (piece, went) = (min(piece * 2, pieceSize), 0) }
        do {
          (from, standing) = (count, try send(from: count, atMost: piece, session))
        } catch let problem as HostProblem where problem.cause == .unfit && !isDoubted {
          // What was cut off may have come there after it was asked how much it has: then this piece was the wrong one.
          isDoubted = true
          (from, standing) = (nil, try answer(session.question(), session))
          guard case .holds(let other) = standing, other != count else { throw problem }
        }
      }
    }
  }

  private func send(from offset: Int64, atMost most: Int64, _ session: any UploadSession) throws -> UploadStanding {
    let count = min(most, size - offset)
    var request = try session.piece(from: offset, count: count)
    request.stretch = FileStretch(of: source, at: offset, count: count)
    request.deadlines = .sending(count)
    return try answer(request, session)
  }

  private func answer(_ request: CourierRequest, _ session: any UploadSession) throws -> UploadStanding {
    switch talk.reply(to: request) {
    case .success(let reply): return try session.standing(after: reply)
    case .failure(let error):
      let trouble = talk.problem(error)
      guard trouble.cause == .passing else { throw trouble }
      return .busy(trouble)
    }
  }

  private var isLost: HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "\(talk.service) does not go on with an upload.", wayOut: "It is tried again by itself.",
        detail: "it does not say that it has more than before"))
  }
}

extension UploadStanding {
  /// By the header of an answer 308: "bytes=0-262143". Without it nothing lies there.
  static func byRange(_ header: String?) -> UploadStanding? {
    guard let header else { return .holds(0) }
    let range = header.hasPrefix("bytes=") ? header.dropFirst(6) : header[...]
    guard range.hasPrefix("0-") else { return nil }
    let last = range.dropFirst(2)
    // So some write that there is nothing.
    if last == "-1" { return .holds(0) }
    guard !last.isEmpty, last.utf8.count < 19, last.utf8.allSatisfy({ (48...57).contains($0) }), let last = Int64(last) else {
      return nil
    }
    return .holds(last + 1)
  }
}

extension CourierRequest {
  /// How far a session is that takes pieces by `Content-Range`.
  static func standing(of session: String, size: Int64, headers: [CourierHeader]) -> CourierRequest {
    CourierRequest(.put, session, headers: headers + [CourierHeader("Content-Range", "bytes */\(size)")])
  }

  /// A piece for such a session, without its body.
  static func piece(
    of session: String, from offset: Int64, count: Int64, size: Int64, headers: [CourierHeader]
  ) -> CourierRequest {
    let own = [
      CourierHeader("Content-Range", "bytes \(offset)-\(offset + count - 1)/\(size)"), CourierHeader("Content-Type", "video/mp4"),
    ]
    return CourierRequest(.put, session, headers: headers + own)
  }
}

extension HostParcel {
  /// The film that the service gets, or why there is none.
  func film(for service: String) throws -> File {
    if let film = files.bestFilm { return film }
    throw HostProblem(
      .unfit, Refusal("There is no video for \(service) among the files.", wayOut: "Make one in a wide format, as youtube."))
  }
}
