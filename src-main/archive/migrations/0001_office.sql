-- The office itself, its people at this desk, and the journal of every write.

CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  call TEXT NOT NULL,
  entities TEXT NOT NULL,
  salt BLOB NOT NULL,
  digest BLOB NOT NULL,
  note TEXT,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_call ON journal (call, sequence);
CREATE INDEX journal_by_actor ON journal (actor_id, sequence);
CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- What was asked, beside the chain: an erasure removes it and the chain still verifies.
CREATE TABLE journal_input (
  sequence INTEGER PRIMARY KEY REFERENCES journal (sequence),
  actor_name TEXT NOT NULL,
  input TEXT NOT NULL
) STRICT;

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  outlet_code TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- One value per setting, JSON.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What the program itself must keep secret, such as the backup identity.
CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  sign_in_name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('auditor', 'clerk', 'keeper', 'manager', 'administrator')),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Half-typed forms, so that locking, switching language or leaving by mistake loses nothing.
CREATE TABLE draft (
  user_id TEXT NOT NULL REFERENCES user (id),
  form TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (user_id, form)
) STRICT, WITHOUT ROWID;
