-- Attachments: what a file is called and whose it is; its key stands here, its encrypted bytes beside the archive.

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  -- Which kinds of entries have attachments, the contract says.
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Of the file as the person has it.
  bytes INTEGER NOT NULL,
  -- Of the encrypted file, which bears it as its name.
  sha256 TEXT NOT NULL UNIQUE,
  sealed_bytes INTEGER NOT NULL,
  key BLOB NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_by_owner ON attachment (owner_kind, owner_id, created_at);
