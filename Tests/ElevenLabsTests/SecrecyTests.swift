import Courier
import ElevenLabs
import Glibc
import Production
import StandIns
import Testing

/// The account is reached by TLS alone, and only where somebody vouches for it who is trusted.
@Suite(.timeLimit(.minutes(10))) struct SecrecyTests {
  @Test func aLineGoesToWhomTheAuthorityVouchesFor() throws {
    var name = Array("/tmp/dropreel-secrecy-XXXXXX".utf8CString)
    #expect(mkdtemp(&name) != nil)
    let folder = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { system("rm -rf '\(folder)'") }
    let certificates = try Certificates(in: folder)
    try certificates.issue("right", for: "127.0.0.1")
    let provider = try ElevenLabsServer(key: "xi-secret-1")
    let front = try SecureStandIn(certificates, as: "right", before: provider.url)

    var account = VoiceAccount()
    account.base = "https://127.0.0.1:\(front.port)"
    let server = VoiceServer(account, key: Credential("xi-secret-1"))
    let strangers = Messenger(network: Network(namedHosts: ["127.0.0.1"]))
    let error = #expect(throws: CourierError.self) { try strangers.send(server.voices()) }
    #expect(error?.cause == .untrusted && error?.reached == .notSent)
    #expect(provider.heard.isEmpty)

    let friends = Messenger(network: Network(namedHosts: ["127.0.0.1"], trust: certificates.authority))
    let voice = try #require(VoiceRoster.page(try friends.send(server.voices()).body)?.voices.first)
    let line = SpeechLine("Look up.", voice: voice, tuning: VoiceTuning(), model: account.model)
    let reply = try friends.send(server.speech(line))
    #expect(SpeechReply(reply, now: 0) == .spoken(credits: 8, request: "req1"))
    #expect(provider.complaints == [] && provider.used == 8)
  }
}
