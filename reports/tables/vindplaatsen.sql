-- titel: Vindplaatsen
-- beschrijving: De adressen waar de ingesloten documenten zijn gevonden.
-- sleutel: bron, bron_url, document_id
-- kolom bron: Naam van de bron
-- kolom bron_url: Adres dat werd gevraagd; leeg bij een bestand uit een map
-- kolom status: HTTP-status; leeg bij een bestand uit een map
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- type geheel: status
SELECT DISTINCT f.source AS bron, f.url AS bron_url, f.status, i.document_id, i.title AS titel
FROM finds f
JOIN included i ON i.document_id = f.document_id
ORDER BY f.source, f.url, i.document_id, f.status
