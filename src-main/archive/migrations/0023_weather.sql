-- Weather watch (A2.3, rule 8): places, the last good forecast, signals in chains, daily checks, and what a source last answered.

CREATE TABLE weather_place (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- Other names under which warnings speak of it, JSON.
  aliases TEXT NOT NULL,
  -- Areas of customers that lie in it, JSON.
  areas TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE weather_day (
  place_id TEXT NOT NULL REFERENCES weather_place (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  -- °C, m/s, degrees, mm; NULL where the source says nothing.
  high REAL, low REAL, wind REAL, gust REAL, wind_from REAL, rain REAL, snow REAL,
  chance REAL,
  sky TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('qweather', 'openMeteo', 'manual')),
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  PRIMARY KEY (place_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE weather_signal (
  id TEXT PRIMARY KEY,
  -- All of one chain (issued, updated, cancelled) share the first one's id.
  chain_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('pasted', 'qweather', 'cap')),
  -- The source's own id; the same one is taken once.
  source_id TEXT NOT NULL UNIQUE,
  issuer TEXT NOT NULL,
  type TEXT NOT NULL,
  color TEXT NOT NULL CHECK (color IN ('', 'white', 'blue', 'yellow', 'orange', 'red')),
  word TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('issued', 'updated', 'cancelled')),
  issued_at TEXT NOT NULL,
  -- Whether the text said when; else it is when it was pasted.
  timed INTEGER NOT NULL CHECK (timed IN (0, 1)),
  expires_at TEXT,
  areas TEXT NOT NULL,
  text TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX weather_signal_by_chain ON weather_signal (chain_id, issued_at);
CREATE INDEX weather_signal_by_time ON weather_signal (issued_at);

-- The office's own words over the shipped reference table, and regional additions.
CREATE TABLE weather_criterion (
  type TEXT NOT NULL,
  color TEXT NOT NULL CHECK (color IN ('white', 'blue', 'yellow', 'orange', 'red')),
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (type, color)
) STRICT, WITHOUT ROWID;

CREATE TABLE weather_check (
  day TEXT NOT NULL,
  department_id TEXT NOT NULL REFERENCES department (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  -- The duty officer who read it for the department; empty when its own people did.
  on_behalf TEXT NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  -- The forecast and the live signals as they stood then, JSON.
  seen TEXT NOT NULL,
  PRIMARY KEY (day, department_id)
) STRICT, WITHOUT ROWID;

-- Departments reminded on a day, so that they are reminded once.
CREATE TABLE weather_reminder (
  day TEXT NOT NULL,
  department_id TEXT NOT NULL REFERENCES department (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  PRIMARY KEY (day, department_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE weather_fetch (
  place_id TEXT PRIMARY KEY REFERENCES weather_place (id) ON DELETE CASCADE,
  good_at TEXT,
  failure TEXT NOT NULL,
  tries INTEGER NOT NULL,
  -- NULL: stopped until a person looks at the settings.
  next_at TEXT,
  -- What the terms want shown, JSON.
  attributions TEXT NOT NULL
) STRICT, WITHOUT ROWID;
