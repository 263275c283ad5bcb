-- titel: Te weinig informatie
-- beschrijving: Waar documenten zelf zeggen dat er te weinig informatie is voor een conclusie, dat er geen conclusie mogelijk is, of dat het nog te vroeg is. Ook dat is een bevinding.
-- sleutel: document_id, bladzijde, begin, einde
-- kolom voorbehoud: Wat het document zegt
-- kolom geheel: Gaat het over de uitkomst als geheel: ja of nee
-- kolom citaat: Citaat, letterlijk zoals op de bladzijde
-- kolom elementen: Werkzame elementen die in dezelfde passage spelen
-- kolom document_id: Kenmerk van het document
-- kolom titel: Titel van het document
-- kolom gemeenten: Gemeente of gemeenten van het document
-- kolom jaar: Jaar van het document
-- kolom bladzijde: Bladzijde
-- kolom begin: Eerste teken van het citaat in de tekst van de bladzijde
-- kolom einde: Teken na het laatste
-- type geheel: bladzijde, begin, einde
-- type jaar: jaar
-- type ja_nee: geheel
SELECT
    l.label AS voorbehoud,
    iif(d.is_overall, 'ja', 'nee') AS geheel,
    d.quote AS citaat,
    (SELECT group_concat(label, '; ' ORDER BY label)
     FROM (SELECT DISTINCT e.label FROM shown s JOIN elements e ON e.id = s.element_id
           WHERE s.passage_id = d.passage_id AND e.origin = 'codebook')) AS elementen,
    i.document_id,
    i.title AS titel,
    i.gemeenten,
    i.year AS jaar,
    d.page AS bladzijde,
    d.start AS begin,
    d."end" AS einde
FROM disclosures d
JOIN included i ON i.document_id = d.document_id
JOIN labels l ON l.dimension = 'voorbehoud' AND l.code = d.kind
ORDER BY d.is_overall DESC, l.position, i.title, i.document_id, d.page, d.start
