-- titel: Insluiting
-- beschrijving: Hoeveel documenten meedoen en hoeveel niet, met de reden.
-- sleutel: doet_mee, criterium, reden
-- kolom doet_mee: Doet het document mee: ja of nee
-- kolom criterium: Het eerste criterium waaraan het niet voldoet; leeg als het meedoet
-- kolom reden: Waarom wel of niet
-- kolom documenten: Aantal documenten
-- type geheel: documenten
-- type ja_nee: doet_mee
-- herkomst documenten als :doet_mee = 'ja': documenten WHERE :doet_mee = 'ja'
-- geen herkomst documenten als :doet_mee <> 'ja': documenten die niet meedoen, zijn niet gepubliceerd
SELECT
    iif(s.is_included, 'ja', 'nee') AS doet_mee,
    coalesce(l.label, s.criterion) AS criterium,
    iif(s.criterion = 'duplicate', 'een andere versie telt mee', s.reason) AS reden,
    count(*) AS documenten
FROM screenings s
LEFT JOIN labels l ON l.dimension = 'criterium' AND l.code = s.criterion
GROUP BY s.is_included, s.criterion, reden
ORDER BY s.is_included DESC, documenten DESC, reden, criterium
