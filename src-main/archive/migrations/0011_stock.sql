-- Products, warehouses and the stock ledger (B1.1, B1.2): lines are added, reversed, never edited; every figure is their sum.

CREATE TABLE product (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  name_pinyin TEXT NOT NULL,
  unit TEXT NOT NULL,
  category TEXT NOT NULL,
  hazard TEXT NOT NULL,
  note TEXT NOT NULL,
  -- Whether goods wait for inspection before they are available (B1.3).
  inspected INTEGER NOT NULL CHECK (inspected IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX product_by_name ON product (name_pinyin, seq);

CREATE TABLE warehouse (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- What a person posted in one go: a receipt, a transfer with its two sides, a count.
CREATE TABLE stock_posting (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'receipt', 'inspection', 'issue', 'transfer', 'return', 'hold', 'release', 'scrap', 'count', 'reversal')),
  effective_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  reference TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- The posting this one reverses; a posting is reversed at most once.
  reverses TEXT UNIQUE REFERENCES stock_posting (id),
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX stock_posting_by_time ON stock_posting (effective_at);

CREATE TABLE stock_movement (
  seq INTEGER PRIMARY KEY,
  posting_id TEXT NOT NULL REFERENCES stock_posting (id),
  product_seq INTEGER NOT NULL REFERENCES product (seq),
  warehouse_seq INTEGER NOT NULL REFERENCES warehouse (seq),
  state TEXT NOT NULL CHECK (state IN ('awaiting', 'available', 'hold', 'rejected')),
  -- Thousandths of the unit, signed.
  quantity INTEGER NOT NULL,
  effective_at TEXT NOT NULL,
  -- The figure a count found, thousandths; its line is what was missing to it.
  counted INTEGER,
  -- A line that came into the past after a count: the count whose instant it balances.
  balances TEXT REFERENCES stock_posting (id)
) STRICT;
-- Covering: every present figure, and every figure of the past as present minus later, is read from these alone.
CREATE INDEX stock_movement_available ON stock_movement (product_seq, quantity) WHERE state = 'available';
CREATE INDEX stock_movement_other ON stock_movement (state, product_seq, quantity) WHERE state <> 'available';
CREATE INDEX stock_movement_by_moment ON stock_movement (product_seq, effective_at, quantity) WHERE state = 'available';
CREATE INDEX stock_movement_of_product ON stock_movement (product_seq, warehouse_seq, state, effective_at, quantity);
CREATE INDEX stock_movement_by_posting ON stock_movement (posting_id);
CREATE INDEX stock_movement_balancing ON stock_movement (balances) WHERE balances IS NOT NULL;

-- The agreed safety stock of a product from this month on, until a later month has a value of its own (rule 5).
CREATE TABLE safety_stock (
  product_seq INTEGER NOT NULL REFERENCES product (seq),
  month TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  -- Procurement and business each agree; null until they do (B1.1).
  procurement_by TEXT,
  business_by TEXT,
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (product_seq, month)
) STRICT, WITHOUT ROWID;
