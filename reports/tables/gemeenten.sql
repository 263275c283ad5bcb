-- titel: Gemeenten
-- beschrijving: De gemeenten waarover ingesloten documenten gaan.
-- sleutel: gemeente_code
-- kolom gemeente_code: CBS-code van de gemeente
-- kolom gemeente: Naam van de gemeente
-- kolom provincie: Provincie; bij een verzonnen gemeente staat hier Fictief
-- kolom documenten: Aantal ingesloten documenten
-- kolom eerste_jaar: Jaar van het oudste document
-- kolom laatste_jaar: Jaar van het jongste document
-- kolom elementen: Aantal werkzame elementen met ten minste één citaat
-- kolom citaten: Aantal gepubliceerde citaten
-- type geheel: documenten, elementen, citaten
-- type jaar: eerste_jaar, laatste_jaar
-- herkomst documenten: count(DISTINCT document_id) FROM document_gemeente WHERE gemeente_code = :gemeente_code
-- herkomst eerste_jaar: min(jaar) FROM document_gemeente WHERE gemeente_code = :gemeente_code
-- herkomst laatste_jaar: max(jaar) FROM document_gemeente WHERE gemeente_code = :gemeente_code
-- herkomst elementen: count(DISTINCT element_code) FROM bewijs JOIN document_gemeente USING (document_id) WHERE gemeente_code = :gemeente_code AND element_code IN (SELECT element_code FROM elementen WHERE herkomst = 'Codeboek')
-- herkomst citaten: count(*) FROM citaten JOIN document_gemeente USING (document_id) WHERE gemeente_code = :gemeente_code
SELECT
    g.code AS gemeente_code,
    g.name AS gemeente,
    g.province_name AS provincie,
    count(DISTINCT g.document_id) AS documenten,
    min(i.year) AS eerste_jaar,
    max(i.year) AS laatste_jaar,
    (SELECT count(DISTINCT s.element_id) FROM shown s JOIN document_gemeente d ON d.document_id = s.document_id
     JOIN elements e ON e.id = s.element_id AND e.origin = 'codebook'
     WHERE d.code = g.code) AS elementen,
    (SELECT count(DISTINCT q.quote_id) FROM quotes q JOIN document_gemeente d ON d.document_id = q.document_id
     WHERE d.code = g.code) AS citaten
FROM document_gemeente g
JOIN included i ON i.document_id = g.document_id
GROUP BY g.code, g.name, g.province_name
ORDER BY g.name, g.code
