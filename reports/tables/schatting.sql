-- titel: Schatting van wat nog niet is gezien
-- beschrijving: Een schatting, geen telling: hoeveel evaluaties (een gemeente in een jaar) er in totaal zijn, berekend uit de overlap van twee bronnen met de formule van Chapman (1951), (n1 + 1)(n2 + 1) / (m + 1) - 1, met de variantie van Seber (1970) en het 95%-interval van Chao (1987). Zij veronderstelt dat de bronnen los van elkaar vinden, dat er tussendoor geen evaluaties bijkomen en dat elke evaluatie evenveel kans heeft om in een bron te staan. Vinden bronnen vaak dezelfde evaluaties, dan is de schatting te laag.
-- sleutel: bron_1, bron_2
-- kolom bron_1: De ene bron
-- kolom bron_2: De andere bron, of alle andere samen
-- kolom n1: Aantal evaluaties in de ene bron
-- kolom n2: Aantal evaluaties in de andere
-- kolom m: Aantal evaluaties in beide
-- kolom gezien: Aantal evaluaties dat in de ene of de andere is gezien
-- kolom schatting: Geschat aantal evaluaties in totaal
-- kolom ondergrens: Ondergrens van het 95%-interval
-- kolom bovengrens: Bovengrens van het 95%-interval
-- kolom nog_niet_gezien: Geschat aantal evaluaties dat geen van beide heeft
-- type geheel: n1, n2, m, gezien
-- type getal: schatting, ondergrens, bovengrens, nog_niet_gezien
-- geen herkomst n1, n2, m, gezien, schatting, ondergrens, bovengrens, nog_niet_gezien: dit telt en schat evaluaties in bronnen, ook evaluaties die er niet zijn; wat is gevonden staat in de tabel met dekking
SELECT
    first AS bron_1,
    second AS bron_2,
    first_count AS n1,
    second_count AS n2,
    both_count AS m,
    first_count + second_count - both_count AS gezien,
    round(estimate, 1) AS schatting,
    round(low, 1) AS ondergrens,
    round(high, 1) AS bovengrens,
    round(estimate - (first_count + second_count - both_count), 1) AS nog_niet_gezien
FROM estimates
ORDER BY first, second
