-- titel: Opgaven en bijstellingen per aspect
-- beschrijving: Voor welke opgaven gemeenten en partners staan en welke bijstellingen zij kiezen, in werkwijze, organisatie en randvoorwaarden.
-- kolom aspect: Aspect: werkwijze, organisatie of randvoorwaarden
-- kolom soort: Opgave of bijstelling
-- kolom citaat_id: Kenmerk van het citaat
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom score: Score van de codering, van 0 tot 1
SELECT
    coalesce(l.label, a.code, 'Zonder aspect') AS aspect,
    coalesce(k.label, s.code) AS soort,
    s.quote_id AS citaat_id,
    s.quote AS citaat,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    s.page AS bladzijde,
    max(s.score) AS score
FROM published s
JOIN included i ON i.document_id = s.document_id
LEFT JOIN published a ON a.passage_id = s.passage_id AND a.dimension = 'aspect'
LEFT JOIN labels l ON l.dimension = 'aspect' AND l.code = a.code
LEFT JOIN labels k ON k.dimension = 'soort' AND k.code = s.code
WHERE s.dimension = 'soort' AND s.code IN ('opgave', 'bijstelling')
GROUP BY aspect, s.code, s.quote_id
ORDER BY coalesce(l.position, 99), aspect, k.position, score DESC, i.title, s.page, s.quote_id
