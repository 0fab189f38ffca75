import Courier
import Digests
import Glibc
import Hosts
import Production
import StandIns
import Testing

/// Signatures against those that others have published, and against openssl.
@Suite(.timeLimit(.minutes(10))) struct S3SignatureTests {
  private static let now: Int64 = 1_369_353_600
  private let signer = SigV4(
    user: "AKIAIOSFODNN7EXAMPLE", secret: Credential("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), region: "us-east-1")
  private static let file = S3Call(.get, origin: "https://examplebucket.s3.amazonaws.com", path: "/test.txt")

  private func check(
    _ call: S3Call, payload: String, names: String, canonical: String, signature: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let signed = signer.signed(call, payload: payload, at: Self.now)
    let proof = try #require(signed.headers.last { $0.name == "Authorization" }?.value)
    var unsigned = signed
    unsigned.headers.removeAll { $0.name == "Authorization" }
    #expect(Digest(of: SigV4.canonical(unsigned, payload: payload)).hex == canonical, sourceLocation: sourceLocation)
    #expect(
      proof == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        + "SignedHeaders=\(names), Signature=\(signature)", sourceLocation: sourceLocation)
    #expect(signed.headers.contains(S3Call.Field("x-amz-date", "20130524T000000Z")), sourceLocation: sourceLocation)
  }

  @Test func aRequestForAPartOfAFile() throws {
    var call = Self.file
    call.headers = [S3Call.Field("Range", "bytes=0-9")]
    try check(
      call, payload: SigV4.nothing, names: "host;range;x-amz-content-sha256;x-amz-date",
      canonical: "7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972",
      signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
  }

  @Test func aFileWithAnUnusualName() throws {
    let call = S3Call(
      .put, origin: "http://127.0.0.1:9000", path: "/videos/a b/üml+plus.mp4",
      headers: [S3Call.Field("Content-Type", "video/mp4"), S3Call.Field("Cache-Control", "public, max-age=31536000, immutable")])
    #expect(call.url == "http://127.0.0.1:9000/videos/a%20b/%C3%BCml%2Bplus.mp4")
    try check(
      call, payload: Digest(of: "hello").hex, names: "cache-control;content-type;host;x-amz-content-sha256;x-amz-date",
      canonical: "fdc5dab8d276e514e011d53691bd36c70b76b51b7a598af3544f4e76231538b0",
      signature: "a9029e369bcd2c7f3350661d313811763c8e3f78be3d9ab87fe797b9ed8252b6")
  }

  @Test func anUploadThatBegins() throws {
    let call = S3Call(
      .post, origin: "http://127.0.0.1:9000", path: "/videos/demo.mp4", query: [S3Call.Field("uploads", "")],
      headers: [S3Call.Field("Content-Type", "video/mp4")])
    #expect(call.url.hasSuffix("/videos/demo.mp4?uploads="))
    try check(
      call, payload: SigV4.nothing, names: "content-type;host;x-amz-content-sha256;x-amz-date",
      canonical: "3dcff2ffccac4c19fd6959d60303f982c093855d172d13e270381799b10d4941",
      signature: "b9fa5c273eaa7544c7750b703b8430d2b099e9f3ff7a80d09d6ad8a237f52084")
  }

  @Test func aPartOfAnUpload() throws {
    let call = S3Call(
      .put, origin: "http://127.0.0.1:9000", path: "/videos/demo.mp4",
      query: [S3Call.Field("uploadId", "abc/123=="), S3Call.Field("partNumber", "1")])
    #expect(call.url.hasSuffix("?partNumber=1&uploadId=abc%2F123%3D%3D"))
    try check(
      call, payload: Digest(of: "part-one").hex, names: "host;x-amz-content-sha256;x-amz-date",
      canonical: "2af885bf368739dfce1b8b584a6d2ffafe565b1501a23fb9bc702fd86880c993",
      signature: "1f249c1ec2c15d656e0cdb1999cbc54ed6f9f6266837dd73b00c20d21be647b7")
  }

  @Test func aPresignedLink() throws {
    let link = try signer.link(Self.file, for: 86_400, at: Self.now)
    #expect(
      link == "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
        + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
  }

  @Test func aLinkForLongerThanSevenDaysIsRefusedInWords() throws {
    #expect(try signer.link(Self.file, for: 604_800, at: Self.now).contains("X-Amz-Expires=604800"))
    let refusal = #expect(throws: Refusal.self) { try signer.link(Self.file, for: 604_801, at: Self.now) }
    #expect(refusal?.sentence == "A presigned link is good for seven days at most.")
    #expect(refusal?.wayOut.contains("CloudFront") == true)
    #expect(throws: Refusal.self) { try signer.link(Self.file, for: 0, at: Self.now) }
  }

  @Test func timesAreWrittenAndRead() {
    for (seconds, stamp) in [
      (0, "19700101T000000Z"), (951_782_400, "20000229T000000Z"), (1_369_353_600, "20130524T000000Z"),
      (1_798_761_599, "20261231T235959Z"), (4_107_542_399, "21000228T235959Z"),
    ] as [(Int64, String)] {
      #expect(S3Time(seconds: seconds).stamp == stamp)
    }
    #expect(S3Time.seconds(of: "2013-05-24T00:00:00.000Z") == 1_369_353_600)
    #expect(S3Time.seconds(of: "2000-02-29T00:00:00Z") == 951_782_400)
    #expect(S3Time.seconds(of: "yesterday") == nil)
  }

  @Test func digestsAreThoseThatAllOthersCompute() {
    var md5 = Md5()
    md5.update(Array("part-".utf8))
    md5.update(Array("one".utf8))
    #expect(
      Base64.text(md5.finish())
        == Base64.text([0xDE, 0xDE, 0x9D, 0xB2, 0x22, 0xEE, 0x61, 0x28, 0x53, 0xF4, 0x4E, 0x6E, 0x6B, 0x1C, 0xA7, 0x92]))
    // RFC 4231, case 2.
    #expect(
      Digest(sha256: Hmac.sha256(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))).hex
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    for (text, letters) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foob", "Zm9vYg==")] {
      #expect(Base64.text(Array(text.utf8)) == letters)
      #expect(Base64.bytes(letters.utf8) == Array(text.utf8))
    }
    #expect(Base64.bytes("Zm9v\nYg==\n".utf8) == Array("foob".utf8))
    #expect(Base64.bytes("Zg=".utf8) == nil)
    #expect(Base64.bytes("Z*==".utf8) == nil)
  }

  // MARK: - CloudFront

  private static let film = "https://d111111abcdef8.cloudfront.net/videos/demo.mp4"

  @Test func policiesAreWrittenInTheOneWay() {
    let canned = CloudFrontKey.policy(for: Self.film, until: 1_800_000_000)
    #expect(canned.utf8.count == 142)
    #expect(Digest(of: canned).hex == "171b3f53675a242edd15ab93455d1b92908cda47354453c921fb07a1d5486bd9")
    let custom = CloudFrontKey.policy(for: "https://d111111abcdef8.cloudfront.net/videos/*", until: 1_800_000_000)
    #expect(
      CloudFrontKey.safe(Array(custom.utf8))
        == "eyJTdGF0ZW1lbnQiOlt7IlJlc291cmNlIjoiaHR0cHM6Ly9kMTExMTExYWJjZGVmOC5jbG91ZGZyb250Lm5ldC92aWRlb3MvKiIsIkNvbmRpdGlvbiI6eyJEYXRlTGVzc1RoYW4iOnsiQVdTOkVwb2NoVGltZSI6MTgwMDAwMDAwMH19fV19"
    )
  }

  @Test(arguments: ["genrsa -traditional", "genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048"])
  func signaturesAreThoseOfOpenssl(_ way: String) throws {
    let folder = try S3Scratch()
    try folder.run(
      "openssl \(way) -out key.pem 2>/dev/null || openssl \(way.split(separator: " ")[0]) \(way.contains("pkey") ? "-algorithm RSA" : "") -out key.pem"
    )
    let pem = try folder.read("key.pem")
    #expect(
      String(decoding: pem, as: UTF8.self).contains(way.hasPrefix("genrsa") ? "BEGIN RSA PRIVATE KEY" : "BEGIN PRIVATE KEY"))
    let key = try #require(RsaKey(pem: pem))
    let policy = CloudFrontKey.policy(for: Self.film, until: 1_800_000_000)
    try folder.write(Array(policy.utf8), to: "policy")
    try folder.run("openssl dgst -sha1 -sign key.pem -out one policy && openssl dgst -sha256 -sign key.pem -out two policy")
    #expect(key.signature(of: Array(policy.utf8), by: .sha1) == (try folder.read("one")))
    #expect(key.signature(of: Array(policy.utf8), by: .sha256) == (try folder.read("two")))

    let signed = try #require(CloudFrontKey(keyPair: "K2JCJMDEHXQW5F", secret: Credential(String(decoding: pem, as: UTF8.self))))
    let signature = CloudFrontKey.safe(try folder.read("one"))
    #expect(
      signed.link(to: Self.film, until: 1_800_000_000)
        == "\(Self.film)?Expires=1800000000&Signature=\(signature)&Key-Pair-Id=K2JCJMDEHXQW5F")
    let wide = try #require(
      signed.link(to: Self.film + "?a=b", showing: "https://d111111abcdef8.cloudfront.net/videos/*", until: 1_800_000_000))
    #expect(wide.hasPrefix("\(Self.film)?a=b&Policy=eyJ"))
    #expect(wide.hasSuffix("&Key-Pair-Id=K2JCJMDEHXQW5F"))
    #expect(!wide.contains("+"))
  }

  @Test func whatIsNoKeyIsNone() throws {
    let folder = try S3Scratch()
    try folder.run(
      "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem && openssl genrsa -aes128 -passout pass:x -out locked.pem 2>/dev/null"
    )
    for pem in [
      [], Array("-----BEGIN PRIVATE KEY-----\nZg==\n-----END PRIVATE KEY-----\n".utf8), try folder.read("ec.pem"),
      try folder.read("locked.pem"),
    ] {
      #expect(RsaKey(pem: pem) == nil)
    }
    #expect(CloudFrontKey(keyPair: "K1", secret: Credential("secret")) == nil)
  }
}
