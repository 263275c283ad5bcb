-- titel: Knelpunten per venster
-- beschrijving: Wat volgens de documenten belemmert, per venster, met citaat en vindplaats.
-- sleutel: venster, citaat_id
-- kolom venster: Venster: vanuit wie bekeken
-- kolom citaat_id: Kenmerk van het citaat
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom elementen: Werkzame elementen die in dezelfde passage spelen
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom score: Score van de codering, van 0 tot 1
-- type geheel: bladzijde
-- type jaar: jaar
-- type getal: score
SELECT
    coalesce(l.label, v.code, 'Zonder venster') AS venster,
    b.quote_id AS citaat_id,
    b.quote AS citaat,
    (SELECT group_concat(label, '; ' ORDER BY label)
     FROM (SELECT DISTINCT coalesce(e.label, p.code) AS label
           FROM published p LEFT JOIN coded_element e ON e.coding_id = p.id
           WHERE p.passage_id = b.passage_id AND p.dimension = 'element')) AS elementen,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    b.page AS bladzijde,
    max(b.score) AS score
FROM published b
JOIN included i ON i.document_id = b.document_id
LEFT JOIN published v ON v.passage_id = b.passage_id AND v.dimension = 'venster'
LEFT JOIN labels l ON l.dimension = 'venster' AND l.code = v.code
WHERE b.dimension = 'soort' AND b.code = 'belemmering'
GROUP BY venster, b.quote_id
ORDER BY coalesce(l.position, 99), venster, score DESC, i.title, b.page, b.quote_id
