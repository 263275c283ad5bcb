-- titel: Provincies
-- beschrijving: Per provincie over hoeveel gemeenten ingesloten documenten gaan. Een document over gemeenten in twee provincies telt in beide.
-- sleutel: provincie
-- kolom provincie: Provincie; bij verzonnen gemeenten staat hier Fictief
-- kolom gemeenten: Aantal gemeenten
-- kolom documenten: Aantal ingesloten documenten
-- type geheel: gemeenten, documenten
-- herkomst gemeenten: count(DISTINCT gemeente_code) FROM document_gemeente JOIN gemeenten USING (gemeente_code) WHERE coalesce(provincie, 'Onbekend') = :provincie
-- herkomst documenten: count(DISTINCT document_id) FROM document_gemeente JOIN gemeenten USING (gemeente_code) WHERE coalesce(provincie, 'Onbekend') = :provincie
SELECT
    coalesce(g.province_name, 'Onbekend') AS provincie,
    count(DISTINCT g.code) AS gemeenten,
    count(DISTINCT g.document_id) AS documenten
FROM document_gemeente g
JOIN included i ON i.document_id = g.document_id
GROUP BY coalesce(g.province_name, 'Onbekend')
ORDER BY provincie
