-- The daily briefing: prepared, given a manager's remarks, kept as issued.

CREATE TABLE briefing (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  remarks TEXT NOT NULL,
  prepared_at TEXT NOT NULL,
  -- The day's facts as they stood when it was issued, JSON; those of the preparation before.
  facts TEXT NOT NULL,
  issued_at TEXT,
  issued_by TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX briefing_by_day ON briefing (day, number);
