-- The office's working time (rule 2): ranges per weekday, and its own word on single days over what the program brings.

CREATE TABLE work_range (
  -- 1 Monday … 7 Sunday.
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  -- Minutes from local midnight.
  from_minute INTEGER NOT NULL CHECK (from_minute >= 0),
  to_minute INTEGER NOT NULL CHECK (to_minute <= 1440 AND to_minute > from_minute),
  PRIMARY KEY (weekday, from_minute)
) STRICT, WITHOUT ROWID;
INSERT INTO work_range (weekday, from_minute, to_minute)
  SELECT d.value, r.value ->> 0, r.value ->> 1 FROM json_each('[1,2,3,4,5]') d, json_each('[[510,720],[810,1050]]') r;

CREATE TABLE calendar_day (
  day TEXT PRIMARY KEY,
  working INTEGER NOT NULL CHECK (working IN (0, 1)),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
