-- titel: Codeboeken
-- beschrijving: Alle codes van de codeboeken van de studie, met hoe vaak zij boven de drempel zijn gegeven; ook die nergens voorkomen.
-- sleutel: versie, dimensie, code
-- kolom codeboek: Titel van het codeboek
-- kolom versie: Codeboek en versie
-- kolom dimensie: Dimensie: soort, venster, aspect, element, richting of thema
-- kolom code: Code in het codeboek
-- kolom naam: Naam van de code
-- kolom omschrijving: Wat de code betekent
-- kolom deel: Deel van het programma of de agenda waaruit de code komt
-- kolom termijn: KT, MLT of LT: korte, middellange of lange termijn; leeg als die niet is bepaald
-- kolom gevraagd_door: Gemeenten en partners die het onderwerp inbrachten
-- kolom doelen: Doelen die erbij staan
-- kolom indicatoren: Waaraan te zien is of het doel is bereikt
-- kolom passages: Passages in ingesloten documenten
-- kolom documenten: Ingesloten documenten met deze code
-- type geheel: passages, documenten
-- herkomst passages: count(DISTINCT passage) FROM coderingen WHERE codeboek = :versie AND dimensie = :dimensie AND code = :code
-- herkomst documenten: count(DISTINCT document_id) FROM coderingen WHERE codeboek = :versie AND dimensie = :dimensie AND code = :code
WITH counted AS (
    SELECT g.codebook, g.dimension, g.code, count(DISTINCT g.passage_id) AS passages, count(DISTINCT g.document_id) AS documenten
    FROM codings g
    JOIN included i ON i.document_id = g.document_id
    WHERE g.is_published
    GROUP BY g.codebook, g.dimension, g.code
)
SELECT
    c.codebook_title AS codeboek,
    c.codebook AS versie,
    c.dimension AS dimensie,
    c.code,
    c.label AS naam,
    c.definition AS omschrijving,
    c.part AS deel,
    c.term AS termijn,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(c.asked_by)) AS gevraagd_door,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(c.goals)) AS doelen,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(c.indicators)) AS indicatoren,
    coalesce(n.passages, 0) AS passages,
    coalesce(n.documenten, 0) AS documenten
FROM codes c
LEFT JOIN counted n ON n.codebook = c.codebook AND n.dimension = c.dimension AND n.code = c.code
ORDER BY c.is_further, c.codebook, c.position
