-- Ways out of the office (group robots, mail), and the queue of what is to be sent; it survives a restart and the locked desk.

CREATE TABLE channel (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('wecom', 'dingtalk', 'mail')),
  -- Host, addresses and keys, JSON; the archive is encrypted, and no screen is ever given the keys.
  settings TEXT NOT NULL,
  escalations INTEGER NOT NULL CHECK (escalations IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  channel_id TEXT NOT NULL REFERENCES channel (id),
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  incident_id TEXT REFERENCES incident (id),
  -- The same thing is never queued twice.
  dedupe TEXT NOT NULL UNIQUE,
  -- 'doubtful': it was on its way when the program ended, so that it is not sent again by itself.
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'doubtful', 'cancelled')),
  attempts INTEGER NOT NULL,
  next_try_at TEXT,
  sent_at TEXT,
  -- The last failure as a code, such as 'refused' or 'unreachable'.
  failure TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE INDEX message_waiting ON message (next_try_at) WHERE state = 'queued';
CREATE INDEX message_by_time ON message (created_at);
