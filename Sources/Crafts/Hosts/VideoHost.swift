package import Courier
package import Files
package import Production

/// A kind of place where videos are put: what is asked of it, and what its answers mean.
///
/// All of it throws `HostProblem`. Repeated after a kill at any instant, `put` ends with one video at the host and not with two: whatever
/// it would need for that it keeps as a handle before it goes on.
package protocol VideoHost {
  func put(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy
  /// Puts files anew that lie there otherwise than they should, and answers with what lies there then.
  func bring(_ parcel: HostParcel, to copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy
  func change(_ copy: HostedCopy, to details: PublishDetails, at dock: any HostDock) throws -> HostedCopy
  /// What is not there any more is removed already.
  func remove(_ copy: HostedCopy, at dock: any HostDock) throws
  /// What an upload that is not wanted any more has left there, whether it came to its end or not.
  func withdraw(_ parcel: HostParcel, at dock: any HostDock) throws
  /// Throws what would be in the way of a video. Nothing of it stays there.
  func examine(at dock: any HostDock) throws
  func look(at copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy
}

extension VideoHost {
  /// A service makes pages of its own.
  package func bring(_ parcel: HostParcel, to copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy { copy }
}

/// Where a host meets the service: secrets, files, the network, and what is to be remembered.
package protocol HostDock: AnyObject {
  /// Throws a `HostProblem` where there is none.
  func secret(_ name: String) throws -> Credential
  func open(_ file: HostParcel.File) throws -> File
  func send(_ request: CourierRequest) throws(CourierError) -> CourierReply
  /// Sends side by side what `next` gives, at most so many at a time, as `Messenger.send(atMost:)` does; one by one where the dock knows
  /// no better.
  func send(
    atMost most: Int, next: () throws -> CourierRequest?, heard: (Int, Result<CourierReply, CourierError>) throws -> Void
  ) throws
  /// Committed when it returns; the next try of the same parcel finds it.
  func keep(handle: String) throws
  /// Says how many bytes lie at the host by now, and takes the time that the bandwidth asks for.
  func sent(_ bytes: Int64, of all: Int64)
  func rest(_ pause: Duration)
  /// The service stops: what was begun may be left as it lies, for the next try.
  var isWrappingUp: Bool { get }
  /// Seconds since 1970.
  var now: Int64 { get }
}

extension HostDock {
  package func send(
    atMost most: Int, next: () throws -> CourierRequest?, heard: (Int, Result<CourierReply, CourierError>) throws -> Void
  ) throws {
    var number = 0
    while let request = try next() {
      try heard(number, Result { () throws(CourierError) in try send(request) })
      number += 1
    }
  }
}
