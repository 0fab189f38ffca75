package import Courier
package import Production

/// Where a bucket answers, and what its files are called there.
package struct S3Place: Hashable, Sendable {
  package let origin: String
  package let isEncrypted: Bool
  /// Before each key.
  private let folder: String

  /// Nil where the endpoint is no address, or the bucket no name.
  package init?(_ account: HostAccount) {
    guard let address = BucketAddress(account), Network.host(of: account.bucketEndpoint) != nil else { return nil }
    (origin, isEncrypted, folder) = (address.origin, address.isEncrypted, address.folder)
  }

  package func call(
    _ method: CourierRequest.Method, _ key: String, query: [S3Call.Field] = [], headers: [S3Call.Field] = []
  ) -> S3Call {
    S3Call(method, origin: origin, path: folder + key, query: query, headers: headers)
  }

  /// Where everybody finds a file, if the bucket lets them.
  package func url(of key: String) -> String { call(.get, key).url }
}
