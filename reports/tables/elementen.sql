-- titel: Werkzame elementen
-- beschrijving: Elk werkzaam element met het aantal passages dat zegt dat het helpt, belemmert of nodig is.
-- kolom element_code: Code van het element
-- kolom element: Naam van het element
-- kolom omschrijving: Wat ermee wordt bedoeld
-- kolom venster: Venster: vanuit wie bekeken
-- kolom herkomst: Uit het codeboek, of als thema in de teksten gevonden
-- kolom helpt: Aantal passages waarin het helpt
-- kolom belemmert: Aantal passages waarin het belemmert of ontbreekt
-- kolom nodig: Aantal passages waarin het nodig wordt genoemd
-- kolom neutraal: Aantal passages zonder duidelijke richting
-- kolom documenten: Aantal documenten
-- kolom gemeenten: Aantal gemeenten
SELECT
    e.code AS element_code,
    e.label AS element,
    e.definition AS omschrijving,
    coalesce(v.label, e.venster, 'Zonder venster') AS venster,
    coalesce(h.label, e.origin) AS herkomst,
    count(DISTINCT CASE WHEN s.direction = 'helpt' THEN s.passage_id END) AS helpt,
    count(DISTINCT CASE WHEN s.direction = 'belemmert' THEN s.passage_id END) AS belemmert,
    count(DISTINCT CASE WHEN s.direction = 'nodig' THEN s.passage_id END) AS nodig,
    count(DISTINCT CASE WHEN s.direction = 'neutraal' THEN s.passage_id END) AS neutraal,
    count(DISTINCT s.document_id) AS documenten,
    (SELECT count(DISTINCT d.code) FROM shown x JOIN document_gemeente d ON d.document_id = x.document_id
     WHERE x.element_id = e.id) AS gemeenten
FROM elements e
JOIN shown s ON s.element_id = e.id
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = e.venster
LEFT JOIN labels h ON h.dimension = 'herkomst' AND h.code = e.origin
GROUP BY e.id
ORDER BY e.origin <> 'codebook', coalesce(v.position, 99), venster, documenten DESC, e.label, e.code
