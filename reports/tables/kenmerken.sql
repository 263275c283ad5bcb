-- titel: Kenmerken van documenten
-- beschrijving: De kenmerken waarnaar het bewijs is uitgesplitst, per ingesloten document. Een document kan van een kenmerk meer dan één waarde hebben.
-- sleutel: document_id, uitsplitsing, waarde
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom uitsplitsing: Het kenmerk: gemeente, jaar, soort document, methode, opzet of grootteklasse
-- kolom waarde: De waarde; Onbekend als het document of de bron haar niet geeft
WITH fields (dimension, field) AS (
    VALUES ('gemeente', 'gemeente'), ('jaar', 'year'), ('documentsoort', 'document_type'), ('methode', 'method')
),
had AS (
    SELECT i.document_id, x.dimension, coalesce(
        iif(x.field = 'method' AND instr(f.value, ':'), trim(substr(f.value, 1, instr(f.value, ':') - 1)), f.value),
        'onbekend'
    ) AS value
    FROM included i
    CROSS JOIN fields x
    LEFT JOIN facts f ON f.document_id = i.document_id AND f.field = x.field AND f.is_chosen AND f.value <> ''
    UNION SELECT v.document_id, 'opzet', v.design FROM evaluations v
    UNION SELECT v.document_id, 'grootteklasse', v.size_class FROM evaluations v
)
SELECT DISTINCT
    i.document_id,
    i.title AS titel,
    coalesce(u.label, h.dimension) AS uitsplitsing,
    coalesce(g.name, o.label, CASE h.value WHEN 'onbekend' THEN 'Onbekend' ELSE h.value END) AS waarde
FROM had h
JOIN included i ON i.document_id = h.document_id
LEFT JOIN labels u ON u.dimension = 'uitsplitsing' AND u.code = h.dimension
LEFT JOIN labels o ON o.dimension = h.dimension AND o.code = h.value
LEFT JOIN gemeenten g ON h.dimension = 'gemeente' AND g.code = h.value
ORDER BY i.title, i.document_id, coalesce(u.position, 99), coalesce(o.position, 99), waarde
