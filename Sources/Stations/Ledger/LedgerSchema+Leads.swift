extension LedgerSchema {
  /// People of whom lists told. What is known of them can be emptied; the chain holds digests of what each list said, with salt that
  /// goes too.
  static let leads: StaticString = """
    CREATE TABLE leads (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      client_id INTEGER NOT NULL REFERENCES clients (id),
      identity TEXT, -- by which two rows are the same person; NULL: erased
      name TEXT,
      email TEXT,
      company TEXT,
      said TEXT, -- all columns as JSON, what came later over what came before
      created INTEGER NOT NULL,
      changed INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX leads_by_identity ON leads (client_id, identity) WHERE identity IS NOT NULL;
    CREATE INDEX leads_by_change ON leads (changed);

    CREATE TABLE lead_mentions ( -- what one drop said of a person
      drop_id INTEGER NOT NULL REFERENCES drops (id),
      lead_id INTEGER NOT NULL REFERENCES leads (id),
      line INTEGER NOT NULL,
      said TEXT,
      salt BLOB,
      digest BLOB NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (drop_id, lead_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lead_mentions_by_lead ON lead_mentions (lead_id);
    """
}
