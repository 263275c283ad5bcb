-- What the review site shows of a corpus: filled from `source` in one transaction. `names` holds the gemeenten,
-- `settings` from which probability codings are asked.
CREATE TEMP TABLE chosen AS
SELECT document_id, field, min(value) AS value FROM source.facts
WHERE is_chosen AND value <> '' AND field <> 'gemeente' GROUP BY document_id, field;
CREATE UNIQUE INDEX temp.chosen_of ON chosen (document_id, field);

CREATE TEMP TABLE found AS
SELECT document_id, min(title_listed) AS title, min(CASE WHEN url LIKE 'http://%' OR url LIKE 'https://%' THEN url END) AS url
FROM source.finds WHERE document_id IS NOT NULL GROUP BY document_id;
CREATE UNIQUE INDEX temp.found_of ON found (document_id);

CREATE TABLE documents (
    id TEXT PRIMARY KEY, media_type TEXT, is_included INTEGER NOT NULL, title TEXT NOT NULL, year INTEGER, url TEXT
);
INSERT INTO documents
SELECT d.id, d.media_type, coalesce(s.is_included, 0),
    coalesce(title.value, f.title, 'Zonder titel (' || substr(d.id, 1, 8) || ')'),
    CAST(coalesce(year.value, substr(published.value, 1, 4)) AS INTEGER), f.url
FROM source.documents d
LEFT JOIN source.screenings s ON s.document_id = d.id
LEFT JOIN found f ON f.document_id = d.id
LEFT JOIN chosen title ON title.document_id = d.id AND title.field = 'title'
LEFT JOIN chosen year ON year.document_id = d.id AND year.field = 'year'
LEFT JOIN chosen published ON published.document_id = d.id AND published.field = 'published_on'
ORDER BY d.id;

CREATE TABLE document_gemeente (document_id TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL);
INSERT INTO document_gemeente
SELECT DISTINCT f.document_id, f.value, coalesce(n.name, f.value) FROM source.facts f
LEFT JOIN names n ON n.code = f.value
WHERE f.is_chosen AND f.field = 'gemeente' AND f.value <> '' ORDER BY f.document_id, f.value;

CREATE TABLE facts (
    document_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, quote TEXT, method TEXT, confidence REAL,
    is_chosen INTEGER NOT NULL
);
INSERT INTO facts
SELECT document_id, field, value, quote, method, confidence, is_chosen FROM source.facts
ORDER BY document_id, field, is_chosen DESC, confidence DESC, value;

CREATE TABLE pages (
    document_id TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, width REAL, height REAL, method TEXT
);
INSERT INTO pages SELECT document_id, number, text, width, height, method FROM source.pages;

CREATE TABLE blocks (
    document_id TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, role TEXT,
    level INTEGER, box TEXT, lines TEXT
);
INSERT INTO blocks SELECT document_id, page, start, "end", role, level, box, lines FROM source.blocks;

-- Only what nobody has judged to be public.
CREATE TABLE personal_spans (
    document_id TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
INSERT INTO personal_spans SELECT document_id, page, start, "end" FROM source.personal_spans WHERE NOT is_resolved;
CREATE INDEX personal_spans_page ON personal_spans (document_id, page);

CREATE TEMP TABLE private (passage_id TEXT PRIMARY KEY);
INSERT INTO private
SELECT DISTINCT p.id FROM personal_spans s
JOIN source.passages p ON p.document_id = s.document_id AND p.page = s.page AND s.start < p."end" AND p.start < s."end";

CREATE TABLE passages (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, section_path TEXT, text TEXT NOT NULL, is_private INTEGER NOT NULL, number INTEGER NOT NULL
);
CREATE TEMP TABLE placed AS
SELECT rowid AS passage, row_number() OVER (PARTITION BY document_id ORDER BY page, start, id) AS number
FROM source.passages ORDER BY document_id, page, start, id;
INSERT INTO passages
SELECT p.id, p.document_id, p.page, p.start, p."end", p.section_path, p.text, p.id IN (SELECT passage_id FROM private),
    o.number
FROM placed o CROSS JOIN source.passages p ON p.rowid = o.passage ORDER BY o.rowid;

CREATE TABLE codings (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL, passage_id TEXT NOT NULL, codebook TEXT NOT NULL,
    dimension TEXT NOT NULL, code TEXT NOT NULL, direction TEXT, page INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, made_by TEXT, score REAL NOT NULL, reason TEXT,
    is_published INTEGER NOT NULL, is_private INTEGER NOT NULL
);
INSERT INTO codings
SELECT id, document_id, passage_id, codebook, dimension, code, direction, page, start, "end", quote, made_by, score,
    reason, is_published, passage_id IN (SELECT passage_id FROM private)
FROM source.codings;

CREATE TABLE codes (
    codebook TEXT NOT NULL, dimension TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, definition TEXT,
    venster TEXT, is_further INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (codebook, dimension, code)
);
INSERT OR IGNORE INTO codes
SELECT codebook, dimension, code, label, definition, venster, is_further, position FROM source.codes
ORDER BY is_further, codebook, position, id;

CREATE TABLE anchorings AS SELECT * FROM source.anchorings;
CREATE TABLE assessments AS SELECT * FROM source.assessments;

-- What a judgement of a coding is worth: how uncertain its probability p is, 4p(1 - p), from 0 to 1, times a weight
-- that goes down from 1 to ½ with the number n of published codings that have the code already: ½ (1 + 1 / √(1 + n)).
CREATE TEMP TABLE weights AS
SELECT codebook, dimension, code, 0.5 * (1 + 1 / sqrt(1 + sum(is_published))) AS weight FROM codings
WHERE code <> 'geen' AND codebook NOT IN (SELECT codebook FROM codes WHERE is_further)
GROUP BY codebook, dimension, code;

CREATE TABLE queue (
    coding_id TEXT PRIMARY KEY, passage_id TEXT NOT NULL, document_id TEXT NOT NULL, codebook TEXT NOT NULL,
    dimension TEXT NOT NULL, code TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    value REAL NOT NULL, weight REAL NOT NULL
);
INSERT INTO queue
SELECT c.id, c.passage_id, c.document_id, c.codebook, c.dimension, c.code, c.page, c.start, c."end",
    round(4 * c.score * (1 - c.score) * w.weight, 6), round(w.weight, 6)
FROM codings c
JOIN weights w ON w.codebook = c.codebook AND w.dimension = c.dimension AND w.code = c.code
JOIN documents d ON d.id = c.document_id AND d.is_included
WHERE c.score >= (SELECT ask_from FROM settings) AND NOT c.is_private;

CREATE VIRTUAL TABLE zoekwoorden USING fts5(woorden, content='', tokenize='unicode61');
INSERT INTO zoekwoorden (rowid, woorden) SELECT rowid, index_text(text) FROM passages ORDER BY rowid;
INSERT INTO zoekwoorden (zoekwoorden) VALUES ('optimize');
