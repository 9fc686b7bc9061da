-- Keepers, tools and emergency kits (A4.2): who keeps what, who has it now, and whether it suffices.

-- Who keeps a warehouse, from one handover to the next; the handover rests on a posted count.
CREATE TABLE keepership (
  id TEXT PRIMARY KEY,
  warehouse_id TEXT NOT NULL REFERENCES warehouse (id),
  keeper_id TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT,
  stocktake_id TEXT REFERENCES stocktake (id),
  witness TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX keepership_now ON keepership (warehouse_id) WHERE until_at IS NULL;

CREATE TABLE tool (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  keeper_id TEXT,
  calibration_due TEXT,
  note TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

CREATE TABLE kit (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL,
  warehouse_id TEXT NOT NULL REFERENCES warehouse (id),
  keeper_id TEXT,
  note TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE TABLE kit_item (
  kit_id TEXT NOT NULL REFERENCES kit (id),
  position INTEGER NOT NULL,
  product_id TEXT REFERENCES product (id),
  tool_id TEXT REFERENCES tool (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (kit_id, position),
  CHECK ((product_id IS NULL) <> (tool_id IS NULL))
) STRICT, WITHOUT ROWID;

-- Tools and kits signed out and back.
CREATE TABLE loan (
  id TEXT PRIMARY KEY,
  tool_id TEXT REFERENCES tool (id),
  kit_id TEXT REFERENCES kit (id),
  borrower_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  out_at TEXT NOT NULL,
  out_by TEXT NOT NULL,
  due_on TEXT,
  back_at TEXT,
  back_by TEXT,
  condition TEXT NOT NULL,
  CHECK ((tool_id IS NULL) <> (kit_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX loan_of_tool_now ON loan (tool_id) WHERE back_at IS NULL AND tool_id IS NOT NULL;
CREATE UNIQUE INDEX loan_of_kit_now ON loan (kit_id) WHERE back_at IS NULL AND kit_id IS NOT NULL;
