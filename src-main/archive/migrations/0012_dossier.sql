-- The product dossier (A0.5): packs, design parameters, relations, suppliers, quality records, and who has which batch.

ALTER TABLE product ADD COLUMN barcode TEXT NOT NULL DEFAULT '';
-- Pack sizes as a JSON list of name and quantity in thousandths.
ALTER TABLE product ADD COLUMN packs TEXT NOT NULL DEFAULT '[]';
-- Why the goods may not be offered to anybody (B0); empty when they may.
ALTER TABLE product ADD COLUMN safety_hold TEXT NOT NULL DEFAULT '';
CREATE INDEX product_by_barcode ON product (barcode) WHERE barcode <> '';

CREATE TABLE supplier (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  name_pinyin TEXT NOT NULL,
  -- Qualified suppliers come before partner traders, those before the open market (B2.2, B2.3); neighbours lend (B3.2).
  kind TEXT NOT NULL CHECK (kind IN ('qualified', 'trader', 'market', 'neighbour')),
  contact TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  qualified_until TEXT,
  note TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX supplier_by_name ON supplier (name_pinyin);

CREATE TABLE product_parameter (
  product_id TEXT NOT NULL REFERENCES product (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (product_id, position)
) STRICT, WITHOUT ROWID;

-- What may stand in for a product: a substitute needs an amended contract, a similar item a passed review besides (B2.1).
CREATE TABLE product_relation (
  product_id TEXT NOT NULL REFERENCES product (id),
  other_id TEXT NOT NULL REFERENCES product (id),
  kind TEXT NOT NULL CHECK (kind IN ('substitute', 'similar')),
  note TEXT NOT NULL,
  PRIMARY KEY (product_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_supplier (
  product_id TEXT NOT NULL REFERENCES product (id),
  supplier_id TEXT NOT NULL REFERENCES supplier (id),
  lead_days INTEGER NOT NULL CHECK (lead_days >= 0),
  price_fen INTEGER,
  -- The least they deliver, thousandths of the unit.
  least INTEGER NOT NULL,
  PRIMARY KEY (product_id, supplier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_supplier_by_supplier ON product_supplier (supplier_id);

CREATE TABLE quality_record (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES product (id),
  batch TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('inspection', 'test', 'complaint', 'recall', 'other')),
  result TEXT NOT NULL CHECK (result IN ('passed', 'failed', 'noted')),
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX quality_record_by_product ON quality_record (product_id, day);

-- Which customer has goods of which batch or serial number.
CREATE TABLE sold_item (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES product (id),
  customer_id TEXT NOT NULL,
  batch TEXT NOT NULL,
  serial TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  delivered_on TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX sold_item_by_product ON sold_item (product_id, delivered_on);
CREATE INDEX sold_item_by_customer ON sold_item (customer_id);
CREATE INDEX sold_item_by_batch ON sold_item (batch) WHERE batch <> '';
CREATE INDEX sold_item_by_serial ON sold_item (serial) WHERE serial <> '';
