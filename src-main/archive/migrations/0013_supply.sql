-- Reservations, places, acknowledged alerts and stocktakes (B1.1, B1.2), and purchases up to put-away (B1.3, B2.4).

CREATE TABLE stock_reservation (
  id TEXT PRIMARY KEY,
  product_seq INTEGER NOT NULL REFERENCES product (seq),
  warehouse_seq INTEGER NOT NULL REFERENCES warehouse (seq),
  -- Thousandths; what was issued on it is taken off until nothing is left.
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  purpose TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  released_at TEXT,
  released_by TEXT,
  release_reason TEXT
) STRICT;
CREATE INDEX stock_reservation_open ON stock_reservation (product_seq, warehouse_seq, quantity) WHERE released_at IS NULL;

-- Where in a warehouse a product lies.
CREATE TABLE stock_place (
  product_seq INTEGER NOT NULL REFERENCES product (seq),
  warehouse_seq INTEGER NOT NULL REFERENCES warehouse (seq),
  place TEXT NOT NULL,
  PRIMARY KEY (product_seq, warehouse_seq)
) STRICT, WITHOUT ROWID;

-- Who has seen that a product is below, and how far below it was then; a greater gap asks again (rule 7).
CREATE TABLE stock_acknowledgement (
  product_seq INTEGER PRIMARY KEY REFERENCES product (seq),
  gap INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;

CREATE TABLE stocktake (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  warehouse_seq INTEGER NOT NULL REFERENCES warehouse (seq),
  category TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('counting', 'posted', 'abandoned')),
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL,
  ended_at TEXT,
  ended_by TEXT,
  -- Why it was abandoned.
  end_reason TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE stocktake_line (
  stocktake_id TEXT NOT NULL REFERENCES stocktake (id),
  product_seq INTEGER NOT NULL REFERENCES product (seq),
  place TEXT NOT NULL,
  -- The figure on which the count rests, thousandths; null until somebody counted.
  counted INTEGER,
  counted_at TEXT,
  counted_by TEXT,
  -- The figure of the first count, once somebody counted again.
  first_counted INTEGER,
  reason TEXT NOT NULL,
  posting_id TEXT REFERENCES stock_posting (id),
  PRIMARY KEY (stocktake_id, product_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE purchase (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  product_id TEXT NOT NULL REFERENCES product (id),
  warehouse_id TEXT NOT NULL REFERENCES warehouse (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  needed_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'ordered', 'received', 'done', 'cancelled')),
  supplier_id TEXT REFERENCES supplier (id),
  -- Fen for one unit.
  price_fen INTEGER,
  lead_days INTEGER,
  document TEXT NOT NULL,
  approved_at TEXT, approved_by TEXT,
  ordered_on TEXT,
  due_on TEXT,
  received_on TEXT,
  received INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  place TEXT NOT NULL,
  -- What came of a late one; reminders go on until it stands (B1.3).
  late_outcome TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX purchase_by_product ON purchase (product_id);
CREATE INDEX purchase_by_supplier ON purchase (supplier_id);
CREATE INDEX purchase_open ON purchase (created_at) WHERE state IN ('requested', 'approved', 'ordered');

CREATE TABLE purchase_quote (
  id TEXT PRIMARY KEY,
  purchase_id TEXT NOT NULL REFERENCES purchase (id),
  supplier_id TEXT NOT NULL REFERENCES supplier (id),
  price_fen INTEGER NOT NULL,
  lead_days INTEGER NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX purchase_quote_by_purchase ON purchase_quote (purchase_id);

CREATE TABLE purchase_event (
  seq INTEGER PRIMARY KEY,
  purchase_id TEXT NOT NULL REFERENCES purchase (id),
  at TEXT NOT NULL,
  step TEXT NOT NULL,
  note TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX purchase_event_by_purchase ON purchase_event (purchase_id);

-- A late purchase is reported in writing twice: to the department and to the leaders (B1.3).
CREATE TABLE late_report (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  purchase_id TEXT NOT NULL REFERENCES purchase (id),
  recipient TEXT NOT NULL CHECK (recipient IN ('department', 'leaders')),
  -- Why it is late and what that means, as it was known then.
  cause TEXT NOT NULL CHECK (cause IN ('overdue', 'afterNeed', 'runsUnder')),
  expected_on TEXT,
  runs_under_on TEXT,
  at TEXT NOT NULL,
  handed_at TEXT,
  handed_to TEXT NOT NULL,
  handed_by TEXT NOT NULL,
  UNIQUE (purchase_id, recipient)
) STRICT;
