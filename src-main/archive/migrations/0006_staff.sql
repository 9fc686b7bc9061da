-- Departments with aliases, and the staff register (A0.1, A2.4).

CREATE TABLE department (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  -- Which of the measures' six departments it is; several may be one in a small office.
  duty TEXT NOT NULL CHECK (duty IN ('office', 'sales', 'afterSales', 'technical', 'quality', 'supply', 'other')),
  name TEXT NOT NULL UNIQUE,
  -- Other names it goes by, one a line: part B of the measures names departments differently.
  aliases TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

CREATE TABLE colleague (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  name_pinyin TEXT NOT NULL,
  department_id TEXT REFERENCES department (id),
  post TEXT NOT NULL,
  team_role TEXT NOT NULL CHECK (team_role IN ('none', 'leader', 'deputy', 'member')),
  email TEXT NOT NULL,
  wecom TEXT NOT NULL,
  dingtalk TEXT NOT NULL,
  note TEXT NOT NULL,
  employed INTEGER NOT NULL CHECK (employed IN (0, 1)),
  last_confirmed_on TEXT,
  -- What search looks through, JSON.
  search_source TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL,
  updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX colleague_by_name ON colleague (name_pinyin, seq);
CREATE INDEX colleague_by_department ON colleague (department_id, name_pinyin);

CREATE TABLE colleague_phone (
  colleague_seq INTEGER NOT NULL REFERENCES colleague (seq),
  position INTEGER NOT NULL,
  original TEXT NOT NULL,
  number TEXT NOT NULL,
  extension TEXT NOT NULL,
  kind TEXT NOT NULL,
  preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),
  PRIMARY KEY (colleague_seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX colleague_phone_by_number ON colleague_phone (number, colleague_seq);

CREATE TABLE colleague_skill (
  colleague_seq INTEGER NOT NULL REFERENCES colleague (seq),
  position INTEGER NOT NULL,
  skill TEXT NOT NULL,
  PRIMARY KEY (colleague_seq, position)
) STRICT, WITHOUT ROWID;

-- Who stands in for whom, in the order they are asked.
CREATE TABLE colleague_deputy (
  colleague_seq INTEGER NOT NULL REFERENCES colleague (seq),
  position INTEGER NOT NULL,
  deputy_id TEXT NOT NULL REFERENCES colleague (id),
  PRIMARY KEY (colleague_seq, position)
) STRICT, WITHOUT ROWID;
