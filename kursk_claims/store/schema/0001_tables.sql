-- The tables of a claim store. Two times run through it: what a figure speaks of (as_of), and when the store
-- learned it (a run). Rows are added and closed (until_run), never changed in what they say.

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started TEXT NOT NULL,           -- ISO 8601, UTC
  finished TEXT,                   -- NULL while it works, or where it was killed
  command TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  model TEXT NOT NULL,             -- name and version of the language pipeline
  lexicon_hash TEXT NOT NULL,
  options TEXT NOT NULL            -- JSON
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,               -- its url, else its id: what its versions have in common
  version INTEGER NOT NULL,
  doc_id TEXT NOT NULL,            -- the id that its claims carry
  outlet TEXT,
  title TEXT,
  published TEXT,
  url TEXT,
  path TEXT,
  text_sha256 TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES run (id),
  replaced_run INTEGER REFERENCES run (id),
  UNIQUE (key, version)
) STRICT;
CREATE INDEX document_doc_id ON document (doc_id);
CREATE INDEX document_published ON document (published);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  claim_id TEXT NOT NULL,          -- the id that extract gave it
  document INTEGER NOT NULL REFERENCES document (id),
  type TEXT NOT NULL CHECK (type IN ('numeric', 'attributed')),
  start INTEGER NOT NULL,          -- code points into the article's text, end exclusive
  end INTEGER NOT NULL,
  text TEXT NOT NULL,              -- the number as written; of a statement, what is said
  value REAL,
  min REAL,
  max REAL,
  modifier TEXT,
  unit TEXT,
  per TEXT,
  counted TEXT,
  as_of_start TEXT,
  as_of_end TEXT,
  sentence TEXT NOT NULL,
  record TEXT NOT NULL,            -- the whole claim as JSON
  run INTEGER NOT NULL REFERENCES run (id),
  resolved_run INTEGER REFERENCES run (id), -- NULL until it belongs to a question
  withdrawn_run INTEGER REFERENCES run (id), -- when its article's text no longer had it
  continued_by INTEGER REFERENCES claim (id) -- the same figure in the article's next version
) STRICT;
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_claim_id ON claim (claim_id);
CREATE INDEX claim_continued ON claim (continued_by) WHERE continued_by IS NOT NULL;
CREATE INDEX claim_unresolved ON claim (id) WHERE resolved_run IS NULL AND type = 'numeric';

-- Which claims are worth comparing: block keys with the day of publication.
CREATE TABLE block (
  key INTEGER NOT NULL,            -- 63 bits of a hash
  day INTEGER NOT NULL,            -- day number of publication, 0 if unknown
  claim INTEGER NOT NULL REFERENCES claim (id),
  PRIMARY KEY (key, day, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
  low INTEGER NOT NULL REFERENCES claim (id),
  high INTEGER NOT NULL REFERENCES claim (id),
  score REAL NOT NULL,
  run INTEGER NOT NULL REFERENCES run (id),
  PRIMARY KEY (low, high)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_high ON link (high);

CREATE TABLE question (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  founder INTEGER NOT NULL REFERENCES claim (id), -- the claim that it began with
  first_run INTEGER NOT NULL REFERENCES run (id),
  merged_into TEXT REFERENCES question (id),
  merged_run INTEGER REFERENCES run (id)
) STRICT;

CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  question TEXT NOT NULL REFERENCES question (id),
  claim INTEGER NOT NULL REFERENCES claim (id),
  since_run INTEGER NOT NULL REFERENCES run (id),
  until_run INTEGER REFERENCES run (id),
  by TEXT NOT NULL CHECK (by IN ('rule', 'user'))
) STRICT;
CREATE UNIQUE INDEX membership_now ON membership (claim) WHERE until_run IS NULL;
CREATE INDEX membership_question ON membership (question);

-- What a question's figures came to, as long as that held.
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY,
  question TEXT NOT NULL REFERENCES question (id),
  since_run INTEGER NOT NULL REFERENCES run (id),
  until_run INTEGER REFERENCES run (id),
  label TEXT NOT NULL,
  status TEXT NOT NULL,
  certainty REAL,
  independent_origins INTEGER NOT NULL, -- a lower bound
  origins_at_most INTEGER NOT NULL,
  contested_on TEXT NOT NULL       -- JSON list of days
) STRICT;
CREATE UNIQUE INDEX verdict_now ON verdict (question) WHERE until_run IS NULL;
CREATE INDEX verdict_question ON verdict (question);
CREATE INDEX verdict_run ON verdict (since_run);

CREATE TABLE state (
  verdict INTEGER NOT NULL REFERENCES verdict (id),
  position INTEGER NOT NULL,       -- in the order of as_of
  as_of_start TEXT,
  as_of_end TEXT,
  min REAL,
  max REAL,
  modifier TEXT,
  unit TEXT,
  per TEXT,
  label TEXT NOT NULL,
  origins TEXT NOT NULL,           -- JSON list of names
  claims TEXT NOT NULL,            -- JSON list of claim.claim_id
  since_run INTEGER NOT NULL REFERENCES run (id), -- when this value was first held for this day
  PRIMARY KEY (verdict, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE origin (
  verdict INTEGER NOT NULL REFERENCES verdict (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  chain TEXT NOT NULL,             -- JSON list, outermost reporter first
  outlets TEXT NOT NULL,           -- JSON list
  claims TEXT NOT NULL,            -- JSON list of claim.claim_id
  PRIMARY KEY (verdict, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  kind TEXT NOT NULL CHECK (kind IN ('same', 'different')),
  a INTEGER NOT NULL REFERENCES claim (id),
  b INTEGER NOT NULL REFERENCES claim (id),
  because TEXT
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  question TEXT NOT NULL REFERENCES question (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'new', 'grew', 'value_up', 'value_down', 'conflict', 'resolved', 'correction', 'withdrawn', 'split', 'merge',
    'decision')),
  old TEXT,
  new TEXT,
  claims TEXT NOT NULL             -- JSON list of claim.claim_id
) STRICT;
CREATE INDEX event_question ON event (question);
CREATE INDEX event_run ON event (run);
