-- titel: Verantwoording in aantallen
-- beschrijving: Van gevonden adres tot gepubliceerd citaat: wat er in elke stap overbleef.
-- sleutel: stap
-- kolom volgorde: Volgorde van de stappen
-- kolom stap: Wat er is geteld
-- kolom aantal: Hoeveel het er zijn
-- type geheel: volgorde, aantal
-- geen herkomst volgorde: een volgnummer; het telt niets
-- herkomst aantal als :volgorde = 4: count(*) FROM documenten
-- herkomst aantal als :volgorde IN (5, 6): documenten
-- herkomst aantal als :volgorde = 7: coderingen
-- herkomst aantal als :volgorde = 8: count(*) FROM citaten
-- herkomst aantal als :volgorde = 9: count(DISTINCT gemeente_code) FROM document_gemeente
-- herkomst aantal als :volgorde = 10: count(DISTINCT element_code) FROM bewijs WHERE element_code IN (SELECT element_code FROM elementen WHERE herkomst = 'Codeboek')
-- herkomst aantal als :volgorde = 11: bewijs WHERE element_code IN (SELECT element_code FROM themas)
-- geen herkomst aantal als :volgorde < 4: dit telt ook documenten die niet meedoen; die zijn niet gepubliceerd
SELECT 1 AS volgorde, 'Bronnen doorzocht' AS stap, (SELECT count(*) FROM sources) AS aantal
UNION ALL SELECT 2, 'Documenten die de bronnen noemen', (SELECT count(*) FROM finds)
UNION ALL SELECT 3, 'Verschillende documenten verkregen', (SELECT count(*) FROM documents)
UNION ALL SELECT 4, 'Documenten ingesloten', (SELECT count(*) FROM included)
UNION ALL SELECT 5, 'Bladzijden gelezen van ingesloten documenten',
    (SELECT count(*) FROM pages p JOIN included i ON i.document_id = p.document_id)
UNION ALL SELECT 6, 'Passages van ingesloten documenten',
    (SELECT count(*) FROM passages p JOIN included i ON i.document_id = p.document_id)
UNION ALL SELECT 7, 'Coderingen boven de drempel', (SELECT count(*) FROM published)
UNION ALL SELECT 8, 'Citaten gepubliceerd', (SELECT count(*) FROM quotes)
UNION ALL SELECT 9, 'Gemeenten', (SELECT count(DISTINCT code) FROM document_gemeente)
UNION ALL SELECT 10, 'Werkzame elementen met citaten', 
    (SELECT count(DISTINCT s.element_id) FROM shown s JOIN elements e ON e.id = s.element_id AND e.origin = 'codebook')
UNION ALL SELECT 11, 'Thema''s uit de teksten', (SELECT count(*) FROM topics)
ORDER BY volgorde
