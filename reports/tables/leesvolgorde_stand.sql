-- titel: Stand van het lezen
-- beschrijving: Hoeveel passages mensen hebben beoordeeld, hoeveel relevante er naar verwachting nog ongelezen zijn, en of het lezen klaar is. De stopregel is die van Callaghan en Müller-Hansen (2020, Systematic Reviews 9:273), een hypergeometrische toets of het doel nog kan zijn gemist; zij veronderstelt dat de leesvolgorde relevante passages minstens zo snel vindt als het toeval. Is er een steekproef uit het ongelezene beoordeeld, dan komt het interval daaruit.
-- sleutel: onderdeel
-- kolom volgorde: Volgorde van de regels
-- kolom onderdeel: Wat er is geteld of geschat
-- kolom waarde: Hoeveel het er zijn, of welk deel
-- kolom ondergrens: Ondergrens van het 95%-interval, bij een schatting
-- kolom bovengrens: Bovengrens van het 95%-interval, bij een schatting
-- kolom toelichting: Waar het getal vandaan komt
-- type geheel: volgorde
-- type getal: waarde, ondergrens, bovengrens
-- geen herkomst volgorde: een volgnummer; het telt niets
-- geen herkomst waarde, ondergrens, bovengrens: dit telt of schat passages; een passage zelf wordt niet gepubliceerd, en wie wat las ook niet
WITH bases (code, text) AS (
    VALUES
    ('steekproef', 'Uit een steekproef van wat niet was gelezen'),
    ('leesvolgorde', 'Uit de volgorde van lezen en de voorspelling'),
    ('voorspelling', 'Voorspelling uit de coderingen; er is nog niets beoordeeld')
)
SELECT 1 AS volgorde, 'Passages van ingesloten documenten' AS onderdeel, passage_count AS waarde,
       NULL AS ondergrens, NULL AS bovengrens, 'Geteld' AS toelichting
FROM reading_progress
UNION ALL SELECT 2, 'Beoordeeld', judged_count, NULL, NULL, 'Geteld' FROM reading_progress
UNION ALL SELECT 3, 'Daarvan relevant', relevant_count, NULL, NULL, 'Geteld' FROM reading_progress
UNION ALL SELECT 4, 'In de steekproef', sample_count, NULL, NULL, 'Geteld' FROM reading_progress
UNION ALL SELECT 5, 'Relevant en nog niet gelezen', round(unread_expected, 1), unread_low, unread_high, b.text
FROM reading_progress JOIN bases b ON b.code = method
UNION ALL SELECT 6, 'Deel van het relevante dat is gelezen', round(recall, 3), round(recall_low, 3),
    round(recall_high, 3), b.text
FROM reading_progress JOIN bases b ON b.code = method
UNION ALL SELECT 7, 'Doel', target, NULL, NULL, 'Het deel dat de studie wil lezen' FROM reading_progress
UNION ALL SELECT 8, 'Kans op deze uitkomst als het doel nog niet is gehaald', round(missed_probability, 4), NULL, NULL,
    iif(may_stop, 'Onder 0,05: volgens de stopregel is het lezen klaar', 'Nog niet onder 0,05: lees verder')
FROM reading_progress
ORDER BY volgorde
