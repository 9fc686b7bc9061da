-- Imports: what was read is staged row by row, shown, and only then written; an import can be taken back as a whole.

CREATE TABLE import (
  id TEXT PRIMARY KEY,
  -- Which kinds of lists there are, the contract says.
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  -- staged: shown, not written. writing: under way, or broken off and to be taken back. done: written. undone: taken back.
  state TEXT NOT NULL CHECK (state IN ('staged', 'writing', 'done', 'undone')),
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  same INTEGER NOT NULL,
  faulty INTEGER NOT NULL,
  -- Rows that somebody changed since, which an undo left alone.
  kept INTEGER NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;

CREATE TABLE import_row (
  import_id TEXT NOT NULL REFERENCES import (id),
  row INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('add', 'change', 'same', 'fault')),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The entry to write and the entry as it was, JSON; faults, likenesses and differences for the person who decides.
  entry TEXT,
  before TEXT,
  told TEXT NOT NULL,
  target_id TEXT,
  target_version INTEGER,
  written INTEGER NOT NULL DEFAULT 0,
  undone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_row_by_action ON import_row (import_id, action, row);

CREATE INDEX import_row_by_target ON import_row (target_id) WHERE target_id IS NOT NULL;

-- How the columns of a list were matched last time, by its headings.
CREATE TABLE import_mapping (
  kind TEXT NOT NULL,
  headings TEXT NOT NULL,
  mapping TEXT NOT NULL,
  PRIMARY KEY (kind, headings)
) STRICT, WITHOUT ROWID;
