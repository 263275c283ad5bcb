-- What the report tables build on: included documents and published codings, once.

-- The names of codes; where several codebooks have a code, that of the first.
INSERT OR IGNORE INTO labels (dimension, code, label, position)
SELECT dimension, code, label, position FROM codes ORDER BY is_further, codebook, position;

CREATE TABLE chosen AS
SELECT f.document_id, f.field, min(f.value) AS value
FROM facts f
JOIN screenings s ON s.document_id = f.document_id AND s.is_included
WHERE f.is_chosen AND f.field <> 'gemeente' AND f.value <> ''
GROUP BY f.document_id, f.field;
CREATE UNIQUE INDEX chosen_of ON chosen (document_id, field);

CREATE TABLE document_gemeente AS
SELECT DISTINCT f.document_id, f.value AS code, coalesce(g.name, f.value) AS name, g.province_name
FROM facts f
JOIN screenings s ON s.document_id = f.document_id AND s.is_included
LEFT JOIN gemeenten g ON g.code = f.value
WHERE f.is_chosen AND f.field = 'gemeente' AND f.value <> ''
ORDER BY f.document_id, name;
CREATE INDEX document_gemeente_document ON document_gemeente (document_id);
CREATE INDEX document_gemeente_code ON document_gemeente (code);

CREATE TABLE document_find AS
SELECT document_id, min(source) AS source, min(url) AS url, min(title_listed) AS title_listed,
       min(publisher_listed) AS publisher_listed
FROM finds
WHERE document_id IS NOT NULL
GROUP BY document_id;
CREATE UNIQUE INDEX document_find_document ON document_find (document_id);

CREATE TABLE included AS
SELECT d.id AS document_id,
       coalesce(title.value, f.title_listed, 'Zonder titel (' || substr(d.id, 1, 8) || ')') AS title,
       (SELECT group_concat(g.name, '; ' ORDER BY g.name) FROM document_gemeente g WHERE g.document_id = d.id) AS gemeenten,
       CAST(coalesce(year.value, substr(published_on.value, 1, 4)) AS INTEGER) AS year,
       published_on.value AS published_on,
       coalesce(publisher.value, f.publisher_listed) AS publisher,
       document_type.value AS document_type,
       evaluation_type.value AS evaluation_type,
       (SELECT count(*) FROM pages p WHERE p.document_id = d.id) AS page_count,
       f.url
FROM documents d
JOIN screenings s ON s.document_id = d.id AND s.is_included
LEFT JOIN document_find f ON f.document_id = d.id
LEFT JOIN chosen title ON title.document_id = d.id AND title.field = 'title'
LEFT JOIN chosen year ON year.document_id = d.id AND year.field = 'year'
LEFT JOIN chosen published_on ON published_on.document_id = d.id AND published_on.field = 'published_on'
LEFT JOIN chosen publisher ON publisher.document_id = d.id AND publisher.field = 'publisher'
LEFT JOIN chosen document_type ON document_type.document_id = d.id AND document_type.field = 'document_type'
LEFT JOIN chosen evaluation_type ON evaluation_type.document_id = d.id AND evaluation_type.field = 'evaluation_type'
ORDER BY d.id;
CREATE UNIQUE INDEX included_document ON included (document_id);

-- Codings by the first codebook of the study that may be shown. `quote_id` says where the quote stands, so that equal
-- quotes are one.
CREATE TABLE published AS
SELECT c.*, substr(c.document_id, 1, 12) || '-' || c.page || '-' || c.start || '-' || c."end" AS quote_id
FROM codings c
JOIN included i ON i.document_id = c.document_id
WHERE c.is_published AND c.code <> 'geen' AND c.codebook NOT IN (SELECT codebook FROM codes WHERE is_further)
ORDER BY c.document_id, c.page, c.start, c.id;
CREATE INDEX published_passage ON published (passage_id, dimension);
CREATE INDEX published_document ON published (document_id);
CREATE INDEX published_quote ON published (quote_id, dimension);
CREATE UNIQUE INDEX published_id ON published (id);

CREATE TABLE quotes AS
SELECT quote_id, document_id, page, start, "end", quote, min(passage_id) AS passage_id, max(score) AS score
FROM published
WHERE dimension IN ('soort', 'element')
GROUP BY quote_id, document_id, page, start, "end", quote
ORDER BY document_id, page, start, "end";
CREATE UNIQUE INDEX quotes_id ON quotes (quote_id);
CREATE INDEX quotes_passage ON quotes (passage_id);

-- What a passage is called where its text may not be told: where it stands.
CREATE TABLE marks AS
SELECT p.id AS passage_id, substr(p.document_id, 1, 12) || '-' || p.page || '-' || p.start || '-' || p."end" AS passage
FROM passages p
JOIN included i ON i.document_id = p.document_id
WHERE p.id IN (SELECT passage_id FROM codings WHERE is_published)
ORDER BY p.id;
CREATE UNIQUE INDEX marks_passage ON marks (passage_id);

CREATE TABLE shown AS
SELECT v.id AS evidence_id, v.element_id, v.direction, v.strength, p.*
FROM evidence v
JOIN published p ON p.id = v.coding_id
ORDER BY v.element_id, p.document_id, p.page, p.start;
CREATE INDEX shown_element ON shown (element_id, direction);

-- The element that each coding of one is evidence on, after what people merged.
CREATE TABLE coded_element AS
SELECT s.id AS coding_id, min(e.label) AS label
FROM shown s
JOIN elements e ON e.id = s.element_id
WHERE s.dimension = 'element'
GROUP BY s.id;
CREATE UNIQUE INDEX coded_element_coding ON coded_element (coding_id);

-- The formulation of each piece of evidence.
CREATE TABLE formulated AS
SELECT l.evidence_id, l.formulation_id, l.similarity, f.element_id, f.direction, f.position
FROM formulation_evidence l
JOIN formulations f ON f.id = l.formulation_id
ORDER BY l.evidence_id;
CREATE INDEX formulated_evidence ON formulated (evidence_id);

-- What the judgements of each coding come to, with the code and place of codings that are not published too.
CREATE TABLE assessed AS
SELECT a.*, j.page, j.start, j.dimension, j.code
FROM assessments a
JOIN judged j ON j.coding_id = a.coding_id
ORDER BY a.coding_id;
CREATE INDEX assessed_coding ON assessed (coding_id);
