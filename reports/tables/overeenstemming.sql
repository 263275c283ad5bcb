-- titel: Overeenstemming tussen beoordelaars
-- beschrijving: Hoe vaak mensen die dezelfde codering beoordeelden hetzelfde zeiden, en hoe vaak zij het eens waren met het model. Citaten met dezelfde code die elkaar voor minstens de helft overlappen tellen als één. Wie niet wist wat te zeggen, telt niet mee; een ronde telt mee als zij is gesloten.
-- sleutel: ronde, codeboek, dimensie, code, tussen
-- kolom ronde: De ronde, of alle rondes samen
-- kolom codeboek: Codeboek en versie
-- kolom dimensie: Dimensie van het codeboek
-- kolom code: Code; leeg over alle codes van de dimensie
-- kolom naam: Naam van de code
-- kolom tussen: Tussen wie: mensen onderling, of mensen en model
-- kolom coderingen: Aantal coderingen met minstens twee oordelen; het model telt mee waar het in de vergelijking zit
-- kolom oordelen: Aantal oordelen van mensen daarover
-- kolom gelijk: Deel van de paren van oordelen dat gelijk is, van 0 tot 1
-- kolom kappa: Kappa van Cohen, gemiddeld over paren van mensen naar wat beiden beoordeelden; leeg waar zij niet bestaat
-- kolom alfa: Alfa van Krippendorff (nominaal, met ontbrekende oordelen); leeg waar zij niet bestaat
-- type geheel: coderingen, oordelen
-- type deel: gelijk
-- type getal: kappa, alfa
-- herkomst coderingen, oordelen, gelijk, kappa, alfa als :ronde = 'Alle rondes': beoordelingen WHERE dimensie = :dimensie AND (:code IS NULL OR code = :code)
-- geen herkomst coderingen, oordelen, gelijk, kappa, alfa: wie in welke ronde wat vond, wordt niet gepubliceerd; de oordelen samen staan in de tabel met beoordeelde coderingen
SELECT
    coalesce(nullif(a.round, ''), 'Alle rondes') AS ronde,
    a.codebook AS codeboek,
    a.dimension AS dimensie,
    nullif(a.code, '') AS code,
    iif(a.code = '', 'Alle codes', coalesce(l.label, a.code)) AS naam,
    a.raters AS tussen,
    a.coding_count AS coderingen,
    a.judgement_count AS oordelen,
    a.share AS gelijk,
    a.kappa,
    a.alpha AS alfa
FROM agreements a
LEFT JOIN labels l ON l.dimension = a.dimension AND l.code = a.code
ORDER BY a.round <> '', CAST(a.round AS INTEGER), a.round, a.codebook, a.dimension, a.code <> '', naam, a.code, a.raters
