-- titel: Overzicht van de evaluaties
-- beschrijving: Elk ingesloten document: over welke gemeente, uit welk jaar, van wie, en hoeveel het opleverde.
-- sleutel: document_id
-- kolom document_id: Kenmerk van het document (SHA-256 van het bestand)
-- kolom titel: Titel
-- kolom gemeenten: Gemeente of gemeenten waarover het gaat
-- kolom jaar: Jaar van verschijnen
-- kolom uitgever: Wie het uitbracht
-- kolom soort_document: Soort document
-- kolom soort_evaluatie: Soort evaluatie
-- kolom bladzijden: Aantal bladzijden
-- kolom coderingen: Aantal gepubliceerde coderingen
-- kolom citaten: Aantal gepubliceerde citaten
-- kolom bron_url: Adres waar het document is gevonden
-- type geheel: bladzijden, coderingen, citaten
-- type jaar: jaar
-- herkomst coderingen: coderingen WHERE document_id = :document_id
-- herkomst citaten: count(*) FROM citaten WHERE document_id = :document_id
SELECT
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    i.publisher AS uitgever,
    i.document_type AS soort_document,
    i.evaluation_type AS soort_evaluatie,
    i.page_count AS bladzijden,
    (SELECT count(*) FROM published p WHERE p.document_id = i.document_id) AS coderingen,
    (SELECT count(*) FROM quotes q WHERE q.document_id = i.document_id) AS citaten,
    i.url AS bron_url
FROM included i
ORDER BY i.gemeenten, i.year, i.title, i.document_id
