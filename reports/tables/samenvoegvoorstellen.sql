-- titel: Voorstellen om elementen samen te voegen
-- beschrijving: Paren van elementen en thema's die misschien één zijn, omdat zij passages delen of omdat hun passages over hetzelfde gaan. Onderzoekers besluiten; een besluit geldt vanaf de volgende keer.
-- sleutel: element_code, met_code
-- kolom element_code: Code van het ene element of thema
-- kolom element: Naam daarvan
-- kolom met_code: Code van het andere element
-- kolom met: Naam daarvan
-- kolom gedeelde_passages: Aantal passages die beide hebben
-- kolom overlap: Aandeel daarvan in de passages van het kleinste van de twee, van 0 tot 1
-- kolom gelijkenis: Gelijkenis van de gemiddelde vectoren, van -1 tot 1
-- kolom reden: Waarom dit wordt voorgesteld
-- kolom besluit: Besluit van onderzoekers; leeg als er nog geen is
-- kolom reden_besluit: Reden van dat besluit
-- type geheel: gedeelde_passages
-- type deel: overlap
-- type getal: gelijkenis
-- herkomst gedeelde_passages: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND passage IN (SELECT passage FROM bewijs WHERE element_code = :met_code)
-- herkomst overlap: bewijs WHERE element_code = :element_code AND passage IN (SELECT passage FROM bewijs WHERE element_code = :met_code)
-- herkomst gelijkenis: bewijs WHERE element_code IN (:element_code, :met_code)
SELECT
    first_code AS element_code,
    first_label AS element,
    second_code AS met_code,
    second_label AS met,
    shared_count AS gedeelde_passages,
    overlap,
    similarity AS gelijkenis,
    reason AS reden,
    nullif(decision, '') AS besluit,
    nullif(decision_reason, '') AS reden_besluit
FROM merge_proposals
ORDER BY decision <> '', max(overlap, similarity) DESC, first_code, second_code
