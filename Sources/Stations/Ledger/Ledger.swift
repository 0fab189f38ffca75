import Files
package import Production
import Store

/// Orders, leases, attempts, decisions and costs, and the chain that proves them. It records, it decides nothing; every method is
/// one transaction, and has happened for good when it returns.
///
/// Only one process has it open, with one connection, on one thread.
package actor Ledger {
  private nonisolated let executor = DiskExecutor("ledger")
  private let path: String
  private let ballast: Ballast
  private let clock: @Sendable () -> Moment
  private var connection: Connection?
  /// The newest event of this transaction; nil until it is looked up.
  var head: EventChain.Link?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Opens the ledger in `folder`, which must be there on a local disk, and makes or upgrades it as needed. Where the disk is too
  /// full to open it, the ballast is given back first; `hasBallast` tells.
  package static func open(
    folder: String, waitingForOthers patience: Duration = .seconds(5), clock: @escaping @Sendable () -> Moment
  ) async throws -> Ledger {
    let ledger = Ledger(path: folder + "/ledger.sqlite", ballast: Ballast(folder: try Folder.open(folder)), clock: clock)
    try await ledger.start(waitingForOthers: patience)
    return ledger
  }

  private init(path: String, ballast: Ballast, clock: @escaping @Sendable () -> Moment) {
    self.path = path
    self.ballast = ballast
    self.clock = clock
  }

  private func start(waitingForOthers patience: Duration) throws {
    do {
      do {
        connection = try connect(waitingForOthers: patience)
      } catch let error as SQLError where error.isFull {
        guard try ballast.free() else { throw error }
        connection = try connect(waitingForOthers: patience)
        return
      }
      _ = try ballast.make()
    } catch {
      throw LedgerError.from(error)
    }
  }

  private func connect(waitingForOthers patience: Duration) throws -> Connection {
    let connection = try Connection(at: path, waitingForOthers: patience)
    try connection.migrate(LedgerSchema.migrations, at: clock().microseconds)
    try recountViews(connection)
    return connection
  }

  /// Moves the log into the database and lets go of the file. Every later call throws `LedgerError.closed`.
  package func close() throws {
    guard let connection else { return }
    self.connection = nil
    do {
      try connection.close()
    } catch {
      throw LedgerError.from(error)
    }
  }

  package var hasBallast: Bool {
    get throws { try ballast.isThere }
  }

  /// Gives 8 MiB back to a full disk; false when they were given already.
  package func freeBallast() throws -> Bool { try ballast.free() }

  /// Takes the 8 MiB again; false while there is no room.
  package func restoreBallast() throws -> Bool { try ballast.make() }

  var now: Moment { clock() }

  var database: Connection {
    get throws {
      guard let connection else { throw LedgerError.closed }
      return connection
    }
  }

  /// All of `body`, or nothing of it.
  func write<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    let database = try database
    head = nil
    do {
      return try database.transaction { try body(database) }
    } catch {
      throw LedgerError.from(error)
    }
  }

  func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    let database = try database
    do {
      return try body(database)
    } catch {
      throw LedgerError.from(error)
    }
  }
}
