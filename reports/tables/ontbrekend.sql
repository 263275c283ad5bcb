-- titel: Ontbrekende evaluaties
-- beschrijving: Evaluaties die er zouden moeten zijn maar niet zijn gevonden, met wat laat zien dat zij bestaan en een verzoek aan de griffie dat klaar is om te versturen.
-- sleutel: cbs_code, gemeente, jaar
-- kolom cbs_code: CBS-code van de gemeente
-- kolom gemeente: Naam van de gemeente
-- kolom jaar: Jaar van de evaluatie
-- kolom titel: Titel of titels waaronder zij bekend is; leeg als die niet bekend is
-- kolom bewijs: Waaruit blijkt dat zij bestaat: document, bladzijde en letterlijke verwijzing, of de lijst van de studie
-- kolom verzoek: Verzoek aan de griffie van de gemeente
-- type jaar: jaar
-- geen herkomst jaar: het document is er niet; in dezelfde rij staat waaruit blijkt dat het bestaat
WITH missing AS (
    SELECT gemeente_code, gemeente, year, min(request) AS request
    FROM expectations
    GROUP BY gemeente_code, year
    HAVING min(found_id) IS NULL
),
proofs AS (
    SELECT DISTINCT e.gemeente_code, e.year, e.origin = 'citation' AS is_citation,
        CASE e.origin
            WHEN 'list' THEN 'Lijst van de studie' || coalesce(': ' || e.quote, '')
            ELSE '‘' || i.title || '’, bladzijde ' || e.page
                || coalesce(': “' || e.quote || '”', '')
        END AS proof
    FROM expectations e
    LEFT JOIN included i ON i.document_id = e.citing_id
)
SELECT
    m.gemeente_code AS cbs_code,
    m.gemeente,
    m.year AS jaar,
    (SELECT group_concat(title, '; ' ORDER BY title)
     FROM (SELECT DISTINCT e.expected_title AS title FROM expectations e
           WHERE e.gemeente_code = m.gemeente_code AND e.year = m.year AND e.expected_title IS NOT NULL)) AS titel,
    (SELECT group_concat(p.proof, char(10) ORDER BY p.is_citation, p.proof) FROM proofs p
     WHERE p.gemeente_code = m.gemeente_code AND p.year = m.year) AS bewijs,
    m.request AS verzoek
FROM missing m
ORDER BY m.gemeente, m.gemeente_code, m.year
