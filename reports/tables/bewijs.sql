-- titel: Citaten per werkzaam element
-- beschrijving: Elk gepubliceerd citaat dat iets zegt voor, tegen of over de noodzaak van een werkzaam element.
-- sleutel: element_code, richting, citaat_id
-- kolom element_code: Code van het element
-- kolom element: Naam van het element
-- kolom venster: Venster: vanuit wie bekeken
-- kolom richting: Wat het citaat zegt: helpt, belemmert, nodig of neutraal
-- kolom citaat_id: Kenmerk van het citaat: document, bladzijde, eerste teken en teken na het laatste
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom opzet: Opzet van het onderzoek achter het document
-- kolom sterkte: Sterkte van die opzet, van 0 (onbekend) tot 1 (effectmeting)
-- kolom score: Score van de codering, van 0 tot 1
-- kolom methode: Hoe de codering is gemaakt
-- kolom formulering_id: Kenmerk van de formulering waar het citaat bij hoort
-- kolom oordeel: Wat de klankbordgroep en onderzoekers van de codering vonden; leeg als niemand heeft geoordeeld
-- kolom passage: Kenmerk van de passage: document, bladzijde, eerste teken en teken na het laatste
-- type geheel: bladzijde
-- type jaar: jaar
-- type getal: sterkte, score
SELECT
    e.code AS element_code,
    e.label AS element,
    coalesce(v.label, e.venster, 'Zonder venster') AS venster,
    s.direction AS richting,
    s.quote_id AS citaat_id,
    s.quote AS citaat,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    s.page AS bladzijde,
    coalesce(o.label, d.design) AS opzet,
    max(s.strength) AS sterkte,
    max(s.score) AS score,
    group_concat(DISTINCT coalesce(m.label, s.made_by)) AS methode,
    min(f.formulation_id) AS formulering_id,
    nullif(concat_ws(', ',
        nullif(sum(a.agreed_count) || ' akkoord', '0 akkoord'),
        nullif(sum(a.disagreed_count) || ' niet akkoord', '0 niet akkoord'),
        nullif(sum(a.other_count) || ' anders', '0 anders'),
        nullif(sum(a.unsure_count) || ' weet niet', '0 weet niet')), '') AS oordeel,
    min(k.passage) AS passage
FROM shown s
LEFT JOIN marks k ON k.passage_id = s.passage_id
JOIN elements e ON e.id = s.element_id
JOIN included i ON i.document_id = s.document_id
LEFT JOIN evaluations d ON d.document_id = s.document_id
LEFT JOIN labels o ON o.dimension = 'opzet' AND o.code = d.design
LEFT JOIN formulated f ON f.evidence_id = s.evidence_id
LEFT JOIN assessments a ON a.coding_id = s.id
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = e.venster
LEFT JOIN labels m ON m.dimension = 'methode' AND m.code = s.made_by
GROUP BY e.id, s.direction, s.quote_id
ORDER BY coalesce(v.position, 99), venster, e.label, e.code, s.direction, sterkte DESC, score DESC, i.title, s.page, s.quote_id
