import Line
import Testing

/// What the service does about a full disk, decided without one.
@Suite struct DiskRoomTests {
  private static let plenty: Int64 = 1 << 30

  @Test func aRefusalFreesTheBallastOnce() {
    var room = DiskRoom()
    #expect(room.refused() == .freeBallast)
    #expect(room.isFull)
    #expect(room.refused() == nil)
  }

  @Test func littleRoomCountsAsNoneBeforeAnythingIsRefused() {
    var room = DiskRoom()
    #expect(room.look(free: DiskRoom.least) == nil)
    #expect(!room.isFull)
    #expect(room.look(free: DiskRoom.least - 1) == .freeBallast)
    #expect(room.isFull)
  }

  @Test func workGoesOnOnlyWhenTheBallastCouldBeTaken() {
    var room = DiskRoom()
    _ = room.refused()
    #expect(room.look(free: 0) == nil)
    #expect(room.look(free: Self.plenty) == .restoreBallast)
    // A quota says no although the disk has room.
    room.restored(false)
    #expect(room.isFull)
    #expect(room.look(free: Self.plenty) == .restoreBallast)
    room.restored(true)
    #expect(!room.isFull)
  }

  @Test func aDiskThatCannotBeAskedIsTakenForAGoodOne() {
    var room = DiskRoom()
    #expect(room.look(free: nil) == nil)
    _ = room.refused()
    #expect(room.look(free: nil) == .restoreBallast)
  }
}
