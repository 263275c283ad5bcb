-- titel: Kennisvragen
-- beschrijving: De vragen van de studie en van haar codeboeken, met wat de documenten erover zeggen en hoe ver dat een antwoord is. De regel staat erbij.
-- sleutel: vraag
-- kolom volgorde: Volgorde: eerst de vragen van de studie, dan die van de codeboeken
-- kolom vraag: De vraag
-- kolom herkomst: De studie, of het codeboek waaruit de vraag komt
-- kolom thema: Thema waaronder de vraag in dat codeboek staat
-- kolom status: Beantwoord, deels beantwoord of open
-- kolom regel: Volgens welke regel, met de aantallen
-- kolom evaluaties: Onafhankelijke evaluaties die iets over de vraag zeggen
-- kolom sterker: Daarvan met een opzet die sterker is dan een casus
-- kolom documenten: Documenten die er iets over zeggen, ook die geen evaluatie zijn
-- kolom passages: Passages die er iets over zeggen
-- kolom gezocht: Codes die de vraag noemt: vereist, of een aanwijzing
-- kolom beste_citaat_id: Kenmerk van het gepubliceerde citaat dat het best past
-- kolom beste_citaat: Dat citaat, letterlijk zoals op de bladzijde
-- type geheel: volgorde, evaluaties, sterker, documenten, passages
-- herkomst status, regel, evaluaties, sterker, documenten, passages: antwoorden WHERE vraag = :vraag
-- geen herkomst volgorde: een volgnummer; het telt niets
WITH best AS (
    SELECT a.question_id, p.quote_id, p.quote, min(a.rank)
    FROM answers a
    JOIN published p ON p.id = a.coding_id
    GROUP BY a.question_id
)
SELECT
    q.position AS volgorde,
    q.text AS vraag,
    coalesce((SELECT min(c.codebook_title) FROM codes c WHERE c.codebook = q.codebook), 'De studie') AS herkomst,
    (SELECT c.label FROM codes c WHERE c.codebook = q.codebook AND c.dimension = 'thema' AND c.code = q.code) AS thema,
    coalesce(l.label, q.status) AS status,
    q.rule AS regel,
    q.evaluation_count AS evaluaties,
    q.strong_count AS sterker,
    q.document_count AS documenten,
    q.answer_count AS passages,
    (SELECT group_concat(coalesce(n.label, u.value), '; ' ORDER BY u.key)
     FROM json_each(q.understood) u
     LEFT JOIN labels n ON n.dimension || ':' || n.code = u.value) AS gezocht,
    b.quote_id AS beste_citaat_id,
    b.quote AS beste_citaat
FROM questions q
LEFT JOIN labels l ON l.dimension = 'vraagstatus' AND l.code = q.status
LEFT JOIN best b ON b.question_id = q.id
ORDER BY q.position
