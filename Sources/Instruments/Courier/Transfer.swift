import CCurl
import Glibc

/// One call of libcurl with its options. It is used once, on one thread, by an `Exchange`.
@safe final class Transfer {
  let call: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let complaint: UnsafeMutablePointer<CChar>
  let hearing: Hearing

  private static let complaintSize = Int(CURL_ERROR_SIZE)

  init(_ request: CourierRequest, _ hearing: Hearing) throws(CourierError) {
    guard let call = unsafe curl_easy_init() else {
      throw CourierError(.broken, host: hearing.destination.shown, detail: "no memory", reached: .notSent)
    }
    unsafe self.call = unsafe call
    unsafe complaint = .allocate(capacity: Self.complaintSize)
    unsafe complaint.initialize(repeating: 0, count: Self.complaintSize)
    self.hearing = hearing
    do throws(Unset) {
      try prepare(request)
      try listen()
    } catch {
      throw CourierError(
        .unfit, host: hearing.destination.shown, detail: "option \(error.option): \(Self.words(of: error.code))",
        reached: .notSent)
    }
  }

  deinit {
    unsafe curl_easy_cleanup(call)
    unsafe ccurl_free_headers(headers)
    unsafe complaint.deallocate()
  }

  /// An option that libcurl did not take.
  private struct Unset: Error {
    let option: UInt32
    let code: CURLcode
  }

  private func set(_ option: CURLoption, _ value: Int) throws(Unset) {
    try check(option, unsafe ccurl_set_long(call, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) throws(Unset) {
    try check(option, unsafe ccurl_set_text(call, option, value))
  }

  private func check(_ option: CURLoption, _ code: CURLcode) throws(Unset) {
    guard code == CURLE_OK else { throw Unset(option: option.rawValue, code: code) }
  }

  private func prepare(_ request: CourierRequest) throws(Unset) {
    try set(CURLOPT_URL, request.url)
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    // No signals: this is one thread of several. Nor waiting for a name server that nobody needs any more.
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_FOLLOWLOCATION, 0)
    // Whatever the environment says.
    try set(CURLOPT_PROXY, "")
    try set(CURLOPT_NETRC, 0)
    try set(CURLOPT_PATH_AS_IS, 1)
    try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    try set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
    try set(CURLOPT_BUFFERSIZE, 16 << 10)
    // The deadlines are watched here; libcurl's own would end a slow name look-up.
    try set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(request.deadlines.connect))
    if let trust = hearing.network.trust { try set(CURLOPT_CAINFO, trust) }
    try check(CURLOPT_ERRORBUFFER, unsafe ccurl_set_pointer(call, CURLOPT_ERRORBUFFER, complaint))
    if request.bytesPerSecond > 0 {
      let limit = unsafe ccurl_set_large(call, CURLOPT_MAX_SEND_SPEED_LARGE, curl_off_t(request.bytesPerSecond))
      try check(CURLOPT_MAX_SEND_SPEED_LARGE, limit)
    }
    // A connection that was used before may be dead by now, and libcurl would then send the request over another. Twice may be too often.
    if request.method == .post { try set(CURLOPT_FRESH_CONNECT, 1) }
    try method(request)
    try add(request.headers, of: request)
  }

  static func milliseconds(_ duration: Duration) -> Int {
    max(1, Int(duration / .milliseconds(1)))
  }

  private func method(_ request: CourierRequest) throws(Unset) {
    if let stretch = request.stretch { return try upload(stretch, request) }
    switch request.method {
    case .get: try set(CURLOPT_HTTPGET, 1)
    case .head: try set(CURLOPT_NOBODY, 1)
    case .post: try set(CURLOPT_POST, 1)
    case .put, .patch, .delete: try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }
    // Those that bring something say so of nothing too: without a length some servers wait, and others refuse.
    guard [.post, .put, .patch].contains(request.method) || !request.body.isEmpty else { return }
    let code = unsafe request.body.withUnsafeBytes { body in
      // No address at all would mean: ask a callback for it.
      unsafe body.isEmpty ? ccurl_set_body(call, "", 0) : ccurl_set_body(call, body.baseAddress, curl_off_t(body.count))
    }
    try check(CURLOPT_COPYPOSTFIELDS, code)
    if request.method != .post { try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
  }

  /// libcurl asks for the bytes when they can leave, and knows from the beginning how many they are.
  private func upload(_ stretch: FileStretch, _ request: CourierRequest) throws(Unset) {
    try set(CURLOPT_UPLOAD, 1)
    // Held back, it leaves in pieces that follow each other within a second: a longer silence would look like a dead line.
    let piece = request.bytesPerSecond > 0 ? request.bytesPerSecond / 4 : 256 << 10
    try set(CURLOPT_UPLOAD_BUFFERSIZE, min(max(piece, 16 << 10), 256 << 10))
    try check(CURLOPT_INFILESIZE_LARGE, unsafe ccurl_set_large(call, CURLOPT_INFILESIZE_LARGE, curl_off_t(stretch.count)))
    try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    let context = unsafe Unmanaged.passUnretained(hearing).toOpaque()
    try check(
      CURLOPT_READFUNCTION,
      unsafe ccurl_on_read(
        call,
        { bytes, size, count, context in
          guard let hearing = unsafe Transfer.hearing(context), let bytes = unsafe bytes else { return CCURL_NO_MORE }
          let room = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: min(size * count, hearing.left))
          var span = unsafe room.mutableBytes
          return hearing.give(into: &span) ?? CCURL_NO_MORE
        }, context))
    try check(
      CURLOPT_SEEKFUNCTION,
      unsafe ccurl_on_seek(
        call,
        { context, place, origin in
          guard origin == SEEK_SET, let hearing = unsafe Transfer.hearing(context), hearing.rewind(to: Int64(place)) else {
            return CURL_SEEKFUNC_FAIL
          }
          return CURL_SEEKFUNC_OK
        }, context))
  }

