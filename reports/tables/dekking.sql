-- titel: Dekking per gemeente en jaar
-- beschrijving: Welke evaluaties er zouden moeten zijn volgens de lijst van de studie en volgens verwijzingen in documenten, en welke daarvan zijn gevonden. Een gemeente en een jaar tellen als één evaluatie; een gemeente die is opgegaan in een andere houdt haar eigen code.
-- sleutel: cbs_code, gemeente, jaar
-- kolom cbs_code: CBS-code van de gemeente
-- kolom gemeente: Naam van de gemeente
-- kolom jaar: Jaar van de evaluatie
-- kolom verwacht: 1: er zou een evaluatie moeten zijn
-- kolom gevonden: 1 als er een document van is gevonden, anders 0
-- kolom ontbreekt: 1 als er geen document van is gevonden, anders 0
-- kolom op_lijst: Aantal keren dat zij op de lijst van de studie staat
-- kolom verwijzingen: Aantal verwijzingen ernaar in documenten
-- kolom document_id: Kenmerk van het gevonden document; leeg als het ontbreekt of niet is ingesloten
-- kolom titel: Titel van het gevonden document; leeg als het ontbreekt of niet is ingesloten
-- type geheel: verwacht, gevonden, ontbreekt, op_lijst, verwijzingen
-- type jaar: jaar
-- herkomst gevonden: documenten WHERE document_id = :document_id
-- geen herkomst jaar, verwacht, gevonden, ontbreekt, op_lijst, verwijzingen: dit komt uit de lijst van de studie en uit verwijzingen in documenten; bij wat ontbreekt staan die in de tabel met ontbrekende evaluaties
SELECT
    e.gemeente_code AS cbs_code,
    e.gemeente,
    e.year AS jaar,
    1 AS verwacht,
    iif(min(e.found_id) IS NULL, 0, 1) AS gevonden,
    iif(min(e.found_id) IS NULL, 1, 0) AS ontbreekt,
    sum(e.origin = 'list') AS op_lijst,
    sum(e.origin = 'citation') AS verwijzingen,
    min(i.document_id) AS document_id,
    min(i.title) AS titel
FROM expectations e
LEFT JOIN included i ON i.document_id = e.found_id
GROUP BY e.gemeente_code, e.year
ORDER BY e.gemeente, e.gemeente_code, e.year
