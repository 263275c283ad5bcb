-- titel: Betrouwbaarheid van de kansen
-- beschrijving: Hoe vaak klopte een code waaraan het model een bepaalde kans gaf? Gemeten op documenten waarvan het model niets had gezien.
-- sleutel: codeboek, kans_van
-- kolom codeboek: Codeboek en versie
-- kolom kans_van: Van deze kans
-- kolom kans_tot: Tot deze kans
-- kolom kans: Gemiddelde kans die het model gaf
-- kolom klopte: Deel van de codes dat klopte, volgens wie de passages codeerde
-- kolom codes: Aantal codes waarover dit gaat
-- type deel: kans_van, kans_tot, kans, klopte
-- type geheel: codes
-- geen herkomst kans_van, kans_tot, kans, klopte, codes: gemeten op passages die met de hand zijn gecodeerd, buiten de documenten van deze studie
SELECT
    codebook AS codeboek,
    low AS kans_van,
    high AS kans_tot,
    said AS kans,
    was AS klopte,
    coding_count AS codes
FROM calibrations
WHERE coding_count > 0
ORDER BY codebook, low
