import FoundationEssentials
import Glibc
import Production
import Testing

@testable import Settings

@Suite struct SecretTests {
  private static let hidden = "sk-or-v1-0123456789"

  private struct Account {
    let user = "ada"
    let key = Secret(SecretTests.hidden)
  }

  @Test func `No printed form shows the value`() throws {
    let secret = Secret(Self.hidden)
    let secrets = try Secrets.load(environment: ["DROPREEL_KEY_OPENROUTER": Self.hidden])
    var forms = [
      "\(secret)", String(describing: secret), String(reflecting: secret), secret.description, secret.debugDescription,
    ]
    let optional: Secret<String>? = secret
    forms += ["\([secret])", "\(["a": secret])", String(describing: optional), String(reflecting: Account()), "\(Account())"]
    forms += ["\(secrets)", String(reflecting: secrets), "\(secrets.explained())"]
    for value in [secret as Any, Account(), secrets, [secret], (1, secret)] {
      var dumped = ""
      dump(value, to: &dumped)
      forms.append(dumped)
      forms.append("\(Mirror(reflecting: value).children.map { "\($0)" })")
    }
    for form in forms { #expect(!form.contains("0123456789"), "\(form)") }
    #expect(Mirror(reflecting: secret).children.isEmpty)
    #expect(!((secret as Any) is any Encodable))
    #expect(secret.reveal { $0 } == Self.hidden)
  }

  @Test func `Keys of the environment are found by their names`() throws {
    let secrets = try Secrets.load(
      environment: ["DROPREEL_KEY_OPEN_ROUTER": "a", "DROPREEL_KEY_EMPTY": "", "DROPREEL_KEY_": "x", "PATH": "/bin"])
    #expect(secrets.names == ["open_router"])
    #expect(secrets["open_router"]?.reveal { $0 } == "a")
    #expect(
      secrets.explained() == [
        EffectiveSetting(key: "secret.open_router", value: "(set)", origin: .environment(name: "DROPREEL_KEY_OPEN_ROUTER"))
      ])
  }

  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/dropreel-keys-\(UInt64.random(in: 0...(.max)))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private func write(_ text: String, to path: String, mode: mode_t) throws {
    #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
    #expect(chmod(path, mode) == 0)
  }

  @Test func `A credential of systemd comes before the environment, whatever its mode`() throws {
    try withFolder { folder in
      try write("from systemd\n", to: folder + "/openrouter", mode: 0o444)
      try write("other", to: folder + "/Not A Name", mode: 0o400)
      let secrets = try Secrets.load(environment: ["CREDENTIALS_DIRECTORY": folder, "DROPREEL_KEY_OPENROUTER": "from env"])
      #expect(secrets.names == ["openrouter"])
      #expect(secrets["openrouter"]?.reveal { $0 } == "from systemd")
    }
  }

  @Test func `A key file is read only if nobody else can read it`() throws {
    try withFolder { folder in
      try write("line 1\nline 2\r\n", to: folder + "/pem", mode: 0o600)
      #expect(try Secrets.load(environment: [:], credentialsFolder: folder)["pem"]?.reveal { $0 } == "line 1\nline 2")
      for mode: mode_t in [0o640, 0o604, 0o620] {
        #expect(chmod(folder + "/pem", mode) == 0)
        let refusal = #expect(throws: Refusal.self) { _ = try Secrets.load(environment: [:], credentialsFolder: folder) }
        #expect(refusal?.wayOut == "Run: chmod 600 \(folder)/pem")
        #expect(refusal?.description.contains("line 1") == false)
      }
    }
  }

  @Test(arguments: ["", "\n", "a\u{0}b", "too long"])
  func `What is no key is refused`(text: String) throws {
    try withFolder { folder in
      try write(text == "too long" ? String(repeating: "x", count: 70_000) : text, to: folder + "/key", mode: 0o600)
      #expect(throws: Refusal.self) { _ = try Secrets.load(environment: [:], credentialsFolder: folder) }
    }
  }

  @Test func `A link, a pipe and a missing folder are refused without waiting`() throws {
    try withFolder { folder in
      #expect(symlink("/etc/hostname", folder + "/key") == 0)
      #expect(throws: Refusal.self) { _ = try Secrets.load(environment: [:], credentialsFolder: folder) }
      #expect(unlink(folder + "/key") == 0 && mkfifo(folder + "/key", 0o600) == 0)
      #expect(throws: Refusal.self) { _ = try Secrets.load(environment: [:], credentialsFolder: folder) }
      #expect(throws: Refusal.self) { _ = try Secrets.load(environment: [:], credentialsFolder: folder + "/none") }
    }
  }
}