  private func add(_ fields: [CourierHeader], of request: CourierRequest) throws(Unset) {
    // A header without a value takes libcurl's own away: it would wait for an answer that not every server gives.
    try add(line: Array("Expect:\0".utf8))
    if !fields.contains(where: { $0.name.lowercased() == "content-type" }) { try add(line: Array("Content-Type:\0".utf8)) }
    for field in fields { try add(line: field.line) }
    try check(CURLOPT_HTTPHEADER, unsafe ccurl_set_headers(call, headers))
  }

  /// Nobody else holds the line, so that what is wiped here is the line itself and no copy of it.
  private func add(line: consuming [UInt8]) throws(Unset) {
    let longer = unsafe line.withUnsafeMutableBytes { bytes in
      defer { unsafe ccurl_wipe(bytes.baseAddress, bytes.count) }
      return unsafe curl_slist_append(headers, bytes.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
    guard let longer = unsafe longer else { throw Unset(option: CURLOPT_HTTPHEADER.rawValue, code: CURLE_OUT_OF_MEMORY) }
    unsafe headers = unsafe longer
  }

  private func listen() throws(Unset) {
    // The hearing lives as long as this does, and this outlives the call.
    let context = unsafe Unmanaged.passUnretained(hearing).toOpaque()
    try check(
      CURLOPT_HEADERFUNCTION,
      unsafe ccurl_on_headers(
        call,
        { bytes, size, count, context in unsafe Transfer.hand(bytes, size * count, context) { unsafe $0.take(header: $1) } },
        context))
    try check(
      CURLOPT_WRITEFUNCTION,
      unsafe ccurl_on_bytes(
        call, { bytes, size, count, context in unsafe Transfer.hand(bytes, size * count, context) { unsafe $0.take(body: $1) } },
        context))
    try check(
      CURLOPT_OPENSOCKETFUNCTION,
      unsafe ccurl_on_socket(call, { context, _, address in unsafe Transfer.open(address, context) }, context))
    try check(
      CURLOPT_PREREQFUNCTION,
      unsafe ccurl_on_request(
        call,
        { context, _, _, _, _ in
          unsafe Transfer.hearing(context)?.begins()
          return CURL_PREREQFUNC_OK
        }, context))
  }

  private static func hearing(_ context: UnsafeMutableRawPointer?) -> Hearing? {
    unsafe context.map { unsafe Unmanaged<Hearing>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Answers as libcurl wants it: with another count than the given one, the call ends.
  private static func hand(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
    _ take: (Hearing, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard count > 0 else { return 0 }
    guard let hearing = unsafe hearing(context), let bytes = unsafe bytes else { return 0 }
    return unsafe take(hearing, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
  }

  /// Connects to the very address that was looked at. The corresponding C function is `socket`.
  private static func open(_ address: UnsafeMutablePointer<curl_sockaddr>?, _ context: UnsafeMutableRawPointer?) -> curl_socket_t
  {
    guard let hearing = unsafe hearing(context), let address = unsafe address else { return CCURL_NO_SOCKET }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe ccurl_address(address, &bytes)
    guard hearing.mayConnect(to: NetworkAddress(bytes: Array(bytes.prefix(Int(count))))) else { return CCURL_NO_SOCKET }
    return unsafe ccurl_open(address)
  }

  // MARK: - How it goes

  /// Looks how far it is: the deadline that has passed, if one has.
  func passed(at now: ContinuousClock.Instant) -> CourierError.Cause? {
    hearing.watch.hasSent(sent, at: now)
    return hearing.watch.passed(at: now)
  }

  /// How much of its body the other side's system has. What waits in this machine's is no progress: on a slow line that is a lot.
  var sent: Int64 { max(0, Int64(unsafe ccurl_sent(call)) - Int64(unsafe ccurl_waiting(call))) }

  var status: Int { unsafe ccurl_status(call) }

  /// What libcurl says of it: no header and no body ever stands there.
  var words: String { unsafe String(cString: complaint) }

  static func words(of code: CURLcode) -> String {
    unsafe String(cString: curl_easy_strerror(code))
  }
}
