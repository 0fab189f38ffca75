import Testing

/// What people's programs do to a share, against the real service: on a disk, in memory, and through a real file server whose clients
/// stall, vanish, save like Word, rename like Explorer and litter like Finder. The numbers are those of docs/reliability.md.
@Suite(.office, .timeLimit(.minutes(10))) struct OfficeTests {
  /// Each has a share of its own.
  static let cases =
    (1...40).map { $0 < 10 ? "case0\($0)" : "case\($0)" } + [
      "approving", "copying-to-approve", "editing-to-approve", "marker", "deleting", "window", "fetching", "open-long",
      "failed-back",
      "links", "audit", "finder",
    ]
}

extension Trait where Self == OfficeTrait {
  static var office: OfficeTrait { OfficeTrait(cases: OfficeTests.cases) }
}
