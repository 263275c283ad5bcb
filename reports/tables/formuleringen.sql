-- titel: Formuleringen
-- beschrijving: Citaten die binnen een element en een richting hetzelfde zeggen, samen onder het citaat dat het meest in het midden staat. De tabel met citaten per element noemt bij elk citaat zijn formulering.
-- sleutel: formulering_id
-- kolom formulering_id: Kenmerk van de formulering
-- kolom element_code: Code van het element
-- kolom element: Naam van het element
-- kolom venster: Venster: vanuit wie bekeken
-- kolom richting: Wat het zegt: helpt, belemmert, nodig of neutraal
-- kolom volgorde: Volgnummer binnen element en richting: de meeste evaluaties eerst
-- kolom formulering: Het citaat dat het meest in het midden staat
-- kolom citaat_id: Kenmerk van dat citaat
-- kolom document_id: Kenmerk van het document van dat citaat
-- kolom titel: Titel van dat document
-- kolom bladzijde: Bladzijde van dat citaat
-- kolom citaten: Aantal citaten
-- kolom passages: Aantal passages
-- kolom documenten: Aantal documenten
-- kolom evaluaties: Aantal onafhankelijke evaluaties
-- type geheel: volgorde, bladzijde, citaten, passages, documenten, evaluaties
-- herkomst citaten: count(*) FROM bewijs WHERE formulering_id = :formulering_id
-- herkomst passages: count(DISTINCT passage) FROM bewijs WHERE formulering_id = :formulering_id
-- herkomst documenten: count(DISTINCT document_id) FROM bewijs WHERE formulering_id = :formulering_id
-- herkomst evaluaties: count(DISTINCT evaluatie) FROM bewijs JOIN bewijskracht USING (document_id) WHERE formulering_id = :formulering_id AND evaluatie IS NOT NULL
WITH held AS (
    SELECT w.formulation_id, s.quote, s.quote_id, s.document_id, s.page,
        row_number() OVER (PARTITION BY w.formulation_id ORDER BY w.similarity DESC, s.id) AS place
    FROM shown s
    JOIN formulated w ON w.evidence_id = s.evidence_id
),
sizes AS (
    SELECT w.formulation_id, count(DISTINCT s.quote_id) AS quote_count
    FROM shown s
    JOIN formulated w ON w.evidence_id = s.evidence_id
    GROUP BY w.formulation_id
)
SELECT
    f.id AS formulering_id,
    e.code AS element_code,
    e.label AS element,
    coalesce(v.label, e.venster, 'Zonder venster') AS venster,
    f.direction AS richting,
    f.position AS volgorde,
    h.quote AS formulering,
    h.quote_id AS citaat_id,
    h.document_id,
    i.title AS titel,
    h.page AS bladzijde,
    z.quote_count AS citaten,
    f.passage_count AS passages,
    f.document_count AS documenten,
    f.evaluation_count AS evaluaties
FROM formulations f
JOIN held h ON h.formulation_id = f.id AND h.place = 1
JOIN sizes z ON z.formulation_id = f.id
JOIN elements e ON e.id = f.element_id
JOIN included i ON i.document_id = h.document_id
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = e.venster
LEFT JOIN labels r ON r.dimension = 'richting' AND r.code = f.direction
ORDER BY e.origin <> 'codebook', coalesce(v.position, 99), venster, e.label, e.code, coalesce(r.position, 99), f.position, f.id
