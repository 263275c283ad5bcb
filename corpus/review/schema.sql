-- review.db: entries are only ever added, each with the hash of the one before it; the words of remarks stand apart, so
-- that they can be removed without breaking the chain. A BEFORE INSERT trigger refuses REPLACE, which fires no other.
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    made_at TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    role TEXT NOT NULL,
    payload TEXT NOT NULL,
    remark_hash TEXT NOT NULL DEFAULT '',
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
);
CREATE INDEX entries_kind ON entries (kind, seq);

CREATE TABLE remarks (
    hash TEXT PRIMARY KEY,
    salt TEXT,
    text TEXT
);

CREATE TRIGGER entries_only_next BEFORE INSERT ON entries
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
    OR NEW.previous IS NOT coalesce((SELECT hash FROM entries ORDER BY seq DESC LIMIT 1), '')
    OR EXISTS (SELECT 1 FROM entries WHERE uuid = NEW.uuid OR hash = NEW.hash)
BEGIN SELECT raise(ABORT, 'entries are only added, at the end'); END;

CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
BEGIN SELECT raise(ABORT, 'entries are never changed'); END;

CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
BEGIN SELECT raise(ABORT, 'entries are never removed'); END;

CREATE TRIGGER remarks_only_new BEFORE INSERT ON remarks
WHEN EXISTS (SELECT 1 FROM remarks WHERE hash = NEW.hash)
BEGIN SELECT raise(ABORT, 'remarks are only added'); END;

CREATE TRIGGER remarks_only_redacted BEFORE UPDATE ON remarks
WHEN NEW.hash IS NOT OLD.hash OR NEW.text IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN SELECT raise(ABORT, 'of remarks only the words can be removed'); END;

CREATE TRIGGER remarks_no_delete BEFORE DELETE ON remarks
BEGIN SELECT raise(ABORT, 'remarks are never removed, only their words'); END;

-- What corpus.judgements reads, and researchers browse.
CREATE VIEW judgements AS
SELECT seq, uuid AS id, made_at AS judged_at, pseudonym, role,
    payload ->> 'document_id' AS document_id,
    payload ->> 'page' AS page,
    payload ->> 'start' AS start,
    payload ->> 'end' AS "end",
    payload ->> 'quote' AS quote,
    payload ->> 'codebook' AS codebook,
    payload ->> 'dimension' AS dimension,
    payload ->> 'code' AS code,
    payload ->> 'direction' AS direction,
    payload ->> 'verdict' AS verdict,
    payload ->> 'other_code' AS other_code,
    payload ->> 'other_direction' AS other_direction,
    payload ->> 'round' AS round,
    payload ->> 'run' AS run,
    payload ->> 'is_own' AS is_own,
    remark_hash
FROM entries WHERE kind = 'judgement';
