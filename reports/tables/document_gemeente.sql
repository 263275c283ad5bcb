-- titel: Documenten per gemeente
-- beschrijving: Welke ingesloten documenten over welke gemeente gaan.
-- sleutel: gemeente_code, document_id
-- kolom gemeente_code: CBS-code van de gemeente
-- kolom gemeente: Naam van de gemeente
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom jaar: Jaar van verschijnen
-- type jaar: jaar
SELECT g.code AS gemeente_code, g.name AS gemeente, i.document_id, i.title AS titel, i.year AS jaar
FROM document_gemeente g
JOIN included i ON i.document_id = g.document_id
ORDER BY g.name, g.code, i.year, i.title, i.document_id
