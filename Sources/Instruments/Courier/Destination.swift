import CCurl

/// Whom a request goes to, as libcurl itself reads the address.
struct Destination: Hashable, Sendable {
  let host: String
  let port: String
  let isEncrypted: Bool

  var shown: String { "\(host):\(port)" }

  /// Nil for what is no address of ours: another scheme, a user's name or a password in it, or nothing at all.
  init?(_ url: String) {
    guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = unsafe curl_url() else { return nil }
    defer { unsafe curl_url_cleanup(parts) }
    guard unsafe curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK else { return nil }
    func part(_ which: CURLUPart) -> String? {
      var text: UnsafeMutablePointer<CChar>?
      guard unsafe curl_url_get(parts, which, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text = unsafe text else {
        return nil
      }
      defer { unsafe curl_free(text) }
      return unsafe String(cString: text)
    }
    guard let scheme = part(CURLUPART_SCHEME), scheme == "https" || scheme == "http", let host = part(CURLUPART_HOST),
      let port = part(CURLUPART_PORT), part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil, !host.isEmpty
    else { return nil }
    self.host = host.lowercased()
    self.port = port
    isEncrypted = scheme == "https"
  }
}
