extension LedgerSchema {
  /// Of which site a video is a demo, by its job's settings.
  static let sites: StaticString = """
    ALTER TABLE view_videos ADD COLUMN demo_of TEXT NOT NULL DEFAULT '';
    CREATE INDEX view_videos_of_site ON view_videos (client_id, demo_of) WHERE demo_of <> '';
    """
}
