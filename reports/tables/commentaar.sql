-- titel: Wat is er met uw commentaar gedaan
-- beschrijving: Elke opmerking waarop is geantwoord, van rondes die open zijn pas na het sluiten: waarover zij ging, wat ermee is gedaan en waarom. De woorden van een opmerking staan er alleen waar zij openbaar mogen zijn; wie haar maakte, staat er nooit.
-- sleutel: ronde, document_id, dimensie, code
-- kolom ronde: Nummer van de ronde; leeg buiten een ronde
-- kolom document_id: Kenmerk van het document; leeg als het er niet meer is
-- kolom titel: Titel van het document
-- kolom bladzijde: Bladzijde
-- kolom dimensie: Dimensie van het codeboek
-- kolom code: Code waarover de opmerking ging
-- kolom naam: Naam van de code
-- kolom oordeel: Oordeel waar de opmerking bij hoort
-- kolom opmerking: De opmerking; leeg als zij niet openbaar mag zijn
-- kolom gedaan: Wat ermee is gedaan: overgenomen, deels of niet
-- kolom reden: Waarom
-- type geheel: ronde, bladzijde
-- geen herkomst ronde: het nummer van de ronde; het telt niets
SELECT
    CAST(nullif(c.round, '') AS INTEGER) AS ronde,
    i.document_id,
    i.title AS titel,
    iif(i.document_id IS NULL, NULL, c.page) AS bladzijde,
    c.dimension AS dimensie,
    c.code,
    coalesce(l.label, c.code) AS naam,
    c.verdict AS oordeel,
    iif(i.document_id IS NULL, NULL, c.text) AS opmerking,
    c.outcome AS gedaan,
    c.reason AS reden
FROM comments c
LEFT JOIN included i ON i.document_id = c.document_id
LEFT JOIN labels l ON l.dimension = c.dimension AND l.code = c.code
ORDER BY CAST(c.round AS INTEGER), i.title IS NULL, i.title, i.document_id, c.page, naam, c.id
