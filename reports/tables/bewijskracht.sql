-- titel: Bewijskracht per document
-- beschrijving: Voor welke onafhankelijke evaluatie elk ingesloten document telt, en hoe sterk de opzet van het onderzoek is, met de regel. De ladder loopt van casus, kwalitatief, survey en vergelijking naar effectmeting: hoe hoger, hoe zekerder een effect; over de waarde van een bevinding zegt zij niets.
-- sleutel: document_id
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel
-- kolom gemeenten: Gemeente of gemeenten waarover het gaat
-- kolom jaar: Jaar van verschijnen
-- kolom grootteklasse: Grootteklasse van de gemeente, in inwoners
-- kolom evaluatie: Kenmerk van de evaluatie waarvoor het telt; leeg als het geen eigen onderzoek is
-- kolom telt_samen: Waarom het samen met andere documenten één keer telt
-- kolom opzet: Opzet van het onderzoek
-- kolom sterkte: Sterkte van die opzet, van 0 tot 1
-- kolom regel: De regel waaruit die opzet volgt
-- type jaar: jaar
-- type getal: sterkte
SELECT
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    CASE v.size_class WHEN 'onbekend' THEN 'Onbekend' WHEN 'meerdere' THEN 'Meerdere' ELSE v.size_class END AS grootteklasse,
    iif(EXISTS (SELECT 1 FROM evaluations w WHERE w.evaluation_id = v.evaluation_id AND w.is_evaluation),
        substr(v.evaluation_id, 1, 12), NULL) AS evaluatie,
    nullif(v.grouping, '') AS telt_samen,
    coalesce(o.label, v.design) AS opzet,
    v.strength AS sterkte,
    v.rule AS regel
FROM evaluations v
JOIN included i ON i.document_id = v.document_id
LEFT JOIN labels o ON o.dimension = 'opzet' AND o.code = v.design
ORDER BY v.strength DESC, i.gemeenten, i.year, i.title, i.document_id
