-- Finding customers: opaque tokens per customer, and beside them the text they were made of,
-- which verifies a hit in one look and knows the tokens to take out when an entry changes.

CREATE TABLE customer_search_source (
  seq INTEGER PRIMARY KEY REFERENCES customer (seq),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  readings TEXT NOT NULL,
  contacts TEXT NOT NULL,
  contact_readings TEXT NOT NULL,
  address TEXT NOT NULL,
  digits TEXT NOT NULL
) STRICT;
CREATE INDEX customer_search_by_code ON customer_search_source (code);

-- Readable by SQLite 3.40, so that a backup opens with the standard tools: contentless, deleted by the old tokens.
CREATE VIRTUAL TABLE customer_search USING fts5 (
  tokens, content = '', detail = none, columnsize = 0, tokenize = "unicode61 remove_diacritics 0"
);
-- Merging is done in small steps by the program, so that no single edit stalls.
INSERT INTO customer_search (customer_search, rank) VALUES ('automerge', 0);
INSERT INTO customer_search (customer_search, rank) VALUES ('crisismerge', 1999);

-- Customers whose tokens are still to be written, after an import.
CREATE TABLE customer_search_pending (seq INTEGER PRIMARY KEY REFERENCES customer (seq)) STRICT;
