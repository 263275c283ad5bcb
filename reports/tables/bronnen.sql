-- titel: Bronnen
-- beschrijving: Waar is gezocht: elke bron met het aantal adressen en documenten dat zij gaf.
-- kolom bron: Naam van de bron
-- kolom soort_bron: Soort bron
-- kolom bron_url: Adres van de bron; leeg bij een map met bestanden
-- kolom adressen: Aantal gevraagde adressen
-- kolom mislukt: Aantal adressen dat een foutmelding gaf
-- kolom documenten: Aantal verschillende documenten
-- kolom ingesloten: Aantal documenten dat meedoet
SELECT
    s.name AS bron,
    s.kind AS soort_bron,
    s.url AS bron_url,
    count(DISTINCT f.id) AS adressen,
    count(DISTINCT CASE WHEN f.status >= 400 THEN f.id END) AS mislukt,
    count(DISTINCT f.document_id) AS documenten,
    count(DISTINCT i.document_id) AS ingesloten
FROM sources s
LEFT JOIN finds f ON f.source_id = s.id
LEFT JOIN included i ON i.document_id = f.document_id
GROUP BY s.id
ORDER BY s.name, s.id
