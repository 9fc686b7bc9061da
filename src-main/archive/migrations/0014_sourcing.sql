-- The sourcing cascade (B2.1 to B2.3) and early delivery (B3).

CREATE TABLE sourcing_need (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  product_id TEXT NOT NULL REFERENCES product (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  needed_on TEXT NOT NULL,
  customer_id TEXT,
  contract TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'covered', 'closed')),
  -- Internal coordination comes first: what was asked for, who agreed (B2.1).
  coordinated_at TEXT, coordinated_by TEXT,
  coordination TEXT NOT NULL,
  agreed_by TEXT NOT NULL,
  closed_at TEXT, closed_by TEXT,
  close_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;

-- A tier that is recorded as exhausted opens the next one.
CREATE TABLE sourcing_exhausted (
  need_id TEXT NOT NULL REFERENCES sourcing_need (id),
  tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 6),
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  PRIMARY KEY (need_id, tier)
) STRICT, WITHOUT ROWID;

CREATE TABLE sourcing_inquiry (
  id TEXT PRIMARY KEY,
  need_id TEXT NOT NULL REFERENCES sourcing_need (id),
  tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 6),
  -- What is offered: the product itself, or what stands in for it.
  product_id TEXT NOT NULL REFERENCES product (id),
  warehouse_id TEXT REFERENCES warehouse (id),
  supplier_id TEXT REFERENCES supplier (id),
  -- Who was spoken to.
  whom TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  price_fen INTEGER,
  available_on TEXT,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX sourcing_inquiry_by_need ON sourcing_inquiry (need_id, at);

CREATE TABLE sourcing_use (
  id TEXT PRIMARY KEY,
  need_id TEXT NOT NULL REFERENCES sourcing_need (id),
  inquiry_id TEXT NOT NULL REFERENCES sourcing_inquiry (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  -- What came of it: goods reserved in the own stock, or a purchase.
  reservation_id TEXT REFERENCES stock_reservation (id),
  purchase_id TEXT REFERENCES purchase (id),
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX sourcing_use_by_need ON sourcing_use (need_id);

CREATE TABLE sourcing_review (
  id TEXT PRIMARY KEY,
  need_id TEXT NOT NULL REFERENCES sourcing_need (id),
  product_id TEXT NOT NULL REFERENCES product (id),
  -- JSON list of who said what.
  opinions TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX sourcing_review_by_need ON sourcing_review (need_id);

CREATE TABLE sourcing_amendment (
  id TEXT PRIMARY KEY,
  need_id TEXT NOT NULL REFERENCES sourcing_need (id),
  product_id TEXT NOT NULL REFERENCES product (id),
  document TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX sourcing_amendment_by_need ON sourcing_amendment (need_id);

CREATE TABLE early_delivery (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  product_id TEXT NOT NULL REFERENCES product (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  wanted_on TEXT NOT NULL,
  customer_id TEXT,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('composing', 'chosen', 'done', 'abandoned')),
  complete_on TEXT,
  cost_fen INTEGER,
  close_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- One source of the three ways: the maker pressed, a neighbour's stock, the own stock.
CREATE TABLE early_part (
  id TEXT PRIMARY KEY,
  early_id TEXT NOT NULL REFERENCES early_delivery (id),
  way TEXT NOT NULL CHECK (way IN ('press', 'neighbour', 'own')),
  source TEXT NOT NULL,
  air INTEGER NOT NULL CHECK (air IN (0, 1)),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  -- Fen once for using it, and fen for each unit taken.
  fixed_fen INTEGER NOT NULL,
  unit_fen INTEGER NOT NULL,
  arrives_on TEXT NOT NULL,
  risk TEXT NOT NULL,
  -- What the chosen combination takes of it, thousandths; null while nothing is chosen.
  taken INTEGER,
  sent_at TEXT,
  arrived_at TEXT,
  note TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX early_part_by_delivery ON early_part (early_id);
