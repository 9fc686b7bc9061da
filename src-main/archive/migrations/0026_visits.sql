-- Regular visits (C5): by phone, by mail, in person, as contracted; what was agreed for the next one.

CREATE TABLE visit (
  id TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customer (id),
  way TEXT NOT NULL CHECK (way IN ('phone', 'mail', 'person')),
  on_day TEXT NOT NULL,
  visitor TEXT NOT NULL,
  spoken_to TEXT NOT NULL,
  result TEXT NOT NULL,
  satisfied INTEGER CHECK (satisfied IN (0, 1)),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX visit_by_customer ON visit (customer_id, on_day);
CREATE INDEX visit_by_day ON visit (on_day);

-- The next visit as agreed; without one the contract's rhythm decides.
CREATE TABLE visit_appointment (
  customer_id TEXT PRIMARY KEY REFERENCES customer (id),
  on_day TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('phone', 'mail', 'person')),
  visitor TEXT NOT NULL,
  note TEXT NOT NULL,
  agreed_at TEXT NOT NULL, agreed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_contract_visits ON customer_contract (customer_seq) WHERE visit_every_days IS NOT NULL;
