-- Duty: shifts, the roster, swaps with the other's agreement, handovers that are signed, and the calls that came in.

CREATE TABLE duty_shift (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- Minutes after the day's midnight; an end not after the start is on the next day.
  from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 0 AND 1440),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE duty_slot (
  day TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES duty_shift (id),
  colleague_id TEXT NOT NULL REFERENCES colleague (id),
  PRIMARY KEY (day, shift_id, colleague_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_slot_by_colleague ON duty_slot (colleague_id, day);

-- One gives a turn away; the other takes it, or gives one in exchange.
CREATE TABLE duty_swap (
  id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES duty_shift (id),
  giver_id TEXT NOT NULL REFERENCES colleague (id),
  taker_id TEXT NOT NULL REFERENCES colleague (id),
  back_day TEXT,
  back_shift_id TEXT REFERENCES duty_shift (id),
  reason TEXT NOT NULL,
  asked_at TEXT NOT NULL, asked_by TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined')),
  answered_at TEXT,
  -- How the other said so, in words, and who wrote it down.
  answer TEXT NOT NULL, answered_by TEXT NOT NULL
) STRICT;

CREATE TABLE duty_handover (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES duty_shift (id),
  outgoing_id TEXT NOT NULL REFERENCES colleague (id),
  incoming_id TEXT NOT NULL REFERENCES colleague (id),
  situation TEXT NOT NULL,
  matters TEXT NOT NULL,
  tasks TEXT NOT NULL,
  equipment TEXT NOT NULL,
  orders TEXT NOT NULL,
  handed_at TEXT NOT NULL, handed_by TEXT NOT NULL, handed_by_id TEXT NOT NULL,
  signed_at TEXT, signed_by TEXT NOT NULL, remark TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX duty_handover_by_time ON duty_handover (handed_at);

CREATE TABLE duty_call (
  id TEXT PRIMARY KEY,
  -- Received and recorded are two times (rule 1).
  received_at TEXT NOT NULL,
  unit TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  content TEXT NOT NULL,
  passed_to TEXT NOT NULL,
  incident_id TEXT REFERENCES incident (id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
  settled_at TEXT, settled_by TEXT NOT NULL, outcome TEXT NOT NULL
) STRICT;
CREATE INDEX duty_call_by_time ON duty_call (received_at);
