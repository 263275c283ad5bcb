-- titel: Versies en dubbelen
-- beschrijving: Documenten waarvan de tekst nagenoeg gelijk is, en welk ervan meetelt: concept en definitief, voor en na wijziging, hetzelfde rapport op twee adressen. Titel en adres staan er alleen bij versies van een ingesloten document. Een besluit met de hand gaat voor.
-- sleutel: kenmerk
-- kolom groep: Kenmerk van de groep
-- kolom kenmerk: Kenmerk van het document (SHA-256 van het bestand)
-- kolom telt: Telt dit document mee voor zijn groep: ja of nee
-- kolom document_id: Het ingesloten document dat voor de groep telt; leeg als dat niet meedoet
-- kolom gelijkenis: Gelijkenis van de tekst met het document dat telt, van 0 tot 1
-- kolom reden: Waarom dit document telt of niet
-- kolom stand: Stand bij de bron: aanwezig, vervangen of verdwenen
-- kolom titel: Titel
-- kolom bron_url: Adres waar het document is gevonden; leeg bij een bestand uit een map
-- type getal: gelijkenis
-- type ja_nee: telt
-- geen herkomst gelijkenis: deze versie hoort bij een document dat niet meedoet
WITH states AS (
    SELECT document_id, min(CASE state WHEN 'present' THEN 1 WHEN 'changed' THEN 2 ELSE 3 END) AS state
    FROM finds
    WHERE document_id IS NOT NULL
    GROUP BY document_id
),
titles AS (
    SELECT document_id, min(value) AS title
    FROM facts
    WHERE is_chosen AND field = 'title' AND value <> ''
    GROUP BY document_id
)
SELECT
    substr(v.group_id, 1, 12) AS groep,
    v.document_id AS kenmerk,
    iif(v.is_counted, 'ja', 'nee') AS telt,
    i.document_id,
    v.similarity AS gelijkenis,
    v.reason AS reden,
    CASE s.state WHEN 1 THEN 'aanwezig' WHEN 2 THEN 'vervangen' WHEN 3 THEN 'verdwenen' END AS stand,
    iif(i.document_id IS NULL, NULL, coalesce(t.title, f.title_listed)) AS titel,
    iif(i.document_id IS NULL, NULL, f.url) AS bron_url
FROM versions v
LEFT JOIN included i ON i.document_id = v.counted_id
LEFT JOIN document_find f ON f.document_id = v.document_id
LEFT JOIN titles t ON t.document_id = v.document_id
LEFT JOIN states s ON s.document_id = v.document_id
ORDER BY v.group_id, v.is_counted DESC, v.document_id
