import Production
import StandIns

extension S3Server {
  func account(_ bucket: String = S3Server.closed, through port: UInt16? = nil) -> HostAccount {
    var account = HostAccount(name: "cellar", kind: .s3)
    account.endpoint = port.map { "http://127.0.0.1:\($0)" } ?? endpoint
    account.bucket = bucket
    account.user = Self.user
    account.key = "s3"
    account.prefix = "videos/"
    return account
  }
}
