-- titel: Thema's
-- beschrijving: Groepen passages die op elkaar lijken, zonder codeboek gevonden, met hun kenmerkende woorden.
-- kolom thema_id: Kenmerk van het thema
-- kolom thema: Naam van het thema
-- kolom woorden: Kenmerkende woorden, de sterkste eerst
-- kolom element_code: Code waaronder het thema als element telt; leeg als het geen citaten heeft
-- kolom passages: Aantal passages in ingesloten documenten
-- kolom documenten: Aantal documenten
-- kolom helpt: Aantal passages waarin het helpt
-- kolom belemmert: Aantal passages waarin het belemmert of ontbreekt
-- kolom nodig: Aantal passages waarin het nodig wordt genoemd
-- kolom stabiliteit: Stabiliteit, van 0 tot 1; leeg als die niet is gemeten
WITH directions AS (
    SELECT e.topic_id,
        count(DISTINCT CASE WHEN s.direction = 'helpt' THEN s.passage_id END) AS helpt,
        count(DISTINCT CASE WHEN s.direction = 'belemmert' THEN s.passage_id END) AS belemmert,
        count(DISTINCT CASE WHEN s.direction = 'nodig' THEN s.passage_id END) AS nodig
    FROM elements e
    JOIN shown s ON s.element_id = e.id
    WHERE e.topic_id IS NOT NULL
    GROUP BY e.topic_id
)
SELECT
    t.id AS thema_id,
    t.label AS thema,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(t.terms)) AS woorden,
    (SELECT min(e.code) FROM elements e JOIN shown s ON s.element_id = e.id WHERE e.topic_id = t.id) AS element_code,
    count(DISTINCT CASE WHEN i.document_id IS NOT NULL THEN p.id END) AS passages,
    count(DISTINCT i.document_id) AS documenten,
    coalesce(d.helpt, 0) AS helpt,
    coalesce(d.belemmert, 0) AS belemmert,
    coalesce(d.nodig, 0) AS nodig,
    t.stability AS stabiliteit
FROM topics t
LEFT JOIN directions d ON d.topic_id = t.id
LEFT JOIN topic_passages x ON x.topic_id = t.id
LEFT JOIN passages p ON p.id = x.passage_id
LEFT JOIN included i ON i.document_id = p.document_id
GROUP BY t.id
ORDER BY passages DESC, t.label, t.id
