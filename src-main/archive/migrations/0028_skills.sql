-- Who can do what since when and until when (B2.5), rotation training, and overtime kept with hours.

CREATE TABLE qualification (
  colleague_id TEXT NOT NULL REFERENCES colleague (id),
  skill TEXT NOT NULL,
  trained_on TEXT NOT NULL,
  -- Null: for good.
  valid_until TEXT,
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
  PRIMARY KEY (colleague_id, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE rotation (
  id TEXT PRIMARY KEY,
  colleague_id TEXT NOT NULL REFERENCES colleague (id),
  skill TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  trainer TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'passed', 'failed', 'cancelled')),
  result TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX rotation_by_state ON rotation (state, from_day);

CREATE TABLE overtime (
  id TEXT PRIMARY KEY,
  colleague_id TEXT NOT NULL REFERENCES colleague (id),
  on_day TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes > 0),
  skill TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX overtime_by_day ON overtime (on_day);
CREATE INDEX overtime_by_colleague ON overtime (colleague_id, on_day);
