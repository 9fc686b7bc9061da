-- Where backups go by themselves, what happened there, and the drills that prove them (A1.3).

CREATE TABLE backup_place (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- As it was chosen. A drive with a label is found again under whatever letter it gets: then the path counts from its root.
  folder TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('local', 'removable', 'network')),
  -- The volume it was last seen on; two places on one volume are one.
  volume TEXT NOT NULL,
  -- It is the archive's own volume: a second copy, but no second place.
  beside_archive INTEGER NOT NULL CHECK (beside_archive IN (0, 1)),
  -- What a strange PC finds beside the backups, and the drill looks at.
  portable_name TEXT NOT NULL DEFAULT '',
  portable_sha256 TEXT NOT NULL DEFAULT '',
  dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

ALTER TABLE backup_file ADD COLUMN place_id TEXT REFERENCES backup_place (id);
ALTER TABLE backup_file ADD COLUMN reason TEXT NOT NULL DEFAULT 'manual';
ALTER TABLE backup_file ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
-- How many journal rows it holds: what came after is not in it.
ALTER TABLE backup_file ADD COLUMN journal_rows INTEGER NOT NULL DEFAULT 0;
-- Removed by the rule of how long backups are kept, or found gone.
ALTER TABLE backup_file ADD COLUMN removed_at TEXT;
CREATE INDEX backup_file_by_place ON backup_file (place_id, at);

CREATE TABLE backup_failure (
  id TEXT PRIMARY KEY,
  place_id TEXT NOT NULL REFERENCES backup_place (id),
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  code TEXT NOT NULL,
  params TEXT NOT NULL
) STRICT;
CREATE INDEX backup_failure_by_place ON backup_failure (place_id, at);

CREATE TABLE backup_drill (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  place_id TEXT NOT NULL REFERENCES backup_place (id),
  place_name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  milliseconds INTEGER NOT NULL,
  -- Null when it passed.
  code TEXT,
  -- What was restored and compared, JSON.
  found TEXT NOT NULL,
  program TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX backup_drill_by_time ON backup_drill (at);
