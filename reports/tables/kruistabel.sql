-- titel: Kruistabel van codeboeken
-- beschrijving: Hoe de codes van verschillende codeboeken elkaar raken. Van elke code en elk ander codeboek staan er de drie paren met de meeste overlap (vanaf drie passages), en het paar waarvan de omschrijvingen het meest gelijken.
-- sleutel: codeboek, dimensie, code, ander_codeboek, andere_dimensie, andere_code
-- kolom codeboek: Het ene codeboek
-- kolom dimensie: Dimensie van de code daarin
-- kolom code: Code in dat codeboek
-- kolom naam: Naam van die code
-- kolom ander_codeboek: Het andere codeboek
-- kolom andere_dimensie: Dimensie van de code daarin
-- kolom andere_code: Code in dat codeboek
-- kolom andere_naam: Naam van die code
-- kolom passages: Passages met de ene code
-- kolom andere_passages: Passages met de andere code
-- kolom beide: Passages met beide
-- kolom verwacht: Passages met beide die bij toeval te verwachten zijn
-- kolom lift: Hoeveel keer vaker dan bij toeval: beide gedeeld door verwacht
-- kolom overlap: Passages met beide gedeeld door passages met een van beide (Jaccard), van 0 tot 1
-- kolom gelijkenis: Gelijkenis van de omschrijvingen, van -1 tot 1
-- kolom waarom: Waarom het paar in de tabel staat
-- type geheel: passages, andere_passages, beide
-- type getal: verwacht, lift, overlap, gelijkenis
-- herkomst passages: count(DISTINCT passage) FROM coderingen WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code
-- herkomst andere_passages: count(DISTINCT passage) FROM coderingen WHERE codeboek = :ander_codeboek AND dimensie = :andere_dimensie AND code = :andere_code
-- herkomst beide: count(DISTINCT passage) FROM coderingen WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND passage IN (SELECT passage FROM coderingen WHERE codeboek = :ander_codeboek AND dimensie = :andere_dimensie AND code = :andere_code)
-- herkomst verwacht, lift, overlap als :beide > 0: coderingen WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND passage IN (SELECT passage FROM coderingen WHERE codeboek = :ander_codeboek AND dimensie = :andere_dimensie AND code = :andere_code)
-- geen herkomst gelijkenis: dit vergelijkt de omschrijvingen van twee codes, niet de passages
-- geen herkomst verwacht, lift, overlap: geen enkele passage heeft beide codes
SELECT
    a.codebook AS codeboek,
    a.dimension AS dimensie,
    a.code,
    a.label AS naam,
    b.codebook AS ander_codeboek,
    b.dimension AS andere_dimensie,
    b.code AS andere_code,
    b.label AS andere_naam,
    x.first_count AS passages,
    x.second_count AS andere_passages,
    x.both_count AS beide,
    x.expected_count AS verwacht,
    x.lift,
    x.jaccard AS overlap,
    x.similarity AS gelijkenis,
    x.reason AS waarom
FROM crosswalks x
JOIN codes a ON a.id = x.first_code_id
JOIN codes b ON b.id = x.second_code_id
ORDER BY a.is_further, a.codebook, b.codebook, x.jaccard DESC, x.similarity DESC, a.position, b.position
