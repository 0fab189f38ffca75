import CConfinement
import Glibc

/// Hands an open descriptor to another process over a local socket.
package enum DescriptorPassing {
  /// Sends one byte with the descriptor, which stays the caller's; fails rather than waits when the other side does not
  /// read. The corresponding C function is `sendmsg` with `SCM_RIGHTS`.
  package static func send(descriptor: Int32, over socket: Int32) throws(SandboxError) {
    do throws(SystemCode) { try trying { ccf_send_descriptor(socket, descriptor) } } catch {
      throw .refused(call: "sendmsg SCM_RIGHTS", code: error.code)
    }
  }

  /// Waits for a byte with a descriptor; the caller closes it. The corresponding C function is `recvmsg`.
  package static func receive(over socket: Int32) throws(SandboxError) -> Int32 {
    do throws(SystemCode) { return try trying { ccf_receive_descriptor(socket) } } catch {
      throw .refused(call: "recvmsg SCM_RIGHTS", code: error.code)
    }
  }

  /// Two connected local sockets. The corresponding C function is `socketpair`.
  package static func socketPair() throws(SandboxError) -> SocketPair {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .refused(call: "socketpair", code: errno) }
    return SocketPair(first: ends[0], second: ends[1])
  }
}

/// Two connected local sockets, closed when their owner lets them go. What a child or another process was given goes on.
package struct SocketPair: ~Copyable {
  package let first: Int32
  package let second: Int32

  init(first: Int32, second: Int32) {
    self.first = first
    self.second = second
  }

  deinit {
    close(first)
    close(second)
  }
}
