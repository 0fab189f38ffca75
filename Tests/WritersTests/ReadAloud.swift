import Glibc
import Testing
import Scripts
import Writers

@Suite struct ReadAloud {
  @Test(arguments: Fixture.all) func show(fixture: Fixture) throws {
    let draft = try fixture.draft()
    print("=== \(fixture.name) \(draft.facts)\n\(draft.script.printed)<<<")
  }
}
