-- titel: Coderingen van passages
-- beschrijving: Welke passage welke code kreeg boven de drempel, uit elk codeboek van de studie. Hieruit komen de aantallen passages. De passage zelf staat er niet in; de citaten eruit staan in de tabel met citaten, onder hetzelfde kenmerk.
-- sleutel: passage, codeboek, dimensie, code, richting
-- type geheel: bladzijde
-- type getal: score
-- kolom passage: Kenmerk van de passage: document, bladzijde, eerste teken en teken na het laatste
-- kolom document_id: Kenmerk van het document
-- kolom bladzijde: Bladzijde
-- kolom codeboek: Codeboek en versie
-- kolom dimensie: Dimensie van het codeboek
-- kolom code: Code in het codeboek
-- kolom richting: Code van de richting die bij deze code hoort; leeg als zij er geen heeft
-- kolom score: Hoogste score van de codering, van 0 tot 1
SELECT
    m.passage,
    c.document_id,
    min(c.page) AS bladzijde,
    c.codebook AS codeboek,
    c.dimension AS dimensie,
    c.code,
    c.direction AS richting,
    max(c.score) AS score
FROM codings c
JOIN marks m ON m.passage_id = c.passage_id
JOIN included i ON i.document_id = c.document_id
WHERE c.is_published AND c.code <> 'geen'
GROUP BY c.passage_id, c.codebook, c.dimension, c.code, c.direction
ORDER BY c.document_id, bladzijde, min(c.start), m.passage, c.codebook, c.dimension, c.code, c.direction
