-- titel: Elementen per gemeente
-- beschrijving: Per werkzaam element en gemeente: hoeveel passages zeggen dat het helpt, belemmert of nodig is.
-- sleutel: element_code, gemeente_code
-- kolom element_code: Code van het element
-- kolom element: Naam van het element
-- kolom venster: Venster: vanuit wie bekeken
-- kolom herkomst: Uit het codeboek, of als thema in de teksten gevonden
-- kolom gemeente_code: CBS-code van de gemeente
-- kolom gemeente: Naam van de gemeente
-- kolom helpt: Aantal passages waarin het helpt
-- kolom belemmert: Aantal passages waarin het belemmert of ontbreekt
-- kolom nodig: Aantal passages waarin het nodig wordt genoemd
-- kolom neutraal: Aantal passages zonder duidelijke richting
-- kolom documenten: Aantal documenten
-- type geheel: helpt, belemmert, nodig, neutraal, documenten
-- herkomst helpt: count(DISTINCT passage) FROM bewijs JOIN document_gemeente USING (document_id) WHERE element_code = :element_code AND gemeente_code = :gemeente_code AND richting = 'helpt'
-- herkomst belemmert: count(DISTINCT passage) FROM bewijs JOIN document_gemeente USING (document_id) WHERE element_code = :element_code AND gemeente_code = :gemeente_code AND richting = 'belemmert'
-- herkomst nodig: count(DISTINCT passage) FROM bewijs JOIN document_gemeente USING (document_id) WHERE element_code = :element_code AND gemeente_code = :gemeente_code AND richting = 'nodig'
-- herkomst neutraal: count(DISTINCT passage) FROM bewijs JOIN document_gemeente USING (document_id) WHERE element_code = :element_code AND gemeente_code = :gemeente_code AND richting = 'neutraal'
-- herkomst documenten: count(DISTINCT document_id) FROM bewijs JOIN document_gemeente USING (document_id) WHERE element_code = :element_code AND gemeente_code = :gemeente_code
SELECT
    e.code AS element_code,
    e.label AS element,
    coalesce(v.label, e.venster, 'Zonder venster') AS venster,
    coalesce(h.label, e.origin) AS herkomst,
    g.code AS gemeente_code,
    g.name AS gemeente,
    count(DISTINCT CASE WHEN s.direction = 'helpt' THEN s.passage_id END) AS helpt,
    count(DISTINCT CASE WHEN s.direction = 'belemmert' THEN s.passage_id END) AS belemmert,
    count(DISTINCT CASE WHEN s.direction = 'nodig' THEN s.passage_id END) AS nodig,
    count(DISTINCT CASE WHEN s.direction = 'neutraal' THEN s.passage_id END) AS neutraal,
    count(DISTINCT s.document_id) AS documenten
FROM shown s
JOIN elements e ON e.id = s.element_id
JOIN document_gemeente g ON g.document_id = s.document_id
LEFT JOIN labels h ON h.dimension = 'herkomst' AND h.code = e.origin
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = e.venster
GROUP BY e.id, g.code
ORDER BY e.origin <> 'codebook', coalesce(v.position, 99), venster, e.label, e.code, g.name, g.code
