-- titel: Opgaven en bijstellingen per aspect
-- beschrijving: Voor welke opgaven gemeenten en partners staan en welke bijstellingen zij kiezen, in werkwijze, organisatie en randvoorwaarden: wie iets moet doen, wat, wanneer, en welke belemmering daarmee wordt beantwoord. Wat niet in de zin staat, blijft leeg.
-- sleutel: aspect, soort, citaat_id
-- kolom aspect: Aspect: werkwijze, organisatie of randvoorwaarden
-- kolom soort: Opgave of bijstelling
-- kolom citaat_id: Kenmerk van het citaat
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom wie: Wie het moet doen, als soort partij; de opsteller is wie het document schreef
-- kolom wie_woorden: De woorden in het citaat die zeggen wie
-- kolom wat: Wat er moet gebeuren, letterlijk uit het citaat
-- kolom wanneer: Wanneer: datum, maand, kwartaal of jaar (EDTF), een duur, of korte termijn en dergelijke
-- kolom wanneer_woorden: De woorden in het citaat die zeggen wanneer
-- kolom status: Stand: aanbevolen, voorgenomen, besloten of uitgevoerd
-- kolom elementen: Werkzame elementen waarover het gaat
-- kolom belemmering_citaat_id: Kenmerk van het citaat met de belemmering waarop dit een antwoord is
-- kolom belemmering: Dat citaat, letterlijk zoals op de bladzijde
-- kolom belemmering_gevonden: Waar die belemmering staat: in dezelfde passage, sectie of hetzelfde document, steeds met hetzelfde element
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom score: Score van de codering, van 0 tot 1
-- type geheel: bladzijde
-- type jaar: jaar
-- type getal: score
WITH who AS (
    SELECT o.id, group_concat(coalesce(l.label, a.value), '; ' ORDER BY a.key) AS label
    FROM opgaven o, json_each(o.actors) a
    LEFT JOIN labels l ON l.dimension = 'partij' AND l.code = a.value
    GROUP BY o.id
),
about AS (
    SELECT opgave_id, group_concat(label, '; ' ORDER BY label) AS label
    FROM (
        SELECT DISTINCT x.opgave_id, coalesce(e.label, x.element) AS label
        FROM opgave_elementen x
        JOIN published p ON p.id = x.coding_id
        LEFT JOIN elements e ON e.code = x.element
    )
    GROUP BY opgave_id
)
SELECT
    coalesce(l.label, a.code, 'Zonder aspect') AS aspect,
    coalesce(k.label, s.code) AS soort,
    s.quote_id AS citaat_id,
    s.quote AS citaat,
    w.label AS wie,
    o.actor_text AS wie_woorden,
    o.what AS wat,
    o.term AS wanneer,
    o.term_text AS wanneer_woorden,
    coalesce(st.label, o.status) AS status,
    x.label AS elementen,
    b.quote_id AS belemmering_citaat_id,
    b.quote AS belemmering,
    CASE WHEN b.id IS NOT NULL THEN o.belemmering_link END AS belemmering_gevonden,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    s.page AS bladzijde,
    max(s.score) AS score
FROM published s
JOIN included i ON i.document_id = s.document_id
LEFT JOIN opgaven o ON o.coding_id = s.id
LEFT JOIN who w ON w.id = o.id
LEFT JOIN about x ON x.opgave_id = o.id
LEFT JOIN published b ON b.id = o.belemmering_id
LEFT JOIN published a ON a.passage_id = s.passage_id AND a.dimension = 'aspect' AND a.code = coalesce(o.aspect, a.code)
LEFT JOIN labels l ON l.dimension = 'aspect' AND l.code = a.code
LEFT JOIN labels k ON k.dimension = 'soort' AND k.code = s.code
LEFT JOIN labels st ON st.dimension = 'stand' AND st.code = o.status
WHERE s.dimension = 'soort' AND s.code IN ('opgave', 'bijstelling')
GROUP BY aspect, s.code, s.quote_id
ORDER BY coalesce(l.position, 99), aspect, k.position, score DESC, i.title, s.page, s.quote_id
