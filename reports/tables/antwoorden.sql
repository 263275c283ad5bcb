-- titel: Antwoorden op kennisvragen
-- beschrijving: Bij elke kennisvraag de citaten die er het meest over zeggen, elk document om de beurt. Een hoge score zegt dat een citaat bij de vraag past, niet dat het waar is.
-- sleutel: vraag, citaat_id
-- kolom volgorde: Volgorde van de vraag
-- kolom vraag: De vraag
-- kolom rang: Rangorde van het antwoord
-- kolom richting: Wat het citaat zegt: helpt, belemmert, nodig of neutraal
-- kolom citaat_id: Kenmerk van het citaat: document, bladzijde, eerste teken en teken na het laatste
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom score: Hoe goed het citaat bij de vraag past
-- kolom waarom: Gelijkenis van vraag en passage en codes die zij delen; bij een algemene vraag de zekerheid van de code
-- type geheel: volgorde, rang, bladzijde
-- type jaar: jaar
-- type getal: score
SELECT
    q.position AS volgorde,
    q.text AS vraag,
    a.rank AS rang,
    coalesce(r.label, p.direction) AS richting,
    p.quote_id AS citaat_id,
    p.quote AS citaat,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    p.page AS bladzijde,
    a.score,
    a.reason AS waarom
FROM answers a
JOIN questions q ON q.id = a.question_id
JOIN published p ON p.id = a.coding_id
JOIN included i ON i.document_id = p.document_id
LEFT JOIN labels r ON r.dimension = 'richting' AND r.code = p.direction
ORDER BY q.position, a.rank
