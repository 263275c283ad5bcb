-- titel: Insluiting
-- beschrijving: Hoeveel documenten meedoen en hoeveel niet, met de reden.
-- kolom doet_mee: Doet het document mee: ja of nee
-- kolom reden: Waarom wel of niet
-- kolom documenten: Aantal documenten
SELECT iif(is_included, 'ja', 'nee') AS doet_mee, reason AS reden, count(*) AS documenten
FROM screenings
GROUP BY is_included, reason
ORDER BY is_included DESC, documenten DESC, reason
