-- titel: Casuïstiek
-- beschrijving: Passages die een casus vertellen, van een inwoner of huishouden of als praktijkvoorbeeld, met de elementen die zij laten zien. Alleen gepubliceerde citaten staan erbij; een passage met persoonsgegevens staat er niet in.
-- sleutel: casus_id, citaat_id
-- kolom casus_id: Kenmerk van de casus
-- kolom soort: Verhaal, ervaring in eigen woorden, of praktijkvoorbeeld
-- kolom elementen: Werkzame elementen die in de passage spelen
-- kolom elementen_ernaast: Werkzame elementen in de passages ervoor en erna in dezelfde sectie
-- kolom citaat_id: Kenmerk van een citaat uit de passage; leeg als daaruit niets is gepubliceerd
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom score: Score, van 0 tot 1: hoeveel tekenen van een casus de passage heeft
-- type geheel: bladzijde
-- type jaar: jaar
-- type getal: score
WITH shows AS (
    SELECT DISTINCT x.casus_id, x.nearness, coalesce(e.label, x.element) AS label
    FROM casus_elementen x
    JOIN published p ON p.id = x.coding_id
    LEFT JOIN elements e ON e.code = x.element
),
own AS (
    SELECT casus_id, group_concat(label, '; ' ORDER BY label) AS label FROM shows WHERE nearness = 'passage' GROUP BY casus_id
),
beside AS (
    SELECT s.casus_id, group_concat(DISTINCT s.label) AS label
    FROM shows s
    WHERE s.nearness <> 'passage'
      AND NOT EXISTS (SELECT 1 FROM shows o WHERE o.casus_id = s.casus_id AND o.nearness = 'passage' AND o.label = s.label)
    GROUP BY s.casus_id
)
SELECT
    c.id AS casus_id,
    coalesce(k.label, c.kind) AS soort,
    own.label AS elementen,
    replace(beside.label, ',', '; ') AS elementen_ernaast,
    q.quote_id AS citaat_id,
    q.quote AS citaat,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    c.page AS bladzijde,
    c.score
FROM casussen c
JOIN included i ON i.document_id = c.document_id
LEFT JOIN own ON own.casus_id = c.id
LEFT JOIN beside ON beside.casus_id = c.id
LEFT JOIN quotes q ON q.passage_id = c.passage_id
LEFT JOIN labels k ON k.dimension = 'casus' AND k.code = c.kind
ORDER BY own.label IS NULL AND beside.label IS NULL, c.score DESC, i.title, c.page, c.id, q.start, q.quote_id
