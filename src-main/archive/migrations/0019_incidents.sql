-- Incidents: what happened, their timeline that is never edited, clocks, tasks, pauses (rules 1 to 4).

CREATE TABLE incident (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  plan_id TEXT NOT NULL REFERENCES plan (id),
  -- The version it started with and keeps.
  plan_version_id TEXT NOT NULL REFERENCES plan_version (id),
  -- Drills run the real board and stay out of figures and escalation (A0.4).
  drill INTEGER NOT NULL CHECK (drill IN (0, 1)),
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  area TEXT NOT NULL,
  reporter TEXT NOT NULL,
  reporter_phone TEXT NOT NULL,
  customer_id TEXT REFERENCES customer (id) ON DELETE SET NULL,
  vehicle_id TEXT REFERENCES vehicle (id) ON DELETE SET NULL,
  product_id TEXT REFERENCES product (id) ON DELETE SET NULL,
  breakdown_id TEXT REFERENCES breakdown (id),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4),
  assumed_worst INTEGER NOT NULL CHECK (assumed_worst IN (0, 1)),
  -- Answers to the plan's questions, JSON.
  facts TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reported', 'inHand', 'onSite', 'awaiting', 'followUp', 'closed')),
  owner_id TEXT REFERENCES colleague (id) ON DELETE SET NULL,
  department_id TEXT REFERENCES department (id) ON DELETE SET NULL,
  cause TEXT NOT NULL,
  -- Four times kept apart (rule 1): recorded is created_at, done stands in the timeline.
  occurred_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  activated_at TEXT,
  closed_at TEXT, closed_by TEXT,
  -- Kept with every change of the incident, so that the board reads one table.
  next_due_at TEXT,
  next_step TEXT NOT NULL,
  open_steps INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX incident_by_state ON incident (drill, state, coalesce(next_due_at, '9999'), seq DESC);
CREATE INDEX incident_by_customer ON incident (customer_id);
CREATE INDEX incident_by_received ON incident (received_at);
CREATE INDEX incident_by_breakdown ON incident (breakdown_id);

-- The timeline. A correction is a further entry that names what it corrects (rule 3).
CREATE TABLE incident_entry (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  incident_id TEXT NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL,
  -- When it was done, as the person says; and when it was written down.
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  text TEXT NOT NULL,
  -- What this kind of record holds, JSON.
  data TEXT NOT NULL,
  step TEXT NOT NULL,
  corrects TEXT REFERENCES incident_entry (id),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX incident_entry_by_incident ON incident_entry (incident_id, seq);
CREATE INDEX incident_entry_by_kind ON incident_entry (kind, at);
CREATE TRIGGER incident_entry_is_never_edited BEFORE UPDATE ON incident_entry BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END;
CREATE TRIGGER incident_entry_is_never_cut BEFORE DELETE ON incident_entry BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END;

-- Steps that are done, and by which entry.
CREATE TABLE incident_step (
  incident_id TEXT NOT NULL REFERENCES incident (id),
  step TEXT NOT NULL,
  entry_id TEXT NOT NULL REFERENCES incident_entry (id),
  done_at TEXT NOT NULL,
  PRIMARY KEY (incident_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_clock (
  incident_id TEXT NOT NULL REFERENCES incident (id),
  step TEXT NOT NULL,
  -- 'plan', or the customer's contract, which may want somebody sooner (C2).
  source TEXT NOT NULL,
  anchor_at TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  working INTEGER NOT NULL CHECK (working IN (0, 1)),
  warn_minutes INTEGER NOT NULL,
  -- Null while a pause lasts.
  due_at TEXT,
  met_at TEXT,
  -- The last alarm given: 0 none, 1 before, 2 at, then one for each step of the escalation.
  alarmed INTEGER NOT NULL,
  PRIMARY KEY (incident_id, step, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_clock_running ON incident_clock (due_at) WHERE met_at IS NULL;

CREATE TABLE incident_pause (
  id TEXT PRIMARY KEY,
  incident_id TEXT NOT NULL REFERENCES incident (id),
  from_at TEXT NOT NULL,
  to_at TEXT,
  reason TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX incident_pause_by_incident ON incident_pause (incident_id);

-- Duties given in a meeting or a review (A3.1, C4), and checks after closing (C3).
CREATE TABLE incident_task (
  id TEXT PRIMARY KEY,
  incident_id TEXT NOT NULL REFERENCES incident (id),
  kind TEXT NOT NULL CHECK (kind IN ('duty', 'lesson', 'followUp')),
  what TEXT NOT NULL,
  department_id TEXT REFERENCES department (id) ON DELETE SET NULL,
  owner TEXT NOT NULL,
  due_at TEXT,
  done_at TEXT,
  done_by TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX incident_task_by_incident ON incident_task (incident_id);
CREATE INDEX incident_task_open ON incident_task (due_at) WHERE done_at IS NULL;

CREATE TABLE incident_link (
  one_id TEXT NOT NULL REFERENCES incident (id),
  other_id TEXT NOT NULL REFERENCES incident (id),
  PRIMARY KEY (one_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_link_back ON incident_link (other_id);

-- A person's filters, by name.
CREATE TABLE saved_view (
  user_id TEXT NOT NULL REFERENCES user (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;
