-- Service decisions (A2.1): suspended, changed, resumed, with their history; what was held, and its fate (A2.2). Bulletins (A2.3).

CREATE TABLE suspension (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('suspended', 'changed', 'resumed', 'closed')),
  -- Areas of customers, JSON; the present decision's.
  areas TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT,
  reason TEXT NOT NULL,
  signal_id TEXT REFERENCES weather_signal (id),
  incident_id TEXT REFERENCES incident (id),
  resumed_at TEXT,
  closed_at TEXT, closed_by TEXT,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX suspension_by_state ON suspension (state, created_at);

-- Every decision, never changed: overlapping ones and changes of mind keep their history.
CREATE TABLE suspension_decision (
  seq INTEGER PRIMARY KEY,
  suspension_id TEXT NOT NULL REFERENCES suspension (id),
  kind TEXT NOT NULL CHECK (kind IN ('suspend', 'change', 'resume')),
  at TEXT NOT NULL,
  areas TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT,
  -- What customers are told: other times, another place.
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  callout_id TEXT REFERENCES callout (id),
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX suspension_decision_by_suspension ON suspension_decision (suspension_id);

CREATE TABLE suspension_held (
  suspension_id TEXT NOT NULL REFERENCES suspension (id),
  delivery_id TEXT NOT NULL REFERENCES delivery (id),
  -- Asked for afterwards by a customer who was phoned; it was never held.
  extra INTEGER NOT NULL CHECK (extra IN (0, 1)),
  fate TEXT CHECK (fate IN ('later', 'elsewhere', 'cancelled')),
  settled_at TEXT,
  settled_by TEXT NOT NULL,
  PRIMARY KEY (suspension_id, delivery_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX suspension_held_by_delivery ON suspension_held (delivery_id);

CREATE TABLE bulletin (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  -- Severe weather is stressed: its bulletin stands first until everybody has read it.
  severe INTEGER NOT NULL CHECK (severe IN (0, 1)),
  incident_id TEXT REFERENCES incident (id),
  callout_id TEXT REFERENCES callout (id),
  published_at TEXT,
  published_by TEXT NOT NULL,
  sent_at TEXT,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX bulletin_by_time ON bulletin (created_at);

-- Who is to read it; a colleague reached by its call-out has read it too.
CREATE TABLE bulletin_reader (
  bulletin_id TEXT NOT NULL REFERENCES bulletin (id),
  colleague_id TEXT NOT NULL,
  name TEXT NOT NULL,
  department TEXT NOT NULL,
  acknowledged_at TEXT,
  how TEXT CHECK (how IN ('desk', 'reply', 'phone')),
  note TEXT NOT NULL,
  by_name TEXT NOT NULL,
  PRIMARY KEY (bulletin_id, colleague_id)
) STRICT, WITHOUT ROWID;

-- The incident that a chain of signals led to.
CREATE TABLE weather_incident (
  chain_id TEXT PRIMARY KEY,
  incident_id TEXT NOT NULL REFERENCES incident (id)
) STRICT, WITHOUT ROWID;
