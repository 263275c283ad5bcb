-- titel: Beoordeelde coderingen
-- beschrijving: Elke codering waarover is geoordeeld, met hoe vaak wat werd gezegd en wat daaruit volgt; een ronde telt mee als zij is gesloten. Van een codering die door de oordelen niet wordt gepubliceerd staat hier alleen de code, niet het citaat.
-- sleutel: document_id, bladzijde, dimensie, code
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom bladzijde: Bladzijde
-- kolom citaat_id: Kenmerk van het citaat; leeg als het niet is gepubliceerd
-- kolom dimensie: Dimensie van het codeboek
-- kolom code: Code die is beoordeeld
-- kolom naam: Naam van de code
-- kolom akkoord: Aantal keer akkoord
-- kolom niet_akkoord: Aantal keer niet akkoord
-- kolom anders: Aantal keer anders
-- kolom weet_niet: Aantal keer weet niet
-- kolom uitkomst: Wat daaruit volgt: akkoord, niet akkoord, anders, betwist of onbeslist
-- kolom beslist_door: Wie de doorslag gaf: klankbordgroep of onderzoeker; leeg als er geen uitkomst is
-- kolom gepubliceerd: Is de codering gepubliceerd: ja of nee
-- type geheel: bladzijde, akkoord, niet_akkoord, anders, weet_niet
-- type ja_nee: gepubliceerd
SELECT
    i.document_id,
    i.title AS titel,
    a.page AS bladzijde,
    q.quote_id AS citaat_id,
    a.dimension AS dimensie,
    a.code,
    coalesce(l.label, a.code) AS naam,
    a.agreed_count AS akkoord,
    a.disagreed_count AS niet_akkoord,
    a.other_count AS anders,
    a.unsure_count AS weet_niet,
    a.outcome AS uitkomst,
    nullif(a.decided_by, '') AS beslist_door,
    iif(p.id IS NULL, 'nee', 'ja') AS gepubliceerd
FROM assessed a
JOIN included i ON i.document_id = a.document_id
LEFT JOIN published p ON p.id = a.coding_id
LEFT JOIN quotes q ON q.quote_id = p.quote_id
LEFT JOIN labels l ON l.dimension = a.dimension AND l.code = a.code
ORDER BY i.title, i.document_id, a.page, a.start, a.dimension, a.code, a.coding_id
