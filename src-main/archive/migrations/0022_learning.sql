-- The manual (手册), training on plans and chapters, and summary reports (A0.3, A0.4, C1, C2, C4).

CREATE TABLE chapter (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  product_id TEXT REFERENCES product (id) ON DELETE SET NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;

-- A published version is never edited; the newest holds.
CREATE TABLE chapter_version (
  id TEXT PRIMARY KEY,
  chapter_id TEXT NOT NULL REFERENCES chapter (id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  note TEXT NOT NULL,
  -- The incident it was learnt from (C4).
  incident_id TEXT REFERENCES incident (id),
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  UNIQUE (chapter_id, number)
) STRICT;

CREATE TABLE training (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  plan_version_id TEXT REFERENCES plan_version (id),
  chapter_version_id TEXT REFERENCES chapter_version (id),
  -- For the customer's own people (C4).
  customer_id TEXT REFERENCES customer (id) ON DELETE SET NULL,
  -- A drill on the board that it was (A0.4).
  incident_id TEXT REFERENCES incident (id),
  on_day TEXT NOT NULL,
  trainer TEXT NOT NULL,
  place TEXT NOT NULL,
  result TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX training_by_day ON training (on_day);

CREATE TABLE training_attendee (
  training_id TEXT NOT NULL REFERENCES training (id),
  position INTEGER NOT NULL,
  colleague_id TEXT REFERENCES colleague (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  note TEXT NOT NULL,
  PRIMARY KEY (training_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_attendee_by_colleague ON training_attendee (colleague_id);

-- The report to the customer's leaders (C2): written, approved, dated as sent.
CREATE TABLE incident_report (
  incident_id TEXT PRIMARY KEY REFERENCES incident (id),
  body TEXT NOT NULL,
  approved_at TEXT, approved_by TEXT NOT NULL,
  sent_at TEXT, sent_to TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- Summaries presented to the company's leaders (A0.3), each dated, with its answer.
CREATE TABLE summary_presented (
  id TEXT PRIMARY KEY,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  presented_to TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  answer TEXT NOT NULL,
  answered_at TEXT
) STRICT;
