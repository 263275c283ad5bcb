-- titel: Insluiting
-- beschrijving: Hoeveel documenten meedoen en hoeveel niet, met de reden.
-- kolom doet_mee: Doet het document mee: ja of nee
-- kolom criterium: Het eerste criterium waaraan het niet voldoet; leeg als het meedoet
-- kolom reden: Waarom wel of niet
-- kolom documenten: Aantal documenten
SELECT
    iif(s.is_included, 'ja', 'nee') AS doet_mee,
    coalesce(l.label, s.criterion) AS criterium,
    iif(s.criterion = 'duplicate', 'een andere versie telt mee', s.reason) AS reden,
    count(*) AS documenten
FROM screenings s
LEFT JOIN labels l ON l.dimension = 'criterium' AND l.code = s.criterion
GROUP BY s.is_included, s.criterion, reden
ORDER BY s.is_included DESC, documenten DESC, reden, criterium
