-- titel: Balans van het bewijs
-- beschrijving: Per werkzaam element hoeveel onafhankelijke evaluaties zeggen dat het helpt, belemmert, beide, of nodig is; over alles, en per gemeente, jaar, soort document, methode, opzet en grootteklasse. Een evaluatie met meer dan één waarde telt bij elke waarde.
-- sleutel: element_code, uitsplitsing, waarde
-- kolom element_code: Code van het element
-- kolom element: Naam van het element
-- kolom venster: Venster: vanuit wie bekeken
-- kolom uitsplitsing: Waarnaar is uitgesplitst
-- kolom waarde: De waarde; leeg bij alles
-- kolom voor: Evaluaties die alleen zeggen dat het helpt
-- kolom tegen: Evaluaties die alleen zeggen dat het belemmert of ontbreekt
-- kolom beide: Evaluaties die beide zeggen
-- kolom nodig: Evaluaties die zeggen dat het nodig is, wat zij verder ook zeggen
-- kolom evaluaties: Onafhankelijke evaluaties die een richting geven
-- kolom documenten: Documenten met een citaat, ook die geen evaluatie zijn
-- kolom passages_voor: Passages waarin het helpt
-- kolom passages_tegen: Passages waarin het belemmert of ontbreekt
-- kolom passages_nodig: Passages waarin het nodig is
-- type geheel: voor, tegen, beide, nodig, evaluaties, documenten, passages_voor, passages_tegen, passages_nodig
-- herkomst voor: count(DISTINCT evaluatie) FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'helpt' AND NOT evaluatie IN (SELECT evaluatie FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'belemmert' AND evaluatie IS NOT NULL) AND evaluatie IS NOT NULL
-- herkomst tegen: count(DISTINCT evaluatie) FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'belemmert' AND NOT evaluatie IN (SELECT evaluatie FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'helpt' AND evaluatie IS NOT NULL) AND evaluatie IS NOT NULL
-- herkomst beide: count(DISTINCT evaluatie) FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting IN ('helpt', 'belemmert') AND evaluatie IN (SELECT evaluatie FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'helpt' AND evaluatie IS NOT NULL) AND evaluatie IN (SELECT evaluatie FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'belemmert' AND evaluatie IS NOT NULL) AND evaluatie IS NOT NULL
-- herkomst nodig: count(DISTINCT evaluatie) FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'nodig' AND evaluatie IS NOT NULL
-- herkomst evaluaties: count(DISTINCT evaluatie) FROM bewijs JOIN bewijskracht USING (document_id) WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting IN ('helpt', 'belemmert', 'nodig') AND evaluatie IS NOT NULL
-- herkomst documenten: count(DISTINCT document_id) FROM bewijs WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde))
-- herkomst passages_voor: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'helpt'
-- herkomst passages_tegen: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'belemmert'
-- herkomst passages_nodig: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND (:uitsplitsing = 'Alles' OR document_id IN (SELECT document_id FROM kenmerken WHERE uitsplitsing = :uitsplitsing AND waarde = :waarde)) AND richting = 'nodig'
SELECT
    e.code AS element_code,
    e.label AS element,
    coalesce(v.label, e.venster, 'Zonder venster') AS venster,
    coalesce(u.label, b.dimension) AS uitsplitsing,
    coalesce(g.name, o.label, CASE b.value WHEN 'onbekend' THEN 'Onbekend' ELSE b.value END) AS waarde,
    b.for_count AS voor,
    b.against_count AS tegen,
    b.mixed_count AS beide,
    b.needed_count AS nodig,
    b.evaluation_count AS evaluaties,
    b.document_count AS documenten,
    b.for_passage_count AS passages_voor,
    b.against_passage_count AS passages_tegen,
    b.needed_passage_count AS passages_nodig
FROM balances b
JOIN elements e ON e.id = b.element_id
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = e.venster
LEFT JOIN labels u ON u.dimension = 'uitsplitsing' AND u.code = b.dimension
LEFT JOIN labels o ON o.dimension = b.dimension AND o.code = b.value
LEFT JOIN gemeenten g ON b.dimension = 'gemeente' AND g.code = b.value
ORDER BY e.origin <> 'codebook', coalesce(v.position, 99), venster, e.label, e.code, coalesce(u.position, 99),
    coalesce(o.position, 99), waarde, b.value
