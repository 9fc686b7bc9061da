-- The customer archive (A1.3).

CREATE TABLE customer (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  name_pinyin TEXT NOT NULL,
  short_name TEXT NOT NULL,
  division_code TEXT NOT NULL,
  area TEXT NOT NULL,
  address TEXT NOT NULL,
  licence_number TEXT NOT NULL,
  licence_valid_until TEXT,
  standing TEXT NOT NULL CHECK (standing IN ('normal', 'watched', 'blocked')),
  standing_reason TEXT NOT NULL,
  notes TEXT NOT NULL,
  last_confirmed_on TEXT,
  merged_into TEXT REFERENCES customer (id),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX customer_by_name ON customer (name_pinyin, seq);
CREATE INDEX customer_by_area ON customer (area, name_pinyin, seq, merged_into);
CREATE INDEX customer_by_confirmed ON customer (last_confirmed_on, name_pinyin, seq, merged_into);
CREATE INDEX customer_by_standing ON customer (standing, name_pinyin, seq);
CREATE INDEX customer_by_licence ON customer (licence_number) WHERE licence_number <> '';
CREATE INDEX customer_by_exact_name ON customer (name);

CREATE TABLE customer_contact (
  customer_seq INTEGER NOT NULL REFERENCES customer (seq),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  email TEXT NOT NULL,
  note TEXT NOT NULL,
  preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),
  PRIMARY KEY (customer_seq, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_phone (
  customer_seq INTEGER NOT NULL,
  contact INTEGER NOT NULL,
  position INTEGER NOT NULL,
  original TEXT NOT NULL,
  number TEXT NOT NULL,
  extension TEXT NOT NULL,
  kind TEXT NOT NULL,
  preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),
  PRIMARY KEY (customer_seq, contact, position),
  FOREIGN KEY (customer_seq, contact) REFERENCES customer_contact (customer_seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_phone_by_number ON customer_phone (number, customer_seq);

CREATE TABLE customer_contract (
  customer_seq INTEGER NOT NULL REFERENCES customer (seq),
  position INTEGER NOT NULL,
  reference TEXT NOT NULL,
  response_hours INTEGER,
  visit_every_days INTEGER,
  starts_on TEXT,
  ends_on TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (customer_seq, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_equipment (
  customer_seq INTEGER NOT NULL REFERENCES customer (seq),
  position INTEGER NOT NULL,
  product TEXT NOT NULL,
  serial TEXT NOT NULL,
  installed_on TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (customer_seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_equipment_by_product ON customer_equipment (product);

CREATE TABLE customer_tag (
  customer_seq INTEGER NOT NULL REFERENCES customer (seq),
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (customer_seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_by_tag ON customer_tag (tag, customer_seq);
