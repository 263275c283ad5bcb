-- titel: Nieuwe documenten
-- beschrijving: De ingesloten documenten die erbij kwamen nadat de eerste waren verzameld, de laatste eerst. Wat op de eerste dag werd gevonden, is geen nieuws en staat hier niet.
-- sleutel: document_id
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel
-- kolom gemeenten: Gemeente of gemeenten waarover het gaat
-- kolom jaar: Jaar van verschijnen
-- kolom uitgever: Wie het uitbracht
-- kolom gezien_op: Dag waarop het voor het eerst is gezien (UTC)
-- kolom bron_url: Adres waar het document is gevonden
-- type jaar: jaar
-- type datum: gezien_op
WITH seen AS (
    SELECT document_id, min(first_seen_at) AS at
    FROM finds
    WHERE document_id IS NOT NULL AND first_seen_at IS NOT NULL
    GROUP BY document_id
)
SELECT
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    i.publisher AS uitgever,
    substr(s.at, 1, 10) AS gezien_op,
    i.url AS bron_url
FROM included i
JOIN seen s ON s.document_id = i.document_id
WHERE julianday(s.at) >= (SELECT min(julianday(at)) + 1 FROM seen)
ORDER BY gezien_op DESC, i.title, i.document_id
