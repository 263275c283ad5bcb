-- titel: Bronnen
-- beschrijving: Waar is gezocht: elke bron met wat zij antwoordde, gaf en niet gaf.
-- sleutel: bron
-- kolom bron: Naam van de bron
-- kolom soort_bron: Soort bron
-- kolom bron_url: Adres van de bron; leeg bij een map met bestanden
-- kolom antwoorden: Aantal adressen dat antwoordde; leeg bij bestanden van eigen schijf
-- kolom documenten: Aantal verschillende documenten
-- kolom verdwenen: Aantal documenten dat bij de bron niet meer te vinden is en hier bewaard bleef
-- kolom niet_verkregen: Aantal documenten dat de bron noemt maar niet gaf
-- kolom ingesloten: Aantal documenten dat meedoet
-- type geheel: antwoorden, documenten, verdwenen, niet_verkregen, ingesloten
-- herkomst ingesloten: count(DISTINCT document_id) FROM vindplaatsen WHERE bron = :bron
-- geen herkomst antwoorden, documenten, verdwenen, niet_verkregen: dit telt adressen en documenten bij de bron; wat niet meedoet, is niet gepubliceerd
SELECT
    s.name AS bron,
    s.kind AS soort_bron,
    s.url AS bron_url,
    (SELECT nullif(count(*), 0) FROM responses r WHERE r.source_id = s.id) AS antwoorden,
    count(DISTINCT f.document_id) AS documenten,
    count(DISTINCT CASE WHEN f.state = 'gone' THEN f.document_id END) AS verdwenen,
    count(DISTINCT CASE WHEN f.document_id IS NULL THEN f.id END) AS niet_verkregen,
    count(DISTINCT i.document_id) AS ingesloten
FROM sources s
LEFT JOIN finds f ON f.source_id = s.id
LEFT JOIN included i ON i.document_id = f.document_id
GROUP BY s.id
ORDER BY s.name, s.id
