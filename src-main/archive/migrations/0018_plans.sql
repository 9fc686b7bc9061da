-- Response plans (A0.4): one per kind of incident, in versions; a version that was in force is never edited.

CREATE TABLE plan (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  icon TEXT NOT NULL,
  owner_id TEXT REFERENCES colleague (id) ON DELETE SET NULL,
  review_on TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_version (
  id TEXT PRIMARY KEY,
  plan_id TEXT NOT NULL REFERENCES plan (id),
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'inForce', 'retired')),
  -- The whole plan as JSON: it is read and replaced as one.
  body TEXT NOT NULL,
  note TEXT NOT NULL,
  sales_at TEXT, sales_by TEXT NOT NULL,
  service_at TEXT, service_by TEXT NOT NULL,
  in_force_at TEXT,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  UNIQUE (plan_id, number)
) STRICT;
CREATE UNIQUE INDEX plan_version_in_force ON plan_version (plan_id) WHERE state = 'inForce';

CREATE TABLE plan_handed (
  version_id TEXT NOT NULL REFERENCES plan_version (id),
  department_id TEXT NOT NULL REFERENCES department (id) ON DELETE CASCADE,
  sent_at TEXT NOT NULL,
  acknowledged_at TEXT,
  acknowledged_by TEXT NOT NULL,
  PRIMARY KEY (version_id, department_id)
) STRICT, WITHOUT ROWID;
