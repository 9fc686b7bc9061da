-- Backups that were written and proven, newest last; what the status line and the list show.

CREATE TABLE backup_file (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  records INTEGER NOT NULL,
  -- Which recovery code opens it: the recipient of the backup identity of that time.
  recipient TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX backup_file_by_time ON backup_file (at);
