-- titel: Kennishiaten
-- beschrijving: Venster × element (of thema) × bewijs: waarover veel, enig, weinig of geen bewijs is. Ook wat in geen enkel document voorkomt staat erin. Een passage telt mee in elk venster dat zij heeft.
-- sleutel: venster, codeboek, dimensie, code
-- kolom venster: Venster: vanuit wie bekeken
-- kolom codeboek: Codeboek en versie
-- kolom dimensie: Element of thema
-- kolom code: Code in het codeboek
-- kolom naam: Naam van het element of thema
-- kolom eigen_venster: Ja, als het element in het codeboek onder dit venster staat
-- kolom bewijs: Veel, enig, weinig of geen bewijs
-- kolom regel: Volgens welke regel, met de aantallen
-- kolom evaluaties: Onafhankelijke evaluaties
-- kolom sterker: Daarvan met een opzet die sterker is dan een casus
-- kolom documenten: Documenten, ook die geen evaluatie zijn
-- kolom passages: Passages
-- kolom helpt: Onafhankelijke evaluaties die zeggen dat het helpt
-- kolom belemmert: Onafhankelijke evaluaties die zeggen dat het belemmert of ontbreekt
-- kolom nodig: Onafhankelijke evaluaties die zeggen dat het nodig is
-- type geheel: evaluaties, sterker, documenten, passages, helpt, belemmert, nodig
-- herkomst evaluaties: count(DISTINCT evaluatie) FROM coderingen JOIN bewijskracht USING (document_id) WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster')) AND evaluatie IS NOT NULL
-- herkomst sterker: count(DISTINCT evaluatie) FROM coderingen JOIN bewijskracht USING (document_id) WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster')) AND opzet NOT IN ('Casus', 'Onbekend') AND evaluatie IS NOT NULL
-- herkomst documenten: count(DISTINCT document_id) FROM coderingen WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster'))
-- herkomst bewijs, regel: coderingen WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster'))
-- herkomst passages: count(DISTINCT passage) FROM coderingen WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster'))
-- herkomst helpt: count(DISTINCT evaluatie) FROM coderingen JOIN bewijskracht USING (document_id) WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster')) AND (coderingen.richting = 'helpt' OR coderingen.richting IS NULL AND EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'richting' AND v.code = 'helpt')) AND evaluatie IS NOT NULL
-- herkomst belemmert: count(DISTINCT evaluatie) FROM coderingen JOIN bewijskracht USING (document_id) WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster')) AND (coderingen.richting = 'belemmert' OR coderingen.richting IS NULL AND EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'richting' AND v.code = 'belemmert')) AND evaluatie IS NOT NULL
-- herkomst nodig: count(DISTINCT evaluatie) FROM coderingen JOIN bewijskracht USING (document_id) WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code AND (EXISTS (SELECT 1 FROM coderingen v JOIN codeboeken k ON k.versie = v.codeboek AND k.dimensie = v.dimensie AND k.code = v.code WHERE v.passage = coderingen.passage AND v.dimensie = 'venster' AND k.naam = :venster) OR :eigen_venster = 'ja' AND NOT EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'venster')) AND (coderingen.richting = 'nodig' OR coderingen.richting IS NULL AND EXISTS (SELECT 1 FROM coderingen v WHERE v.passage = coderingen.passage AND v.dimensie = 'richting' AND v.code = 'nodig')) AND evaluatie IS NOT NULL
SELECT
    coalesce(v.label, g.venster) AS venster,
    g.codebook AS codeboek,
    g.dimension AS dimensie,
    g.code,
    coalesce(c.label, g.code) AS naam,
    iif(g.is_own, 'ja', NULL) AS eigen_venster,
    coalesce(b.label, g.status) AS bewijs,
    g.rule AS regel,
    g.evaluation_count AS evaluaties,
    g.strong_count AS sterker,
    g.document_count AS documenten,
    g.passage_count AS passages,
    g.for_count AS helpt,
    g.against_count AS belemmert,
    g.needed_count AS nodig
FROM gaps g
LEFT JOIN codes c ON c.codebook = g.codebook AND c.dimension = g.dimension AND c.code = g.code
LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = g.venster
LEFT JOIN labels b ON b.dimension = 'bewijs' AND b.code = g.status
ORDER BY coalesce(c.is_further, 0), g.codebook, coalesce(v.position, 99), g.venster, NOT g.is_own, c.position, g.code
