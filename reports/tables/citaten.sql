-- titel: Citaten
-- beschrijving: De gepubliceerde citaten met hun codes. Elk citaat staat letterlijk op de genoemde bladzijde van het document.
-- sleutel: citaat_id
-- kolom citaat_id: Kenmerk van het citaat: document, bladzijde, eerste teken en teken na het laatste
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom soorten: Soort uitspraak: werkzaam element, belemmering, opgave, bijstelling of resultaat
-- kolom elementen: Werkzame elementen waarover het gaat
-- kolom vensters: Vensters van de passage
-- kolom aspecten: Aspecten van de passage: werkwijze, organisatie of randvoorwaarden
-- kolom richting: Richting van de uitspraak: helpt, belemmert, nodig of neutraal
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom begin: Eerste teken van het citaat in de tekst van de bladzijde
-- kolom einde: Teken na het laatste
-- kolom score: Hoogste score van de codes, van 0 tot 1
-- kolom methode: Hoe de codes zijn gemaakt
-- kolom oordeel: Wat de klankbordgroep en onderzoekers van de codes vonden, bij elkaar geteld; leeg als niemand heeft geoordeeld
-- kolom passage: Kenmerk van de passage: document, bladzijde, eerste teken en teken na het laatste
-- type geheel: bladzijde, begin, einde
-- type jaar: jaar
-- type getal: score
WITH coded AS (
    SELECT DISTINCT p.quote_id, p.dimension, coalesce(e.label, l.label, p.code) AS label, coalesce(l.position, 99) AS position
    FROM published p
    LEFT JOIN coded_element e ON e.coding_id = p.id
    LEFT JOIN labels l ON l.dimension = p.dimension AND l.code = p.code
    WHERE p.dimension IN ('soort', 'element')
),
framed AS (
    SELECT DISTINCT p.passage_id, p.dimension, coalesce(l.label, p.code) AS label, coalesce(l.position, 99) AS position
    FROM published p
    LEFT JOIN labels l ON l.dimension = p.dimension AND l.code = p.code
    WHERE p.dimension IN ('venster', 'aspect', 'richting')
),
quote_codes AS (
    SELECT quote_id,
        group_concat(CASE WHEN dimension = 'soort' THEN label END, '; ' ORDER BY position, label) AS soorten,
        group_concat(CASE WHEN dimension = 'element' THEN label END, '; ' ORDER BY position, label) AS elementen
    FROM coded GROUP BY quote_id
),
passage_codes AS (
    SELECT passage_id,
        group_concat(CASE WHEN dimension = 'venster' THEN label END, '; ' ORDER BY position, label) AS vensters,
        group_concat(CASE WHEN dimension = 'aspect' THEN label END, '; ' ORDER BY position, label) AS aspecten,
        group_concat(CASE WHEN dimension = 'richting' THEN label END, '; ' ORDER BY position, label) AS richting
    FROM framed GROUP BY passage_id
),
quote_directions AS (
    SELECT p.quote_id, group_concat(DISTINCT coalesce(l.label, p.direction)) AS richting
    FROM published p
    LEFT JOIN labels l ON l.dimension = 'richting' AND l.code = p.direction
    WHERE p.dimension IN ('soort', 'element') AND p.direction IS NOT NULL
    GROUP BY p.quote_id
),
quote_methods AS (
    SELECT quote_id, group_concat(label, '; ' ORDER BY position, label) AS methode
    FROM (
        SELECT DISTINCT p.quote_id, coalesce(l.label, p.made_by) AS label, coalesce(l.position, 99) AS position
        FROM published p
        LEFT JOIN labels l ON l.dimension = 'methode' AND l.code = p.made_by
        WHERE p.dimension IN ('soort', 'element')
    )
    GROUP BY quote_id
),
quote_judgements AS (
    SELECT p.quote_id,
        nullif(concat_ws(', ',
            nullif(sum(a.agreed_count) || ' akkoord', '0 akkoord'),
            nullif(sum(a.disagreed_count) || ' niet akkoord', '0 niet akkoord'),
            nullif(sum(a.other_count) || ' anders', '0 anders'),
            nullif(sum(a.unsure_count) || ' weet niet', '0 weet niet')), '') AS oordeel
    FROM published p
    JOIN assessments a ON a.coding_id = p.id
    WHERE p.dimension IN ('soort', 'element')
    GROUP BY p.quote_id
)
SELECT
    q.quote_id AS citaat_id,
    q.quote AS citaat,
    c.soorten,
    c.elementen,
    f.vensters,
    f.aspecten,
    coalesce(f.richting, d.richting) AS richting,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    q.page AS bladzijde,
    q.start AS begin,
    q."end" AS einde,
    q.score,
    m.methode,
    j.oordeel,
    k.passage
FROM quotes q
LEFT JOIN marks k ON k.passage_id = q.passage_id
JOIN included i ON i.document_id = q.document_id
JOIN quote_codes c ON c.quote_id = q.quote_id
JOIN quote_methods m ON m.quote_id = q.quote_id
LEFT JOIN passage_codes f ON f.passage_id = q.passage_id
LEFT JOIN quote_directions d ON d.quote_id = q.quote_id
LEFT JOIN quote_judgements j ON j.quote_id = q.quote_id
ORDER BY i.title, i.document_id, q.page, q.start, q."end"
