-- titel: Documenten
-- beschrijving: De ingesloten documenten. De teksten zelf staan hier niet; het adres wijst naar de bron.
-- sleutel: document_id
-- kolom document_id: Kenmerk van het document (SHA-256 van het bestand)
-- kolom titel: Titel
-- kolom gemeenten: Gemeente of gemeenten waarover het gaat
-- kolom jaar: Jaar van verschijnen
-- kolom uitgever: Wie het uitbracht
-- kolom soort_document: Soort document
-- kolom bron: Naam van de bron
-- kolom bron_url: Adres waar het document is gevonden
-- type jaar: jaar
SELECT
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    i.publisher AS uitgever,
    i.document_type AS soort_document,
    f.source AS bron,
    i.url AS bron_url
FROM included i
LEFT JOIN document_find f ON f.document_id = i.document_id
ORDER BY i.title, i.document_id
