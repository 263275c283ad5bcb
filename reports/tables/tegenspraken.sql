-- titel: Tegenspraken
-- beschrijving: Citaten uit onafhankelijke evaluaties die over hetzelfde element het tegenovergestelde zeggen, met waarin hun context verschilt. Per element en per paar evaluaties het paar citaten dat het meest over hetzelfde gaat.
-- sleutel: element_code, helpt_citaat_id, belemmert_citaat_id
-- kolom element_code: Code van het element
-- kolom element: Naam van het element
-- kolom volgorde: Volgnummer binnen het element: wat de hoofdlijn van beide evaluaties is en het meest over hetzelfde gaat, eerst
-- kolom helpt_citaat: Citaat dat zegt dat het helpt
-- kolom helpt_citaat_id: Kenmerk van dat citaat
-- kolom helpt_document_id: Kenmerk van het document
-- kolom helpt_titel: Titel van het document
-- kolom helpt_gemeenten: Gemeente of gemeenten van het document
-- kolom helpt_jaar: Jaar van het document
-- kolom helpt_opzet: Opzet van het onderzoek
-- kolom helpt_bladzijde: Bladzijde
-- kolom belemmert_citaat: Citaat dat zegt dat het belemmert of ontbreekt
-- kolom belemmert_citaat_id: Kenmerk van dat citaat
-- kolom belemmert_document_id: Kenmerk van het document
-- kolom belemmert_titel: Titel van het document
-- kolom belemmert_gemeenten: Gemeente of gemeenten van het document
-- kolom belemmert_jaar: Jaar van het document
-- kolom belemmert_opzet: Opzet van het onderzoek
-- kolom belemmert_bladzijde: Bladzijde
-- kolom verschilt: Waarin de context verschilt
-- kolom gelijk: Waarin de context gelijk is
-- kolom gelijkenis: Gelijkenis van de passages, van -1 (tegengesteld) tot 1 (gelijk)
-- type geheel: volgorde, helpt_bladzijde, belemmert_bladzijde
-- type jaar: helpt_jaar, belemmert_jaar
-- type getal: gelijkenis
SELECT
    e.code AS element_code,
    e.label AS element,
    x.position AS volgorde,
    p.quote AS helpt_citaat,
    p.quote_id AS helpt_citaat_id,
    p.document_id AS helpt_document_id,
    pi.title AS helpt_titel,
    pi.gemeenten AS helpt_gemeenten,
    pi.year AS helpt_jaar,
    coalesce(po.label, pv.design) AS helpt_opzet,
    p.page AS helpt_bladzijde,
    q.quote AS belemmert_citaat,
    q.quote_id AS belemmert_citaat_id,
    q.document_id AS belemmert_document_id,
    qi.title AS belemmert_titel,
    qi.gemeenten AS belemmert_gemeenten,
    qi.year AS belemmert_jaar,
    coalesce(qo.label, qv.design) AS belemmert_opzet,
    q.page AS belemmert_bladzijde,
    (SELECT group_concat(lower(coalesce(l.label, d.value)), ', ' ORDER BY d.key)
     FROM json_each(x.differences) d
     LEFT JOIN labels l ON l.dimension = 'uitsplitsing' AND l.code = d.value) AS verschilt,
    (SELECT group_concat(lower(coalesce(l.label, d.value)), ', ' ORDER BY d.key)
     FROM json_each(x.agreements) d
     LEFT JOIN labels l ON l.dimension = 'uitsplitsing' AND l.code = d.value) AS gelijk,
    x.similarity AS gelijkenis
FROM contradictions x
JOIN elements e ON e.id = x.element_id
JOIN published p ON p.id = x.for_coding_id
JOIN published q ON q.id = x.against_coding_id
JOIN included pi ON pi.document_id = p.document_id
JOIN included qi ON qi.document_id = q.document_id
LEFT JOIN evaluations pv ON pv.document_id = p.document_id
LEFT JOIN evaluations qv ON qv.document_id = q.document_id
LEFT JOIN labels po ON po.dimension = 'opzet' AND po.code = pv.design
LEFT JOIN labels qo ON qo.dimension = 'opzet' AND qo.code = qv.design
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = e.venster
ORDER BY e.origin <> 'codebook', coalesce(v.position, 99), e.label, e.code, x.position
