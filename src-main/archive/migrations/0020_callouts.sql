-- Call-outs (A2.1, A1.1): who is to be phoned, every attempt, and how it ended.

CREATE TABLE callout (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  -- What is to be said.
  message TEXT NOT NULL,
  incident_id TEXT REFERENCES incident (id),
  round INTEGER NOT NULL,
  closed_at TEXT, closed_by TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX callout_by_incident ON callout (incident_id);

CREATE TABLE callout_person (
  id TEXT PRIMARY KEY,
  callout_id TEXT NOT NULL REFERENCES callout (id),
  -- Its place on the printed list.
  position INTEGER NOT NULL,
  customer_id TEXT,
  colleague_id TEXT,
  name TEXT NOT NULL,
  area TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'reached', 'noAnswer', 'wrongNumber', 'refused', 'otherWay')),
  attempts INTEGER NOT NULL,
  callback_at TEXT,
  -- Who has this person on the line, and until when nobody else is given the same one.
  caller TEXT NOT NULL,
  claimed_until TEXT,
  UNIQUE (callout_id, position)
) STRICT;
CREATE INDEX callout_person_by_state ON callout_person (callout_id, state, position);
CREATE INDEX callout_person_by_customer ON callout_person (customer_id);

CREATE TABLE callout_attempt (
  seq INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES callout_person (id),
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  round INTEGER NOT NULL,
  phone TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'noAnswer', 'wrongNumber', 'refused', 'otherWay')),
  note TEXT NOT NULL,
  caller TEXT NOT NULL
) STRICT;
CREATE INDEX callout_attempt_by_person ON callout_attempt (person_id);
