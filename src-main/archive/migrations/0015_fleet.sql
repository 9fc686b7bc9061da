-- Vehicles, deliveries, breakdowns and take-overs (A0.6, A1.1, A1.2, B1.4).

CREATE TABLE vehicle (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  plate TEXT NOT NULL,
  name TEXT NOT NULL,
  capacity_kg INTEGER NOT NULL CHECK (capacity_kg >= 0),
  -- Kept ready for a take-over.
  standby INTEGER NOT NULL CHECK (standby IN (0, 1)),
  driver_id TEXT REFERENCES colleague (id) ON DELETE SET NULL,
  mileage_km INTEGER NOT NULL CHECK (mileage_km >= 0),
  inspection_until TEXT,
  insurance_until TEXT,
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'repair', 'retired')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Maintenance and repairs: due by date, by mileage, or both; done once `done_on` stands.
CREATE TABLE vehicle_service (
  id TEXT PRIMARY KEY,
  vehicle_id TEXT NOT NULL REFERENCES vehicle (id),
  kind TEXT NOT NULL CHECK (kind IN ('maintenance', 'repair')),
  what TEXT NOT NULL,
  due_on TEXT,
  due_km INTEGER,
  done_on TEXT,
  done_km INTEGER,
  cost_fen INTEGER,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX vehicle_service_by_vehicle ON vehicle_service (vehicle_id, done_on);

CREATE TABLE delivery (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  customer_id TEXT NOT NULL,
  load TEXT NOT NULL,
  weight_kg INTEGER NOT NULL CHECK (weight_kg >= 0),
  place TEXT NOT NULL,
  promised_at TEXT NOT NULL,
  vehicle_id TEXT REFERENCES vehicle (id),
  state TEXT NOT NULL CHECK (state IN ('planned', 'out', 'delivered', 'cancelled')),
  left_at TEXT,
  delivered_at TEXT,
  signed_by TEXT NOT NULL,
  -- When the customer was told of the last change of time; null while that is still to be done.
  told_at TEXT,
  note TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_by_time ON delivery (promised_at);
CREATE INDEX delivery_by_vehicle ON delivery (vehicle_id, promised_at);
CREATE INDEX delivery_by_customer ON delivery (customer_id);

CREATE TABLE delivery_change (
  seq INTEGER PRIMARY KEY,
  delivery_id TEXT NOT NULL REFERENCES delivery (id),
  at TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('planned', 'time', 'vehicle', 'left', 'delivered', 'cancelled', 'told', 'place')),
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_change_by_delivery ON delivery_change (delivery_id);

-- What a department is asked to do because deliveries change; it acknowledges (A0.6).
CREATE TABLE department_request (
  id TEXT PRIMARY KEY,
  department_id TEXT REFERENCES department (id) ON DELETE SET NULL,
  delivery_id TEXT REFERENCES delivery (id),
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  acknowledged_at TEXT,
  acknowledged_by TEXT
) STRICT;
CREATE INDEX department_request_open ON department_request (at) WHERE acknowledged_at IS NULL;

CREATE TABLE breakdown (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  vehicle_id TEXT NOT NULL REFERENCES vehicle (id),
  kind TEXT NOT NULL CHECK (kind IN ('breakdown', 'accident')),
  -- Four times kept apart (rule 1); recorded is `created_at`.
  occurred_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  place TEXT NOT NULL,
  what TEXT NOT NULL,
  casualties INTEGER NOT NULL CHECK (casualties >= 0),
  head_told_at TEXT,
  head_name TEXT NOT NULL,
  -- Who leads at the scene of an accident, and when they were there.
  scene_leader TEXT NOT NULL,
  scene_sent_at TEXT,
  scene_arrived_at TEXT,
  -- With casualties a named leader sets the new delivery time (A1.2).
  new_time_by TEXT NOT NULL,
  new_time_at TEXT,
  taken_over_by TEXT REFERENCES vehicle (id),
  taken_over_at TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  closed_at TEXT, closed_by TEXT,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX breakdown_by_vehicle ON breakdown (vehicle_id);

CREATE TABLE breakdown_task (
  id TEXT PRIMARY KEY,
  breakdown_id TEXT NOT NULL REFERENCES breakdown (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('rescue120', 'rescue122', 'rescue110', 'tellLeader', 'handleAccident', 'dispatch', 'call', 'repair')),
  delivery_id TEXT REFERENCES delivery (id),
  done_at TEXT,
  done_by TEXT,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX breakdown_task_by_breakdown ON breakdown_task (breakdown_id, position);

-- Contact with the driver until another vehicle has taken over, and what was done at the roadside (A1.1).
CREATE TABLE breakdown_contact (
  seq INTEGER PRIMARY KEY,
  breakdown_id TEXT NOT NULL REFERENCES breakdown (id),
  at TEXT NOT NULL,
  reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
  off_road INTEGER NOT NULL CHECK (off_road IN (0, 1)),
  warning_set INTEGER NOT NULL CHECK (warning_set IN (0, 1)),
  goods_guarded INTEGER NOT NULL CHECK (goods_guarded IN (0, 1)),
  note TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX breakdown_contact_by_breakdown ON breakdown_contact (breakdown_id);
