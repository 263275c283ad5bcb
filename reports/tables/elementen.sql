-- titel: Werkzame elementen
-- beschrijving: Elk werkzaam element met wat het bewijs erover zegt: een conclusie met de regel waaruit zij volgt, en het aantal passages dat zegt dat het helpt, belemmert of nodig is.
-- sleutel: element_code
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
-- kolom conclusie: Wat het bewijs samen zegt
-- kolom regel: De regel waaruit die conclusie volgt, met de aantallen evaluaties
-- kolom evaluaties: Aantal onafhankelijke evaluaties die een richting geven; versies en rapporten die elkaar aanhalen tellen één keer
-- kolom sterkste_opzet: De sterkste opzet van die evaluaties
-- kolom besluiten: Wat onderzoekers erover besloten: wat is samengevoegd of hernoemd
-- type geheel: helpt, belemmert, nodig, neutraal, documenten, gemeenten, evaluaties
-- herkomst helpt: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND richting = 'helpt'
-- herkomst belemmert: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND richting = 'belemmert'
-- herkomst nodig: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND richting = 'nodig'
-- herkomst neutraal: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND richting = 'neutraal'
-- herkomst documenten: count(DISTINCT document_id) FROM bewijs WHERE element_code = :element_code
-- herkomst conclusie, regel, sterkste_opzet: bewijs WHERE element_code = :element_code
-- herkomst gemeenten: count(DISTINCT gemeente_code) FROM bewijs JOIN document_gemeente USING (document_id) WHERE element_code = :element_code
-- herkomst evaluaties: count(DISTINCT evaluatie) FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND richting IN ('helpt', 'belemmert', 'nodig') AND evaluatie IS NOT NULL
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
     WHERE x.element_id = e.id) AS gemeenten,
    coalesce(w.label, c.verdict) AS conclusie,
    c.rule AS regel,
    coalesce(c.evaluation_count, 0) AS evaluaties,
    coalesce(o.label, c.strongest) AS sterkste_opzet,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(e.decided)) AS besluiten
FROM elements e
JOIN shown s ON s.element_id = e.id
LEFT JOIN conclusions c ON c.element_id = e.id
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = e.venster
LEFT JOIN labels h ON h.dimension = 'herkomst' AND h.code = e.origin
LEFT JOIN labels w ON w.dimension = 'conclusie' AND w.code = c.verdict
LEFT JOIN labels o ON o.dimension = 'opzet' AND o.code = c.strongest
GROUP BY e.id
ORDER BY e.origin <> 'codebook', coalesce(v.position, 99), venster, documenten DESC, e.label, e.code
